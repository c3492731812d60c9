import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { expect } from "./fixtures";

/** The launcher as a process of its own, and what it has said so far. */
export type Launched = { launcher: ChildProcess; url: string; said: () => string };

/** Runs `npm start`'s program with the settings given, and nothing else from our own environment. */
export function launch(settings: Record<string, string>): Launched {
  const launcher = spawn(process.execPath, ["server/ops/launch/start.mjs"], {
    env: { NODE_ENV: "production", PATH: process.env["PATH"], HOME: process.env["HOME"], ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [launcher.stdout, launcher.stderr])
    stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
  return { launcher, url: `http://127.0.0.1:${settings["PORT"] ?? ""}`, said: () => text };
}

/** Waits until it serves; fails with what it said when it ends instead. */
export async function serving(one: Launched): Promise<Launched> {
  await expect
    .poll(async () => (one.launcher.exitCode === null ? await ready(one.url) : `ended: ${one.said()}`), {
      timeout: 60_000,
    })
    .toBe(200);
  return one;
}

/** The status of the readiness address; null when nobody answers. */
export async function ready(url: string): Promise<number | null> {
  return fetch(`${url}/ready`).then(
    (response) => response.status,
    () => null,
  );
}

/** The exit code, once it has ended; null after a signal. */
export function ended(launcher: ChildProcess): Promise<number | null> {
  if (launcher.exitCode !== null || launcher.signalCode !== null) return Promise.resolve(launcher.exitCode);
  return new Promise((resolve) => launcher.once("close", (code) => resolve(code)));
}

const Owner = z.object({ pid: z.number(), server: z.object({ pid: z.number() }) });

/** Who holds a data folder: the launcher, and the server it started. */
export function ownerOf(dataDir: string): z.infer<typeof Owner> {
  return Owner.parse(JSON.parse(readFileSync(path.join(dataDir, "owner.json"), "utf8")));
}
