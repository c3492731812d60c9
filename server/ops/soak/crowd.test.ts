import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { debianFile } from "@/server/ops/launch/debian-file.mjs";
import { freePort } from "@/server/ops/launch/free-port.mjs";
import { openHouse, report, type Instance } from "./house";
import { openReader, type Reader } from "./reader";
import { runningScene } from "./scene";
import { sized } from "./testing";
import { writerWith } from "./writer";

const nginx = debianFile("nginx", "usr/sbin/nginx");

const VIEWERS = sized({ whole: 1_000, short: 200 });
const BACK_MS_MAX = 15_000;

test.skipIf(nginx === null)(
  `with an instance killed under ${VIEWERS} viewers behind the proxy, all are back and caught up within 15 s`,
  async () => {
    const house = await openHouse();
    const instances = await Promise.all(
      [1, 2].map(() => house.startInstance({ env: { TRUST_PROXY: "true" } })),
    );
    const proxy = await startProxy(instances);
    onTestFinished(async () => {
      await proxy.stop();
      await house.close();
    });
    const { drillId, control, player } = await runningScene(house.db);
    const writer = writerWith(control);
    const said: string[] = [];
    let isOver = false;
    const talking = (async () => {
      for (let i = 0; !isOver; i++) {
        const text = `message ${i}`;
        await writer.carryOut(() => proxy.origin, drillId, randomUUID(), {
          type: "SendRadio",
          lane: 1,
          side: "responder",
          text,
          as: "HQ",
        });
        said.push(text);
        await sleep(100);
      }
    })();

    const readers: Reader[] = [];
    for (let i = 0; i < VIEWERS; i++) {
      readers.push(
        openReader({
          where: () => proxy.origin,
          cookie: player,
          drillId,
          // As the screens: soon, and not all in the same moment.
          comeBackMs: () => 200 + Math.random() * 1_000,
        }),
      );
      if (i % 50 === 49) await sleep(50);
    }
    const behind = (wanted: number) =>
      readers.filter((reader) => !reader.isOpen() || reader.radio().length < wanted).length;
    const until = async (wanted: () => number, ms: number) => {
      const fromMs = performance.now();
      while (behind(wanted()) > 0 && performance.now() < fromMs + ms) await sleep(50);
      return performance.now() - fromMs;
    };
    await until(() => 1, 30_000);
    expect(behind(1)).toBe(0);

    const begunBefore = readers.reduce((sum, reader) => sum + reader.begun(), 0);
    await instances[0]?.kill();
    const saidAtKill = said.length;
    const closed = () => readers.filter((reader) => !reader.isOpen()).length;
    let lost = closed();
    for (const fromMs = performance.now(); lost <= VIEWERS / 4 && performance.now() < fromMs + 10_000;) {
      await sleep(5);
      lost = Math.max(lost, closed());
    }
    // Back, and with something on the screen that was said after the kill.
    const backMs = await until(() => saidAtKill + 5, 60_000);
    const saidMeanwhile = said.length - saidAtKill;
    isOver = true;
    await talking;
    await until(() => said.length, 10_000);
    const begun = readers.reduce((sum, reader) => sum + reader.begun(), 0);
    const faults = readers.flatMap((reader) => reader.faults());
    report("an instance killed under a crowd", {
      viewers: VIEWERS,
      "lost their stream": lost,
      "came back": begun - begunBefore,
      "all caught up after ms": Math.round(backMs),
      "said meanwhile": saidMeanwhile,
      faults: faults.length,
    });
    expect(lost).toBeGreaterThan(VIEWERS / 4);
    expect(backMs).toBeLessThan(BACK_MS_MAX);
    expect(faults).toEqual([]);
    for (const reader of readers) {
      expect(reader.radio()).toEqual(said);
      reader.close();
    }
    writer.close();
  },
  180_000,
);

/** The proxy of the compose file, in front of these instances. */
async function startProxy(
  instances: readonly Instance[],
): Promise<{ origin: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-proxy-"));
  const port = await freePort();
  const configured = instances.reduce(
    (text, { origin }, i) => text.replace(`app-${i + 1}:3000`, new URL(origin).host),
    readFileSync("docker/nginx.conf", "utf8")
      .replace("listen 80;", `listen 127.0.0.1:${port};`)
      // Its usual folders belong to an installed one.
      .replace("http {", `http {\n  access_log off;\n${temporaryFolders(folder)}`),
  );
  const file = path.join(folder, "nginx.conf");
  writeFileSync(file, configured);
  const global = `daemon off; pid ${folder}/nginx.pid; error_log stderr crit;`;
  const proxy = spawn(nginx ?? "nginx", ["-c", file, "-p", folder, "-e", "stderr", "-g", global], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries++) {
    const status = await fetch(`${origin}/health`).then(
      (answer) => answer.status,
      () => null,
    );
    if (status === 200) break;
    await sleep(25);
  }
  return {
    origin,
    async stop() {
      if (proxy.exitCode === null) {
        const gone = once(proxy, "exit");
        proxy.kill("SIGTERM");
        await gone;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function temporaryFolders(folder: string): string {
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return kinds.map((kind) => `  ${kind}_temp_path ${folder}/${kind};`).join("\n");
}
