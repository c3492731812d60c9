import "server-only";
import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { z } from "zod";
import { openClient } from "@/server/db/client";
import { signInCompany } from "@/server/ops/rehearse/api";
import { post, runningDrill, trainerCookie } from "./drill-under-load";

const Wanted = z.object({ address: z.url(), floorAddress: z.url(), ownerUrl: z.string() });

const WRITERS = 32;
const WARM_UP_MS = 1_500;
const MEASURED_MS = 5_000;
/** Floor and drills take turns, so that a slow minute of the machine falls on both. */
const ROUNDS = 5;

/** Least share of the floor's commands a second, for writers on drills of their own and for all on one drill. */
const SHARE_MIN = 0.35;
const ONE_DRILL_SHARE_MIN = 0.1;
/** Longest that one in a hundred on one drill may wait where the floor does so many inserts a second; longer where fewer. */
const ONE_DRILL_P99_MS_MAX = 500;
const FLOOR_WRITTEN_PER_SECOND = 10_000;

type Run = { perSecond: number; p50Ms: number; p99Ms: number; answered: number };

/**
 * Measures durable commands a second: over HTTP in, decided, committed, answered. Beside it, in turns, a bare
 * server that does one insert of the same row per request.
 *
 * Prints a table for people and, as the last line, `RESULT {json}`.
 *
 * @returns Exit code 1 when a limit is missed, a command failed, or the log has a gap or lost a command.
 */
async function main(): Promise<number> {
  const { address, floorAddress, ownerUrl } = Wanted.parse(JSON.parse(process.argv[2] ?? ""));
  const { trainer } = await signInCompany(address, "en", 0);
  const cookie = await trainerCookie(address);
  const running = await Promise.all(Array.from({ length: WRITERS }, () => runningDrill(trainer)));
  const drills = running.map(({ drillId }) => drillId);
  const [oneDrill] = drills;
  if (!oneDrill) throw new Error("No drill was planned.");

  const bare = (writers: number) => measure(writers, bareWriter(floorAddress));
  const onDrills = (writers: number, drillOf: (writer: number) => string) =>
    measure(writers, commandWriter(address, cookie, drillOf));

  const cases = {
    "floor, 1 writer": () => bare(1),
    "1 writer": () => onDrills(1, () => oneDrill),
    "floor, 32 writers": () => bare(WRITERS),
    "32 writers, 32 drills": () => onDrills(WRITERS, (writer) => drills[writer] ?? oneDrill),
    "32 writers, 1 drill": () => onDrills(WRITERS, () => oneDrill),
  };
  const runs = new Map<string, Run[]>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(cases)) {
      runs.set(name, [...(runs.get(name) ?? []), await run()]);
    }
  }

  const of = (name: keyof typeof cases) => median(runs.get(name) ?? []);
  const rows = Object.fromEntries(Object.keys(cases).map((name) => [name, median(runs.get(name) ?? [])]));
  console.log("".padEnd(24), "per second".padStart(11), "p50 ms".padStart(9), "p99 ms".padStart(9));
  for (const [name, { perSecond, p50Ms, p99Ms }] of Object.entries(rows)) {
    console.log(
      name.padEnd(24),
      String(Math.round(perSecond)).padStart(11),
      p50Ms.toFixed(1).padStart(9),
      p99Ms.toFixed(1).padStart(9),
    );
  }
  const answered = [...runs].flatMap(([name, all]) => (name.startsWith("floor") ? [] : all));
  const log = await checkLog(ownerUrl, drills);
  const acknowledged = answered.reduce((sum, run) => sum + run.answered, 0);
  const floor = of("floor, 32 writers").perSecond;
  const share1 = of("1 writer").perSecond / of("floor, 1 writer").perSecond;
  const share32 = of("32 writers, 32 drills").perSecond / floor;
  const one = of("32 writers, 1 drill");
  const limits = {
    share32: share32 >= SHARE_MIN,
    oneDrill: one.perSecond / floor >= ONE_DRILL_SHARE_MIN,
    oneDrillP99: one.p99Ms <= (ONE_DRILL_P99_MS_MAX * FLOOR_WRITTEN_PER_SECOND) / floor,
    noGap: log.gaps === 0,
    noneLost: log.said === acknowledged,
  };
  console.log(`share of the floor: 1 writer ${percent(share1)}, 32 writers on 32 drills ${percent(share32)}`);
  console.log(`${acknowledged} commands acknowledged, ${log.said} in the log, ${log.gaps} gaps`);
  for (const [name, kept] of Object.entries(limits)) if (!kept) console.log(`MISSED ${name}`);
  console.log(
    `RESULT ${JSON.stringify({ runs: rows, share1: rounded(share1), share32: rounded(share32), acknowledged, ...log, limits })}`,
  );
  return Object.values(limits).every(Boolean) ? 0 : 1;
}

