import "server-only";
import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { DEMO_PEOPLE } from "@/server/accounts/demo-accounts";
import { signInCompany, type Api } from "@/server/ops/rehearse/api";
import { startCrowd, type Crowd, type Group } from "./crowd";
import {
  officerCookie,
  post,
  runningDrill,
  trainerCookie,
  usageOf,
  usageWhenSettled,
} from "./drill-under-load";

const Wanted = z.object({
  address: z.url(),
  pid: z.number(),
  floorAddress: z.url(),
  floorPid: z.number(),
});

/** How many watch, and how often that is measured, drill and floor in turns. */
const CROWDS = [
  { viewers: 100, rounds: 2 },
  { viewers: 1_000, rounds: 3 },
  { viewers: 2_000, rounds: 3 },
];
/** One in so many sits at the control console; the others are on the responding team. */
const VIEWERS_PER_CONTROLLER = 100;
/** Ten commands a second, for ten seconds. */
const PACE = { commands: 100, everyMs: 100, firstMark: 0 };
/** Before anything is measured, of drill and floor alike: a server that has served for a while runs compiled code. */
const WARM_UP = { viewers: 100, commands: 2_000, everyMs: 5, firstMark: 100_000 };

/** What the issue of the live backbone has to reach: times the floor at 1,000 viewers, and growth from 100 to 2,000. */
const TIMES_FLOOR_MAX = 1.5;
const GROWTH_MAX = 1.2;

type Phase = {
  latenciesMs: number[];
  cpuMs: number;
  deliveries: number;
  bytes: number;
  /** What the server keeps with nobody there, and with everybody: its resident set swings by more than that. */
  emptyBytes: number;
  fullBytes: number;
  /** What was sent for each command, by group. */
  frames: Record<string, string>[];
};

/**
 * Measures how long a command takes from being sent to being seen by the last of many viewers of one drill, and
 * what each viewer costs. Beside it, in turns, a bare server of event streams writes the same bytes to as many.
 *
 * Prints a table for people and, as the last line, `RESULT {json}`.
 *
 * @returns Exit code 1 when a limit is missed.
 * @throws when a message does not reach everybody.
 */
async function main(): Promise<number> {
  const wanted = Wanted.parse(JSON.parse(process.argv[2] ?? ""));
  const { trainer } = await signInCompany(wanted.address, "en", 0);
  const officer = DEMO_PEOPLE.find(({ roles }) => roles.includes("officer"));
  if (!officer) throw new Error("The demo has no officer.");
  const cookies = {
    control: await trainerCookie(wanted.address),
    side: await officerCookie(wanted.address, officer.staffNumber),
  };
  const crowd = startCrowd();
  const rows: { viewers: number; drill: Figures; floor: Figures }[] = [];
  const warm = await measureDrill(crowd, wanted, trainer, cookies, WARM_UP.viewers, WARM_UP);
  await measureFloor(crowd, wanted, WARM_UP.viewers, warm.frames, WARM_UP);
  for (const { viewers, rounds } of CROWDS) {
    const drill: Phase[] = [];
    const floor: Phase[] = [];
    for (let round = 0; round < rounds; round++) {
      const live = await measureDrill(crowd, wanted, trainer, cookies, viewers);
      drill.push(live);
      floor.push(await measureFloor(crowd, wanted, viewers, live.frames));
    }
    rows.push({
      viewers,
      drill: figuresOf(drill, viewers),
      floor: figuresOf(floor, viewers),
    });
  }
  crowd.leave();
  return report(rows);
}

type Cookies = { control: string; side: string };

async function measureDrill(
  crowd: Crowd,
  { address, pid }: z.infer<typeof Wanted>,
  trainer: Api,
  cookies: Cookies,
  viewers: number,
  pace = PACE,
): Promise<Phase> {
  const { drillId, joinCode } = await runningDrill(trainer);
  const agent = new Agent({ keepAlive: true });
  const ask = (procedure: string, cookie: string, input: unknown) =>
    post(agent, `${address}/api/trpc/${procedure}`, { cookie, origin: address }, input);
  if (
    !(await ask("drill.join", cookies.side, { code: joinCode, role: "player", lane: 1, side: "responder" }))
  ) {
    throw new Error("Nobody could come into the drill.");
  }
  const path = `/api/trpc-live/drill.live?input=${encodeURIComponent(JSON.stringify({ drillId }))}`;
  const groups = groupsOf(viewers).map(({ name, readers }) => ({
    name,
    readers,
    path,
    cookie: cookies[name],
  }));
  const phase = await measure(crowd, Number(new URL(address).port), pid, groups, pace, (mark) =>
    ask("drill.command", cookies.control, {
      drillId,
      commandId: randomUUID(),
      command: { type: "SendRadio", lane: 1, side: "responder", text: textOf(mark) },
    }),
  );
  agent.destroy();
  return phase;
}

async function measureFloor(
  crowd: Crowd,
  { floorAddress, floorPid }: z.infer<typeof Wanted>,
  viewers: number,
  frames: readonly Record<string, string>[],
  pace = PACE,
): Promise<Phase> {
  const agent = new Agent({ keepAlive: true });
  const groups = groupsOf(viewers).map((group) => ({ ...group, path: `/${group.name}`, cookie: "none" }));
  const phase = await measure(crowd, Number(new URL(floorAddress).port), floorPid, groups, pace, (mark) =>
    post(agent, floorAddress, {}, frames[mark]),
  );
  agent.destroy();
  return phase;
}

