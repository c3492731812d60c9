import { spawn } from "node:child_process";
import { Refused } from "./refused.mjs";

const OUTPUT_LINES_MAX = 60;

/** Prints the steps of a start or a test run one by one, with the time each took. */
export function stepsOf(total) {
  let number = 0;
  /** `late`: the work prints something of its own, so the line is written when it is done. */
  return async (zh, en, work, { late = false } = {}) => {
    number += 1;
    const startedAtMs = Date.now();
    const title = `[${number}/${total}] ${zh} · ${en} … `;
    if (!late) process.stdout.write(title);
    try {
      const result = await work();
      const note = typeof result === "string" ? `${result}, ` : "";
      process.stdout.write(
        `${late ? title : ""}${note}${((Date.now() - startedAtMs) / 1000).toFixed(1)} s\n`,
      );
      return result;
    } catch (error) {
      process.stdout.write(`${late ? title : ""}失败 · failed\n`);
      throw error;
    }
  };
}

const running = new Set();

/**
 * Runs a program quietly to its end; what it printed is shown only if it fails.
 *
 * It gets a process group of its own, so that `endRunning` reaches its workers too.
 */
export async function runQuietly(file, args, { env, cwd, failed: [zh, en] }) {
  const child = spawn(file, args, { env, cwd, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode, signal) => resolve(exitCode ?? signal));
  }).finally(() => running.delete(child));
  const text = Buffer.concat(output).toString("utf8").trimEnd();
  if (code === 0) return text;
  const lines = text.split("\n").slice(-OUTPUT_LINES_MAX).join("\n");
  throw new Refused(`${lines}\n\n${zh}（${code}）`, `${en} (${code})`);
}

/** Ends whatever `runQuietly` has under way, with all its workers. */
export function endRunning() {
  for (const child of running) {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch (error) {
      if (error.code !== "ESRCH") throw error;
    }
  }
}