/** One request; true when it was carried out. */
type Send = (agent: Agent) => Promise<boolean>;

async function measure(writers: number, writerOf: (writer: number) => Send): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: writers });
  const from = performance.now() + WARM_UP_MS;
  const until = from + MEASURED_MS;
  const times: number[] = [];
  let answered = 0;
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const send = writerOf(writer);
      for (let now = performance.now(); now < until; now = performance.now()) {
        if (!(await send(agent))) throw new Error("A request was not carried out.");
        answered++;
        const done = performance.now();
        if (now >= from && done <= until) times.push(done - now);
      }
    }),
  );
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { perSecond: (times.length * 1_000) / MEASURED_MS, p50Ms: at(0.5), p99Ms: at(0.99), answered };
}

const TEXT = "Two at the east gate, one on foot towards the ferry";

function commandWriter(address: string, cookie: string, drillOf: (writer: number) => string) {
  return (writer: number): Send => {
    const drillId = drillOf(writer);
    return (agent) =>
      post(
        agent,
        `${address}/api/trpc/drill.command`,
        { cookie, origin: address },
        {
          drillId,
          commandId: randomUUID(),
          command: { type: "SendRadio", lane: 1, side: "responder", text: TEXT },
        },
      );
  };
}

function bareWriter(address: string) {
  return (): Send => {
    const drillId = randomUUID();
    let position = 0;
    const by = JSON.stringify({ role: "controller", participantId: randomUUID(), name: "Trainer" });
    const event = JSON.stringify({ type: "RadioSent", lane: 1, side: "responder", text: TEXT });
    return (agent) =>
      post(
        agent,
        address,
        {},
        {
          drillId,
          position: ++position,
          atMs: position,
          wallMs: Date.now(),
          by,
          event,
          commandId: randomUUID(),
        },
      );
  };
}

/** What the drills' logs hold: messages, and places where a position is missing. */
async function checkLog(ownerUrl: string, drillIds: readonly string[]) {
  const sql = openClient(ownerUrl, { connectionsMax: 1 });
  const rows = await sql<{ said: string; gaps: string }[]>`
    select sum(said)::bigint as said, sum(last - n)::bigint as gaps from (
      select count(*) as n, max(position) as last,
             count(*) filter (where event ->> 'type' = 'RadioSent' and event ->> 'text' = ${TEXT}) as said
        from drill_events where drill_id in ${sql([...drillIds])} group by drill_id) as drills`;
  await sql.end();
  return { said: Number(rows[0]?.said ?? 0), gaps: Number(rows[0]?.gaps ?? 0) };
}

/** The run in the middle, by its rate. */
function median(runs: readonly Run[]): Run {
  const middle = [...runs].sort((a, b) => a.perSecond - b.perSecond)[Math.floor(runs.length / 2)];
  if (!middle) throw new Error("Nothing was measured.");
  const { perSecond, p50Ms, p99Ms, answered } = middle;
  return { perSecond: rounded(perSecond), p50Ms: rounded(p50Ms), p99Ms: rounded(p99Ms), answered };
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
