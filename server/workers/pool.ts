import "server-only";
import os from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { isRefusal, Refusal } from "@/domain/refusal";
import { metrics, type TaskOutcome } from "@/server/metrics";
import { Reply } from "./messages";
import type { Task } from "./task";

/** Why a task was ended before it was done. */
export type Why = "cancelled" | "memory" | "time" | "stopping";

/** A task was ended; its thread is gone. */
export class TaskEnded extends Error {
  override readonly name = "TaskEnded";
  constructor(
    readonly why: Why,
    task: string,
  ) {
    super(`The task ${task} was ended: ${why}.`);
  }
}

export type RunOptions = {
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
  /** Nobody waits at a screen for it: it stands behind those for whom somebody does, and never takes the last thread. */
  patient?: boolean;
};

export type Workers = {
  /**
   * Runs a task in a thread.
   *
   * @throws {Refusal} what the task itself refuses; "server-busy" when too many wait already.
   * @throws {TaskEnded} when it was cancelled or went beyond its limits.
   */
  run: <Input, Output>(task: Task<Input, Output>, input: Input, options?: RunOptions) => Promise<Output>;
  /** Ends all threads and whatever they do. */
  stop: () => Promise<void>;
};

export type PoolOptions = {
  /** Threads at most. */
  size?: number;
  /** So many people may wait; whoever comes then is told so at once. */
  waitingMax?: number;
  /** Ms after which a thread that nobody needed is ended. */
  idleMs?: number;
  /** What a thread runs. */
  file?: string;
};

/** A task that waits or is at work. */
type Pending = {
  task: Task<never, unknown>;
  input: unknown;
  patient: boolean;
  onProgress: (share: number) => void;
  done: (output: unknown) => void;
  failed: (error: unknown) => void;
  /** The thread that has it; null while it waits. */
  thread: Thread | null;
  /** Ends it; runs from when a thread has it. */
  timer: NodeJS.Timeout | null;
};

type Thread = { worker: Worker; memoryMb: number; has: Pending | null; idle: NodeJS.Timeout | null };

type Pool = Required<PoolOptions> & { threads: Set<Thread>; waiting: Pending[]; isStopped: boolean };

/** Young objects of a thread, in MB: folds make many that live for a moment only. */
const YOUNG_MB = 32;

/**
 * Threads for pure work, so that it does not stand in the way of live drills. They are started when there is something to
 * do, and ended when there is nothing for a while.
 */
export function openWorkers({
  size = os.availableParallelism(),
  waitingMax = 64,
  idleMs = 60_000,
  file = "server/workers/thread.ts",
}: PoolOptions = {}): Workers {
  const pool: Pool = {
    size,
    waitingMax,
    idleMs,
    file,
    threads: new Set(),
    waiting: [],
    isStopped: false,
  };
  return {
    run: async (task, input, options = {}) => {
      const output = await counted(task.name, () => run(pool, task, input, options));
      // What came over is a copy of what the task gave.
      return output as never;
    },
    async stop() {
      pool.isStopped = true;
      for (const one of [...pool.waiting]) endTask(pool, one, "stopping");
      const threads = [...pool.threads];
      for (const { has } of threads) if (has) endTask(pool, has, "stopping");
      await Promise.all(threads.map(async ({ worker }) => worker.terminate()));
    },
  };
}

