import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "@/server/ops/launch/free-port.mjs";
import { signIn } from "./fixtures";
import { ended, launch, ownerOf, ready, serving } from "./launched";
import type { Launched } from "./launched";

// The launcher itself, on data folders of its own. The pages are built already: the server under test is up.
test.describe.configure({ mode: "serial", timeout: 120_000 });

const folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-launcher-"));
const dataDir = path.join(folder, "data");
const started: ChildProcess[] = [];

test.afterAll(async () => {
  for (const launcher of started) launcher.kill("SIGTERM");
  await Promise.all(started.map(ended));
  rmSync(folder, { recursive: true, force: true });
});

/** The launcher on this file's data folder, unless the settings name another. */
function start(settings: Record<string, string>): Launched {
  const one = launch({ DATA_DIR: dataDir, ...settings });
  started.push(one.launcher);
  return one;
}

function startServing(settings: Record<string, string>): Promise<Launched> {
  return serving(start(settings));
}

function postmaster(): number {
  return Number.parseInt(readFileSync(path.join(dataDir, "postgres/cluster/postmaster.pid"), "utf8"), 10);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("a first start serves, and SIGTERM leaves nothing running", async () => {
  const PORT = String(await freePort());
  const one = await startServing({ PORT });
  const page = await fetch(`${one.url}/sign-in`);
  expect([page.status, (await page.text()).slice(0, 15)]).toEqual([200, "<!DOCTYPE html>"]);
  const running = [ownerOf(dataDir).server.pid, postmaster()];
  one.launcher.kill("SIGTERM");
  expect(await ended(one.launcher)).toBe(0);
  await expect.poll(() => running.filter(isAlive)).toEqual([]);
});

test("a second start on the same data is refused with the first one's process number, and the first goes on", async () => {
  const PORT = String(await freePort());
  const first = await startServing({ PORT });
  const second = start({ PORT: String(await freePort()) });
  expect(await ended(second.launcher)).toBe(1);
  expect(second.said()).toContain(`PID ${first.launcher.pid}`);
  expect(await ready(first.url)).toBe(200);
  first.launcher.kill("SIGINT");
  expect(await ended(first.launcher)).toBe(0);
});

test("after kill -9 of the server, a start right away simply works", async () => {
  const PORT = String(await freePort());
  const first = await startServing({ PORT });
  process.kill(ownerOf(dataDir).server.pid, "SIGKILL");
  const second = await startServing({ PORT });
  expect(await ended(first.launcher)).toBe(1);
  second.launcher.kill("SIGTERM");
  expect(await ended(second.launcher)).toBe(0);
});

test("after kill -9 of the launcher, its database is reaped and a start right away simply works", async () => {
  const PORT = String(await freePort());
  const first = await startServing({ PORT });
  const orphan = postmaster();
  first.launcher.kill("SIGKILL");
  await ended(first.launcher);
  expect(isAlive(orphan)).toBe(true);
  const second = await startServing({ PORT });
  expect(isAlive(orphan)).toBe(false);
  second.launcher.kill("SIGTERM");
  expect(await ended(second.launcher)).toBe(0);
});

test("after kill -9 of the database, it comes back by itself while the server stays, and the sign-in with it", async () => {
  const PORT = String(await freePort());
  const one = await startServing({ PORT });
  const server = ownerOf(dataDir).server.pid;
  const before = postmaster();
  process.kill(before, "SIGKILL");
  await expect.poll(() => one.said(), { timeout: 10_000 }).toContain("The database is back.");
  expect(postmaster()).not.toBe(before);
  await expect.poll(() => ready(one.url), { timeout: 10_000 }).toBe(200);
  expect(ownerOf(dataDir).server.pid).toBe(server);
  await signIn(one.url, "trainer");
  one.launcher.kill("SIGTERM");
  expect(await ended(one.launcher)).toBe(0);
});

test("what an operator can get wrong is said in one sentence per language, with a non-zero exit", async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
  const address = blocker.address();
  const taken = address === null || typeof address === "string" ? "" : String(address.port);
  const PORT = String(await freePort());
  const other = path.join(folder, "other");

  for (const [settings, sentence] of [
    [{ PORT: taken, DATA_DIR: other }, `Port ${taken} is taken`],
    [{ PORT: "eighty", DATA_DIR: other }, "PORT must be a whole number"],
    [{ PORT, SANDTABLE_MODE: "prod", DATA_DIR: other }, "SANDTABLE_MODE must be demo or production"],
    [{ PORT, DATA_DIR: "/proc/sandtable" }, "cannot be written"],
    [
      { PORT, DATA_DIR: other, DATABASE_URL: "postgres://a:b@127.0.0.1:9/c" },
      "cannot be used: connect ECONNREFUSED",
    ],
    [{ PORT, DATA_DIR: other, PUBLIC_URL: "nonsense" }, "PUBLIC_URL must be"],
  ] as const) {
    const one = start(settings);
    expect([sentence, await ended(one.launcher)]).toEqual([sentence, 1]);
    expect(one.said()).toContain(sentence);
    expect(one.said()).not.toMatch(/\n\s+at /);
  }
  await new Promise((resolve) => blocker.close(resolve));
});
