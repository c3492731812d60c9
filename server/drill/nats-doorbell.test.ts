import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { debianFile } from "@/server/ops/launch/debian-file.mjs";
import { freePort } from "@/server/ops/launch/free-port.mjs";
import type { Doorbell } from "./doorbell";
import { natsDoorbell } from "./nats-doorbell";

const natsServer = debianFile("nats-server", "usr/sbin/nats-server");
const there = natsServer !== null;

const running = new Set<ChildProcess>();
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  for (const server of running) await end(server);
});

async function startNats(port: number): Promise<ChildProcess> {
  const server = spawn(natsServer ?? "nats-server", ["--addr", "127.0.0.1", "--port", String(port)], {
    stdio: "ignore",
  });
  running.add(server);
  for (let tries = 0; tries < 200; tries++) {
    if (await answers(port)) return server;
    await sleep(20);
  }
  throw new Error("nats-server did not start.");
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

async function end(server: ChildProcess): Promise<void> {
  running.delete(server);
  if (server.exitCode !== null) return;
  server.kill("SIGKILL");
  await once(server, "exit");
}

/** What an instance hears: drill ids, and "listening" whenever it has begun to listen. */
async function hears(doorbell: Doorbell): Promise<string[]> {
  const heard: string[] = [];
  stops.push(
    await doorbell.listen(
      (drillId) => heard.push(drillId),
      () => heard.push("listening"),
    ),
  );
  return heard;
}

test.skipIf(!there)("a ring reaches the other instances and not the one that rang", async () => {
  const port = await freePort();
  await startNats(port);
  const [here, elsewhere] = [
    natsDoorbell(`nats://127.0.0.1:${port}`),
    natsDoorbell(`nats://127.0.0.1:${port}`),
  ];
  const [own, others] = [await hears(here), await hears(elsewhere)];
  await here.ring(["a", "b"]);
  await elsewhere.ring(["c"]);
  await expect.poll(() => others).toEqual(["listening", "a", "b"]);
  await expect.poll(() => own).toEqual(["listening", "c"]);
});

test.skipIf(!there)(
  "an instance starts without it, and looks for itself when it comes or comes back",
  async () => {
    const port = await freePort();
    const [here, elsewhere] = [
      natsDoorbell(`nats://127.0.0.1:${port}`),
      natsDoorbell(`nats://127.0.0.1:${port}`),
    ];
    const listening = [hears(here), hears(elsewhere)];
    await here.ring(["lost"]);
    const server = await startNats(port);
    const [own, others] = await Promise.all(listening);
    expect(others).toEqual(["listening"]);
    await end(server);
    await startNats(port);
    await expect.poll(() => own?.length, { timeout: 10_000 }).toBe(2);
    await expect.poll(() => others, { timeout: 10_000 }).toEqual(["listening", "listening"]);
    await here.ring(["found"]);
    await expect.poll(() => others).toEqual(["listening", "listening", "found"]);
  },
);
