import "server-only";
import { Refusal } from "@/domain/refusal";
import { serveTasks } from "./serve";
import { task } from "./task";

const limits = { memoryMb: 128, timeMs: 20_000 };

/** What the tests of the pool give threads to do. */
export const double = task({
  name: "double",
  limits,
  run: (n: number, progress) => {
    progress(0.5);
    return 2 * n;
  },
});

export const forEver = task({
  name: "for-ever",
  limits,
  run: (flag: SharedArrayBuffer): never => {
    const shared = new Int32Array(flag);
    for (;;) Atomics.store(shared, 0, 1);
  },
});

export const brief = { ...forEver, name: "brief", limits: { ...limits, timeMs: 300 } };

export const greedy = task({
  name: "greedy",
  limits: { ...limits, memoryMb: 48 },
  run: (): never => {
    const kept: number[][] = [];
    for (;;) kept.push(Array.from({ length: 10_000 }, (_, i) => i + kept.length));
  },
});

export const refuses = task({
  name: "refuses",
  limits,
  run: (max: number): never => {
    throw new Refusal("export-too-large", { max });
  },
});

export const breaks = task({
  name: "breaks",
  limits,
  run: (): never => {
    throw new Error("It broke.");
  },
});

serveTasks([double, forEver, brief, greedy, refuses, breaks]);