function groupsOf(viewers: number): { name: "control" | "side"; readers: number }[] {
  const controllers = Math.max(1, Math.round(viewers / VIEWERS_PER_CONTROLLER));
  return [
    { name: "control", readers: controllers },
    { name: "side", readers: viewers - controllers },
  ];
}

/** The mark by which the readers know the message. */
function textOf(mark: number): string {
  return `Two at the east gate, one on foot towards the ferry #bench-${String(mark).padStart(6, "0")}`;
}

async function measure(
  crowd: Crowd,
  port: number,
  pid: number,
  groups: readonly Group[],
  { commands, everyMs, firstMark }: typeof PACE,
  send: (mark: number) => Promise<boolean>,
): Promise<Phase> {
  const before = await usageWhenSettled(pid);
  const readers = groups.reduce((sum, group) => sum + group.readers, 0);
  await crowd.comeIn(port, groups, readers);
  const from = await usageWhenSettled(pid);
  const latenciesMs: number[] = [];
  const frames: Record<string, string>[] = [];
  const startMs = performance.now();
  const underWay: Promise<void>[] = [];
  for (let i = 0; i < commands; i++) {
    const mark = firstMark + i;
    await sleep(Math.max(0, startMs + i * everyMs - performance.now()));
    const seen = crowd.seen(mark);
    const sentNs = process.hrtime.bigint();
    const answered = send(mark);
    underWay.push(
      Promise.all([seen, answered]).then(([last, done]) => {
        if (!done) throw new Error("A command was not carried out.");
        latenciesMs.push(Number(last.atNs - sentNs) / 1e6);
        frames[mark] = last.frames;
      }),
    );
  }
  await Promise.all(underWay);
  const to = usageOf(pid);
  await crowd.goOut();
  const readersOf = new Map(groups.map((group) => [group.name, group.readers]));
  return {
    latenciesMs,
    cpuMs: to.cpuMs - from.cpuMs,
    deliveries: commands * readers,
    bytes: frames
      .flatMap((byGroup) => Object.entries(byGroup))
      .reduce((sum, [name, frame]) => sum + Buffer.byteLength(frame) * (readersOf.get(name) ?? 0), 0),
    emptyBytes: before.keptBytes,
    fullBytes: from.keptBytes,
    frames,
  };
}

type Figures = {
  p50Ms: number;
  p99Ms: number;
  /** Of the server, for one message to one viewer. */
  cpuMicrosPerDelivery: number;
  kilobytesPerViewer: number;
  bytesPerDelivery: number;
};

function figuresOf(phases: readonly Phase[], viewers: number): Figures {
  const latencies = phases.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  const total = (of: (phase: Phase) => number) => phases.reduce((sum, phase) => sum + of(phase), 0);
  return {
    p50Ms: rounded(at(0.5)),
    p99Ms: rounded(at(0.99)),
    cpuMicrosPerDelivery: rounded(
      (total(({ cpuMs }) => cpuMs) * 1_000) / total(({ deliveries }) => deliveries),
    ),
    kilobytesPerViewer: rounded(
      total(({ fullBytes, emptyBytes }) => fullBytes - emptyBytes) / phases.length / 1024 / viewers,
    ),
    bytesPerDelivery: Math.round(total(({ bytes }) => bytes) / total(({ deliveries }) => deliveries)),
  };
}

function report(rows: readonly { viewers: number; drill: Figures; floor: Figures }[]): number {
  const columns = ["p50 ms", "p99 ms", "µs/delivery", "kB/viewer", "bytes"];
  console.log("".padEnd(22), ...columns.map((name) => name.padStart(12)));
  const print = (name: string, figures: Figures) =>
    console.log(name.padEnd(22), ...Object.values(figures).map((value) => value.toFixed(1).padStart(12)));
  const ratios = rows.map(({ viewers, drill, floor }) => ({
    viewers,
    p50: rounded(drill.p50Ms / floor.p50Ms),
    p99: rounded(drill.p99Ms / floor.p99Ms),
    cpu: rounded(drill.cpuMicrosPerDelivery / floor.cpuMicrosPerDelivery),
    memory: rounded(drill.kilobytesPerViewer / floor.kilobytesPerViewer),
  }));
  for (const { viewers, drill, floor } of rows) {
    print(`${viewers} viewers, drill`, drill);
    print(`${viewers} viewers, floor`, floor);
  }
  for (const { viewers, p50, p99, cpu, memory } of ratios) {
    console.log(`${viewers} viewers, times the floor: p50 ${p50}, p99 ${p99}, CPU ${cpu}, memory ${memory}`);
  }
  const [fewest, thousand, most] = rows;
  const ofThousand = ratios.find(({ viewers }) => viewers === 1_000);
  if (!fewest || !thousand || !most || !ofThousand) throw new Error("Not everything was measured.");
  const growth = rounded(most.drill.cpuMicrosPerDelivery / fewest.drill.cpuMicrosPerDelivery);
  console.log(`CPU per delivery with 2,000 viewers, times that with 100: ${growth}`);
  const limits = {
    p99: ofThousand.p99 <= TIMES_FLOOR_MAX,
    cpu: ofThousand.cpu <= TIMES_FLOOR_MAX,
    memory: ofThousand.memory <= TIMES_FLOOR_MAX,
    growth: growth <= GROWTH_MAX,
  };
  for (const [name, kept] of Object.entries(limits)) if (!kept) console.log(`MISSED ${name}`);
  console.log(`RESULT ${JSON.stringify({ rows, ratios, growth, limits })}`);
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