async function run(
  pool: Pool,
  task: Task<never, unknown>,
  input: unknown,
  { signal, onProgress = () => undefined, patient = false }: RunOptions,
): Promise<unknown> {
  if (pool.isStopped) throw new TaskEnded("stopping", task.name);
  if (signal?.aborted === true) throw new TaskEnded("cancelled", task.name);
  const people = pool.waiting.filter((one) => !one.patient).length;
  if (!patient && people >= pool.waitingMax) throw new Refusal("server-busy");
  let cancel = (): void => undefined;
  try {
    return await new Promise((done, failed) => {
      const one: Pending = { task, input, patient, onProgress, done, failed, thread: null, timer: null };
      cancel = () => endTask(pool, one, "cancelled");
      signal?.addEventListener("abort", cancel, { once: true });
      pool.waiting.push(one);
      startNext(pool);
    });
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}

/** Gives out what waits, as long as there are threads for it. */
function startNext(pool: Pool): void {
  const { waiting, threads, size } = pool;
  for (;;) {
    const patientNow = [...threads].filter(({ has }) => has?.patient === true).length;
    const mayBePatient = patientNow < Math.max(size - 1, 1);
    const one = waiting.find(({ patient }) => !patient) ?? (mayBePatient ? waiting[0] : undefined);
    const thread = one && threadFor(pool, one.task.limits.memoryMb);
    if (!one || !thread) return;
    waiting.splice(waiting.indexOf(one), 1);
    clearTimeout(thread.idle ?? undefined);
    thread.has = one;
    one.thread = thread;
    one.timer = setTimeout(() => endTask(pool, one, "time"), one.task.limits.timeMs);
    thread.worker.ref();
    thread.worker.postMessage({ name: one.task.name, input: one.input });
  }
}

/** A free thread that may use so much: a new one where there is room, or instead of a free one that may use another amount. */
function threadFor(pool: Pool, memoryMb: number): Thread | null {
  const free = [...pool.threads].filter(({ has }) => has === null);
  const fitting = free.find((thread) => thread.memoryMb === memoryMb);
  if (fitting) return fitting;
  if (pool.threads.size >= pool.size) {
    const [other] = free;
    if (!other) return null;
    endThread(pool, other);
  }
  const thread: Thread = { worker: startThread(pool.file, memoryMb), memoryMb, has: null, idle: null };
  pool.threads.add(thread);
  thread.worker.on("message", (reply: unknown) => hear(pool, thread, Reply.parse(reply)));
  thread.worker.on("error", (error: unknown) => {
    const isMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
    lose(pool, thread, (name) => (isMemory ? new TaskEnded("memory", name) : error));
  });
  thread.worker.on("exit", () => lose(pool, thread, (name) => new Error(`The thread of ${name} is gone.`)));
  return thread;
}

function hear(pool: Pool, thread: Thread, reply: Reply): void {
  const { has } = thread;
  if (!has) return;
  if (reply.type === "progress") return has.onProgress(reply.share);
  clearTimeout(has.timer ?? undefined);
  thread.has = null;
  // A thread with nothing to do keeps no process alive.
  thread.worker.unref();
  thread.idle = setTimeout(() => endThread(pool, thread), pool.idleMs);
  thread.idle.unref();
  if (reply.type === "done") has.done(reply.output);
  else if (reply.type === "refused") has.failed(new Refusal(reply.code, reply.params));
  else has.failed(Object.assign(new Error(reply.message), { stack: reply.stack }));
  startNext(pool);
}

/** A thread is gone, or is to go, with what it has. */
function lose(pool: Pool, thread: Thread, why: (name: string) => unknown): void {
  const { has } = thread;
  thread.has = null;
  endThread(pool, thread);
  clearTimeout(has?.timer ?? undefined);
  has?.failed(why(has.task.name));
  if (!pool.isStopped) startNext(pool);
}

function endThread(pool: Pool, thread: Thread): void {
  pool.threads.delete(thread);
  clearTimeout(thread.idle ?? undefined);
  void thread.worker.terminate();
}

/** Ends a task, whether it waits or is at work. There is no other way to end what a thread does than to end the thread. */
function endTask(pool: Pool, one: Pending, why: Why): void {
  if (one.thread?.has === one) return lose(pool, one.thread, (name) => new TaskEnded(why, name));
  const at = pool.waiting.indexOf(one);
  if (at >= 0) pool.waiting.splice(at, 1);
  one.failed(new TaskEnded(why, one.task.name));
}

async function counted<T>(kind: string, work: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  const count = (outcome: TaskOutcome) => {
    metrics().tasks.inc({ kind, outcome });
    metrics().taskSeconds.observe({ kind }, (performance.now() - startedMs) / 1_000);
  };
  try {
    const result = await work();
    count("done");
    return result;
  } catch (error) {
    count(error instanceof TaskEnded ? error.why : isRefusal(error) ? "refused" : "failed");
    throw error;
  }
}

/** With nothing of the process's environment: a thread needs no secret. */
function startThread(file: string, memoryMb: number): Worker {
  return new Worker(path.resolve("server/workers/start-thread.mjs"), {
    workerData: { file },
    execArgv: ["--conditions=react-server"],
    env: { TZ: "UTC" },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
  });
}
