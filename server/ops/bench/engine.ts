import "server-only";
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import path from "node:path";
import { z } from "zod";
import { nextDueAtMs } from "@/domain/drill/due";
import { evolve, fold } from "@/domain/drill/evolve";
import type { RecordedEvent } from "@/domain/drill/schema";
import { copyOf, drillAt, positionAt, snapshotsOf, type Snapshots } from "@/domain/drill/snapshots";
import type { Drill } from "@/domain/drill/state";
import { longLog } from "./long-log";
import { benchmarkLog, LANES, parallelSetup, SEED, waitingSetup } from "./setups";

/** Enough for all that folding the whole log makes. */
const YOUNG_MB = 256;
const SEEKS = 500;
const WAITING = 500;
/** What looking at an event cost, in ns, on the machine for which the limits in ms were set (the decision's table). */
const FLOOR_WRITTEN_NS = 55;
/** Limits on that machine, in ms. */
const SEEK_MS = 50;
const DUE_MS = 1;

/**
 * Measures the rules and prints a table for people and, as the last line, `RESULT {json}`.
 *
 * Every figure is the best of several runs: what other programs take from the machine only ever adds. What it
 * measures and why is in docs/decisions/0023-snapshots.md.
 *
 * @returns Exit code 1 when a limit is missed.
 */
function main(): number {
  const made = elapsed(benchmarkLog);
  const { events, asked, refused } = made.result;
  const last = events.at(-1);
  say("log", `${count(events.length)} events, ${LANES} lanes, ${hours(last?.atMs ?? 0)} of drill time`);
  say("", `${count(asked)} things asked, ${count(refused)} refused; decided and read back in ${ms(made.ms)}`);
  say("mostly", mixOf(events));
  say("machine", `${cpus()[0]?.model ?? "?"}, ${cpus().length} cores, Node ${process.version}`);

  const folding = measureFolding(events);
  const flat = measureGrowth();
  const seeking = measureSeeking(events);
  const due = measureDue();

  // A slower machine, or a slower day of the same one, is no slower engine.
  const slower = folding.floorNsPerEvent / FLOOR_WRITTEN_NS;
  const allowed = { seekMs: round(SEEK_MS * slower, 2), dueMs: round(DUE_MS * slower, 3) };
  say(
    "limits",
    `the floor is ${round(slower, 2)} times the written one: seek ${allowed.seekMs} ms, due ${allowed.dueMs} ms`,
  );
  const limits = {
    flat: flat.spread <= 0.2,
    seek: seeking.worstMs <= allowed.seekMs,
    due: due.worstMs <= allowed.dueMs,
  };
  for (const [name, kept] of Object.entries(limits)) if (!kept) say("MISSED", name);
  console.log(
    `RESULT ${JSON.stringify({ events: events.length, ...folding, flat, seeking, due, allowed, limits })}`,
  );
  return Object.values(limits).every(Boolean) ? 0 : 1;
}

function measureFolding(events: readonly RecordedEvent[]) {
  const foldMs = best(9, () => fold(events));
  const floorMs = best(9, () => events.reduce(unmoved, 0));
  const nsPerEvent = (foldMs * 1e6) / events.length;
  const floorNs = (floorMs * 1e6) / events.length;
  const result = {
    foldsPerSecond: round(1_000 / foldMs, 2),
    eventsPerSecond: Math.round(1e9 / nsPerEvent),
    nsPerEvent: Math.round(nsPerEvent),
    floorNsPerEvent: round(floorNs, 1),
    timesFloor: round(nsPerEvent / floorNs, 1),
  };
  say(
    "fold",
    `whole log in ${ms(foldMs)}: ${result.foldsPerSecond} folds/s, ${result.nsPerEvent} ns per event`,
  );
  say(
    "floor",
    `the same log, nothing done: ${result.floorNsPerEvent} ns per event; fold is ${result.timesFloor} times`,
  );
  return result;
}

/** The least that looking at an event costs: which kind it is, and where it stands. */
function unmoved(position: number, recorded: RecordedEvent): number {
  return recorded.event.type === "DrillPlanned" ? position : recorded.position;
}

const Growth = z.array(z.object({ to: z.number(), nsPerEvent: z.number() }));

/** Measured apart, in a process whose heap leaves the collector of garbage nothing to do meanwhile: see growth.ts. */
function measureGrowth() {
  const program = path.join(import.meta.dirname, "growth.ts");
  const run = [...process.execArgv, `--max-semi-space-size=${YOUNG_MB}`, program];
  const bands = Growth.parse(JSON.parse(execFileSync(process.execPath, run, { encoding: "utf8" })));
  const ns = bands.map(({ nsPerEvent }) => nsPerEvent);
  const mean = ns.reduce((sum, each) => sum + each, 0) / ns.length;
  const spread = round(Math.max(...ns.map((each) => Math.abs(each / mean - 1))), 3);
  say(
    "growth",
    `no part of the log is more than ${Math.round(spread * 100)} % off the mean of ${Math.round(mean)} ns`,
  );
  say("", bands.map(({ to, nsPerEvent }) => `up to ${count(to)}: ${nsPerEvent} ns`).join(", "));
  return { bands, spread };
}

