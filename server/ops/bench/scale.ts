import "server-only";
import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { signInCompany } from "@/server/ops/rehearse/api";
import { startCrowd } from "./crowd";
import { post, runningDrill, trainerCookie, usageOf, usageWhenSettled } from "./drill-under-load";

const Wanted = z.object({ address: z.url(), pid: z.number() });

/** Ten times as many drills, ten times as many viewers of each, and both. */
const SIZES = [
  { drills: 5, viewers: 20 },
  { drills: 50, viewers: 20 },
  { drills: 5, viewers: 200 },
  { drills: 50, viewers: 200 },
];
/** Each drill gets a command a second, the drills one after the other. */
const SECONDS = 10;

/** What a command, or a message to one viewer, may cost more when there is ten times as much of everything. */
const GROWTH_MAX = 1.2;

type Row = {
  drills: number;
  viewers: number;
  p50Ms: number;
  p99Ms: number;
  cpuMillisPerCommand: number;
  cpuMicrosPerDelivery: number;
  kilobytesPerViewer: number;
};

/** The server under load, who loads it, and by what ways. */
type Bench = {
  address: string;
  pid: number;
  /** Of somebody who may see the drills. */
  cookie: string;
  trainer: Awaited<ReturnType<typeof signInCompany>>["trainer"];
  agent: Agent;
  crowd: ReturnType<typeof startCrowd>;
};

/**
 * Measures what drills and their viewers cost the server as there are ten times as many of them.
 *
 * Prints a table for people and, as the last line, `RESULT {json}`.
 *
 * @returns Exit code 1 when the cost of one grows with the number of all.
 */
async function main(): Promise<number> {
  const { address, pid } = Wanted.parse(JSON.parse(process.argv[2] ?? ""));
  const { trainer } = await signInCompany(address, "en", 0);
  const cookie = await trainerCookie(address);
  const agent = new Agent({ keepAlive: true });
  const crowd = startCrowd();
  const rows: Row[] = [];
  for (const size of SIZES) rows.push(await measured({ address, pid, cookie, trainer, agent, crowd }, size));
  crowd.leave();
  agent.destroy();
  return report(rows);
}
/** What so many drills with so many viewers each cost, while a command a second comes to each of the drills. */
async function measured(
  { address, pid, cookie, trainer, agent, crowd }: Bench,
  { drills, viewers }: { drills: number; viewers: number },
): Promise<Row> {
  const ids: string[] = [];
  while (ids.length < drills) ids.push((await runningDrill(trainer)).drillId);
  const before = await usageWhenSettled(pid);
  const groups = ids.map((drillId) => ({
    name: drillId,
    readers: viewers,
    cookie,
    path: `/api/trpc-live/drill.live?input=${encodeURIComponent(JSON.stringify({ drillId }))}`,
  }));
  await crowd.comeIn(Number(new URL(address).port), groups, viewers);
  const from = await usageWhenSettled(pid);
  const commands = drills * SECONDS;
  const latencies = await latenciesOf({ address, cookie, agent, crowd }, ids, commands);
  const cpuMs = usageOf(pid).cpuMs - from.cpuMs;
  await crowd.goOut();
  // A drill that has ended costs the next size nothing.
  for (const drillId of ids) {
    const command = { type: "EndDrill" as const, how: "ended" as const, reason: "" };
    await trainer.drill.command.mutate({ drillId, commandId: randomUUID(), command });
  }
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    drills,
    viewers,
    p50Ms: rounded(at(0.5)),
    p99Ms: rounded(at(0.99)),
    cpuMillisPerCommand: rounded(cpuMs / commands),
    cpuMicrosPerDelivery: rounded((cpuMs * 1_000) / (commands * viewers)),
    kilobytesPerViewer: rounded((from.residentBytes - before.residentBytes) / 1024 / (drills * viewers)),
  };
}

/**
 * Sends commands at an even pace, to one drill after the other.
 *
 * @returns Ms from sending each until the last viewer of its drill has it, shortest first.
 * @throws {Error} when one was not carried out.
 */
async function latenciesOf(
  { address, cookie, agent, crowd }: Pick<Bench, "address" | "cookie" | "agent" | "crowd">,
  drillIds: readonly string[],
  commands: number,
): Promise<number[]> {
  const latencies: number[] = [];
  const underWay: Promise<void>[] = [];
  const startMs = performance.now();
  for (let mark = 0; mark < commands; mark++) {
    await sleep(Math.max(0, startMs + (mark * 1_000) / drillIds.length - performance.now()));
    const seen = crowd.seen(mark);
    const sentNs = process.hrtime.bigint();
    const answered = post(
      agent,
      `${address}/api/trpc/drill.command`,
      { cookie, origin: address },
      {
        drillId: drillIds[mark % drillIds.length],
        commandId: randomUUID(),
        command: {
          type: "SendRadio",
          lane: 1,
          side: "responder",
          text: `Two at the east gate, one on foot towards the ferry #bench-${String(mark).padStart(6, "0")}`,
        },
      },
    );
    underWay.push(
      Promise.all([seen, answered]).then(([last, done]) => {
        if (!done) throw new Error("A command was not carried out.");
        latencies.push(Number(last.atNs - sentNs) / 1e6);
      }),
    );
  }
  await Promise.all(underWay);
  return latencies.sort((a, b) => a - b);
}

function report(rows: readonly Row[]): number {
  console.table(rows);
  const [few, moreDrills, moreViewers, both] = rows;
  if (!few || !moreDrills || !moreViewers || !both) throw new Error("Not everything was measured.");
  const growth = {
    perCommandWithDrills: rounded(moreDrills.cpuMillisPerCommand / few.cpuMillisPerCommand),
    perDeliveryWithViewers: rounded(moreViewers.cpuMicrosPerDelivery / few.cpuMicrosPerDelivery),
    perDeliveryWithBoth: rounded(both.cpuMicrosPerDelivery / few.cpuMicrosPerDelivery),
  };
  const limits = Object.fromEntries(
    Object.entries(growth).map(([name, times]) => [name, times <= GROWTH_MAX]),
  );
  for (const [name, times] of Object.entries(growth)) console.log(`${name}: times ${times}`);
  for (const [name, kept] of Object.entries(limits)) if (!kept) console.log(`MISSED ${name}`);
  console.log(`RESULT ${JSON.stringify({ rows, growth, limits })}`);
  return Object.values(limits).every(Boolean) ? 0 : 1;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
