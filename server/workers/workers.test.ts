import { afterEach, expect, test } from "vitest";
import { play, readDrill, startEx } from "@/domain/drill/given";
import { scoreCard, sidesPlayed } from "@/domain/scoring/score-card";
import { judge } from "./kinds/judge";
import { openWorkers, type PoolOptions, type Workers } from "./pool";
import { breaks, brief, double, forEver, greedy, refuses } from "./testing";

let opened: Workers[] = [];
afterEach(async () => {
  for (const workers of opened) await workers.stop();
  opened = [];
});

function workersWith(options: PoolOptions = {}): Workers {
  const workers = openWorkers({ size: 2, file: "server/workers/testing.ts", ...options });
  opened.push(workers);
  return workers;
}

/** Something in a thread that says that it has begun, and then never ends. */
function endless() {
  const flag = new SharedArrayBuffer(4);
  const begun = () => expect.poll(() => Atomics.load(new Int32Array(flag), 0), { timeout: 20_000 }).toBe(1);
  return { flag, begun };
}

test("a task runs in a thread, says how far it is, and its answer comes back", async () => {
  const told: number[] = [];
  const workers = workersWith();
  expect(await workers.run(double, 21, { onProgress: (share) => told.push(share) })).toBe(42);
  expect(told).toEqual([0.5]);
  expect(await Promise.all([1, 2, 3, 4, 5].map((n) => workers.run(double, n)))).toEqual([2, 4, 6, 8, 10]);
});

test("what a task refuses is refused here, and what breaks in it says where", async () => {
  const workers = workersWith();
  await expect(workers.run(refuses, 7)).rejects.toMatchObject({
    code: "export-too-large",
    params: { max: 7 },
  });
  await expect(workers.run(breaks, undefined)).rejects.toMatchObject({
    message: "It broke.",
    stack: expect.stringContaining("testing.ts") as string,
  });
});

test("a task that takes more memory or time than it may is ended, and those after it run", async () => {
  const workers = workersWith({ size: 1 });
  await expect(workers.run(greedy, undefined)).rejects.toMatchObject({ why: "memory" });
  await expect(workers.run(brief, endless().flag)).rejects.toMatchObject({ why: "time" });
  expect(await workers.run(double, 4)).toBe(8);
});

test("a task is cancelled while it waits and while it is at work", async () => {
  const workers = workersWith({ size: 1 });
  const [one, other] = [new AbortController(), new AbortController()];
  const { flag, begun } = endless();
  const running = workers.run(forEver, flag, { signal: one.signal });
  const waiting = workers.run(double, 1, { signal: other.signal });
  await begun();
  other.abort();
  await expect(waiting).rejects.toMatchObject({ why: "cancelled" });
  one.abort();
  await expect(running).rejects.toMatchObject({ why: "cancelled" });
  expect(await workers.run(double, 4)).toBe(8);
});

test("whoever comes when too many wait is told so at once", async () => {
  const workers = workersWith({ size: 1, waitingMax: 1 });
  const { flag, begun } = endless();
  const running = workers.run(forEver, flag);
  await begun();
  const waiting = workers.run(double, 1);
  await expect(workers.run(double, 2)).rejects.toMatchObject({ code: "server-busy" });
  const ended = [running, waiting].map((one) => expect(one).rejects.toMatchObject({ why: "stopping" }));
  await workers.stop();
  await Promise.all(ended);
});

test("work that nobody waits for leaves a thread to those who do, and stands behind them", async () => {
  const workers = workersWith();
  const [first, second] = [endless(), endless()];
  const running = workers.run(forEver, first.flag, { patient: true });
  const behind = workers.run(forEver, second.flag, { patient: true });
  await first.begun();
  expect(await workers.run(double, 3)).toBe(6);
  expect(Atomics.load(new Int32Array(second.flag), 0)).toBe(0);
  const ended = [running, behind].map((one) => expect(one).rejects.toMatchObject({ why: "stopping" }));
  await workers.stop();
  await Promise.all(ended);
});

test("the cards of a log come out of a thread as they are worked out here", async () => {
  const events = play([startEx]);
  const drill = readDrill(events);
  const workers = workersWith({ file: "server/workers/thread.ts" });
  const cards = await workers.run(judge, { log: JSON.stringify(events) });
  expect(cards?.cards).toEqual(
    drill.lanes.flatMap((lane) => sidesPlayed(drill).map((side) => scoreCard(drill, lane, side))),
  );
  expect(cards?.cards.length).toBeGreaterThan(0);
});
