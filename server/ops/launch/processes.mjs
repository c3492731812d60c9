import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Whether a process with this number exists, whoever owns it. A zombie does not count. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  if (process.platform !== "linux") return true;
  return fieldsOfStat(pid)?.[0] !== "Z";
}

/** The command with its arguments, or "" when there is no such process. */
export function commandLineOf(pid) {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return "";
    }
  }
  return ps(pid, "command");
}

/** Every process whose command line holds this text, with its number. */
export function processesNaming(text) {
  const pids =
    process.platform === "linux"
      ? readdirSync("/proc").filter((name) => /^\d+$/.test(name))
      : (spawnSync("ps", ["-axo", "pid="], { encoding: "utf8" }).stdout ?? "").split("\n");
  return pids
    .map((pid) => ({ pid: Number(pid), command: commandLineOf(Number(pid)) }))
    .filter(({ pid, command }) => command.includes(text) && isAlive(pid));
}

/** Calls back once when npm, which has started this process, is gone: it can be killed without passing the signal on. */
export function whenNpmIsGone(gone) {
  if (process.env.npm_lifecycle_event === undefined) return;
  // Between it and us there may be a shell, which stays.
  const shell = process.ppid;
  const npm = parentOf(shell);
  const look = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(look);
    gone();
  }, 1_000);
  look.unref();
}

/**
 * When the process began, as an opaque text. Together with the number it names a process for good, because
 * numbers are used again.
 */
export function startOf(pid) {
  // The 22nd field of the line, which is the 20th after the name in brackets.
  if (process.platform === "linux") return fieldsOfStat(pid)?.[19] ?? "";
  return ps(pid, "lstart");
}

/** The number of the process that started it, or whoever took it over since. */
export function parentOf(pid) {
  if (process.platform === "linux") return fieldsOfStat(pid)?.[1] ?? "";
  return ps(pid, "ppid");
}

/** The fields after the name: the name may hold blanks and brackets, so counting starts behind it. */
function fieldsOfStat(pid) {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    return line.slice(line.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

function ps(pid, column) {
  const run = spawnSync("ps", ["-p", String(pid), "-o", `${column}=`], { encoding: "utf8" });
  return (run.stdout ?? "").trim();
}
