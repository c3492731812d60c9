import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, startOf } from "./processes.mjs";
import { Refused } from "./refused.mjs";

const HEARTBEAT_MS = 3_000;
/** A holder on another machine or in another container is believed dead after this much silence. */
const SILENCE_MS_MAX = 20_000;
/** A holder that is on its way out is waited for; one whose server was killed is on its way out too. */
const LEAVING_MS_MAX = 45_000;
/** What an orphaned server gets to finish the requests it is serving. */
const ORPHAN_MS_MAX = 15_000;

/**
 * Makes this process the only one that uses `dataDir`, whatever became of the one before.
 *
 * A live holder is never displaced. One that crashed is recognised by process number *and* start time, since
 * numbers are used again; a server it left behind is let go, or ended if it does not go.
 *
 * @throws {Refused} with the holder's process number, when there is one, or when the folder cannot be written.
 */
export async function lockDataFolder(dataDir) {
  const file = path.join(dataDir, "owner.json");
  const mine = { pid: process.pid, start: startOf(process.pid), machine: machine(), state: "running" };
  makeWritable(dataDir);

  const givingUpMs = Date.now() + LEAVING_MS_MAX;
  for (;;) {
    if (tryLink(file, mine)) break;
    const holder = read(file);
    if (holder === null) continue;
    if (!isHeld(file, holder)) {
      await outliveServerOf(holder);
      removeIfStill(file, holder);
      continue;
    }
    if (!isLeaving(holder) || Date.now() > givingUpMs) throw inUse(dataDir, holder);
    await sleep(100);
  }

  const heartbeat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // The folder is gone under our feet; whatever needs it next says so better than a heartbeat can.
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();

  const note = (changes) => {
    Object.assign(mine, changes);
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
    renameSync(draft, file);
  };
  return {
    /** Names the server process, so that the next start can tell whether it was left behind. */
    noteServer: (pid) => note({ server: { pid, start: startOf(pid) } }),
    /** A start from now on waits for this one to be gone instead of refusing. */
    noteLeaving: () => note({ state: "leaving" }),
    release() {
      clearInterval(heartbeat);
      if (read(file)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

function makeWritable(dataDir) {
  try {
    makeFolder(dataDir);
    const probe = path.join(dataDir, `.probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new Refused(
      `数据目录 ${dataDir} 无法写入（${error.code}），请用 DATA_DIR 另选一个。`,
      `The data folder ${dataDir} cannot be written (${error.code}); choose another with DATA_DIR.`,
    );
  }
}

/** Step by step, because Node's own recursive way never ends where a folder cannot be made, such as in /proc. */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** Written aside and linked into place: the lock is there with its content, or not at all. */
function tryLink(file, record) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(file) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
  try {
    return { pid: 0, start: "", machine: "", state: "running", ...JSON.parse(text), text };
  } catch {
    // A disk that lost power can leave an empty file; nobody is behind it.
    return { pid: 0, start: "", machine: machine(), state: "running", text };
  }
}

function isHeld(file, holder) {
  if (holder.machine === machine()) return isSame(holder);
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs < SILENCE_MS_MAX;
}

function isSame({ pid, start }) {
  return pid > 0 && isAlive(pid) && startOf(pid) === start;
}

function isLeaving(holder) {
  if (holder.state === "leaving") return true;
  return holder.server !== undefined && holder.machine === machine() && !isSame(holder.server);
}

/** A launcher that was killed leaves a server that notices and stops by itself; one that hangs does not. */
async function outliveServerOf(holder) {
  if (holder.server === undefined || holder.machine !== machine()) return;
  const untilMs = Date.now() + ORPHAN_MS_MAX;
  while (isSame(holder.server) && Date.now() < untilMs) await sleep(50);
  if (isSame(holder.server)) process.kill(holder.server.pid, "SIGKILL");
}

/** Two starts may find the same dead holder at once; the slower one must not remove the faster one's lock. */
function removeIfStill(file, holder) {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === "ENOENT") return;
    throw error;
  }
  if (readFileSync(aside, "utf8") !== holder.text) {
    try {
      linkSync(aside, file);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
  rmSync(aside, { force: true });
}

function inUse(dataDir, holder) {
  const who = holder.machine === machine() ? `PID ${holder.pid}` : `PID ${holder.pid}, ${holder.machine}`;
  return new Refused(
    `数据目录 ${dataDir} 正被另一个沙盘使用（${who}），请先停止它，或用 DATA_DIR 另选一个。`,
    `The data folder ${dataDir} is in use by another Sandtable (${who}); stop that one, or choose another folder with DATA_DIR.`,
  );
}

/** Process numbers mean something only here: this machine since it was booted, this container. */
function machine() {
  if (process.platform !== "linux") return os.hostname();
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${os.hostname()} ${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return os.hostname();
  }
}