function measureSeeking(events: readonly RecordedEvent[]) {
  const before = heapMb();
  const built = elapsed(() => snapshotsOf(events));
  const megabytes = round(heapMb() - before, 1);
  const snapshots = built.result;
  const endMs = events.at(-1)?.atMs ?? 0;
  const seconds = Array.from({ length: SEEKS }, (_, i) => Math.floor(((endMs / SEEKS) * i) / 1_000) * 1_000);
  // The dearest second is the one just before the last snapshot is due.
  const dearest = events[snapshots.drills.length * snapshots.every - 2]?.atMs ?? 0;
  const took = [...seconds, dearest, endMs].map((atMs) => best(5, () => opened(snapshots, atMs)));
  const sorted = took.sort((a, b) => a - b);
  const result = {
    every: snapshots.every,
    snapshots: snapshots.drills.length,
    megabytes,
    buildMs: Math.round(built.ms),
    medianMs: round(sorted[Math.floor(sorted.length / 2)] ?? NaN, 1),
    worstMs: round(sorted.at(-1) ?? NaN, 1),
    wholeFoldMs: round(
      best(3, () => fold(events)),
      1,
    ),
  };
  say("seek", `median ${result.medianMs} ms, worst ${result.worstMs} ms of ${took.length} moments`);
  say("", `${result.snapshots} snapshots, ${megabytes} MB, built in ${result.buildMs} ms`);
  return result;
}

function opened(snapshots: Snapshots, atMs: number): Drill | null {
  return drillAt(snapshots, positionAt(snapshots, atMs));
}

/** "What is due" with so many things pending: side by side in many lanes, and all waiting in one. */
function measureDue() {
  const wide = dueOn("many lanes", foldedLog(parallelSetup(30), 500), WAITING);
  const deep = dueOn("one lane", foldedLog(waitingSetup(WAITING), 5_000), WAITING);
  const worstMs = Math.max(wide.anewMs, deep.anewMs, wide.grownMs, deep.grownMs);
  return { wide, deep, worstMs };
}

function foldedLog(setup: Parameters<typeof longLog>[0], length: number): RecordedEvent[] {
  return longLog(setup, length, SEED).events;
}

/**
 * @returns ms for an answer that is known, for one after another event of one lane, and for one that is worked out
 *   anew in every lane, as after a restart.
 */
function dueOn(where: string, events: readonly RecordedEvent[], least: number) {
  const whole = fold(events.slice(0, -1));
  const lastEvent = events.at(-1);
  if (!whole || !lastEvent) throw new Error("The log is empty.");
  const pending = pendingIn(whole);
  if (pending < least)
    throw new Error(`Only ${pending} things are pending on ${where}; ${least} were meant to be.`);
  const times = (prepare: () => Drill) =>
    Math.min(
      ...Array.from({ length: 50 }, () => {
        const drill = prepare();
        return elapsed(() => nextDueAtMs(drill)).ms;
      }),
    );
  const anewMs = times(() => copyOf(whole));
  const grownMs = times(() => {
    const drill = copyOf(whole);
    nextDueAtMs(drill);
    return evolve(drill, lastEvent) ?? drill;
  });
  nextDueAtMs(whole);
  const knownMs = times(() => whole);
  const result = {
    pending,
    knownMs: round(knownMs, 4),
    grownMs: round(grownMs, 3),
    anewMs: round(anewMs, 3),
  };
  say(
    "due",
    `${count(pending)} pending on ${where}: known ${result.knownMs} ms, after an event ${result.grownMs} ms,`,
  );
  say("", `all worked out anew ${result.anewMs} ms`);
  return result;
}

/** Injects and decision points to come, and crews, actions and agencies under way. */
function pendingIn(drill: Drill): number {
  return drill.lanes.reduce((sum, lane) => {
    const injects = Object.values(lane.injects).filter(
      ({ delivered, status }) => !delivered && status !== "skipped",
    );
    const decisions = drill.setup.scenario.decisions.filter(({ id }) => {
      const state = lane.decisions[id];
      return !state || (!state.taken && !state.lapsed);
    });
    const units = Object.values(lane.units).filter(({ leg }) => leg);
    const actions = lane.actions.filter(({ completed }) => !completed);
    const agencies = Object.values(lane.agencies).filter(({ arrived }) => !arrived);
    return sum + injects.length + decisions.length + units.length + actions.length + agencies.length;
  }, 0);
}

function mixOf(events: readonly RecordedEvent[]): string {
  const counts = new Map<string, number>();
  for (const { event } of events) counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 6)
    .map(([type, n]) => `${type} ${Math.round((n / events.length) * 100)} %`)
    .join(", ");
}

function elapsed<T>(work: () => T): { result: T; ms: number } {
  const fromMs = performance.now();
  const result = work();
  return { result, ms: performance.now() - fromMs };
}

function best(times: number, work: () => unknown): number {
  return Math.min(...Array.from({ length: times }, () => elapsed(work).ms));
}

function heapMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

const count = (n: number) => n.toLocaleString("en");
const ms = (value: number) => `${Math.round(value)} ms`;
const hours = (atMs: number) => `${(atMs / 3_600_000).toFixed(1)} h`;

function say(what: string, text: string): void {
  console.log(`${what.padEnd(9)}${text}`);
}

process.exitCode = main();
