import "server-only";
import { parentPort } from "node:worker_threads";
import { isRefusal } from "@/domain/refusal";
import { Order, type Reply } from "./messages";
import type { Task } from "./task";

/** Carries out, in the thread that this is, whatever of these tasks it is told. */
export function serveTasks(kinds: readonly Task<never, unknown>[]): void {
  const tasks = new Map(kinds.map((one) => [one.name, one]));
  parentPort?.on("message", (order: unknown) => void carryOut(tasks, Order.parse(order)));
}

async function carryOut(
  tasks: ReadonlyMap<string, Task<never, unknown>>,
  { name, input }: Order,
): Promise<void> {
  const say = (reply: Reply) => parentPort?.postMessage(reply);
  try {
    const kind = tasks.get(name);
    if (!kind) throw new Error(`There is no task ${name}.`);
    // Whoever sent it has the task's own types.
    const output = await kind.run(input as never, (share) => say({ type: "progress", share }));
    say({ type: "done", output });
  } catch (error) {
    if (isRefusal(error)) return say({ type: "refused", code: error.code, params: { ...error.params } });
    const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
    say({ type: "failed", message, stack });
  }
}
