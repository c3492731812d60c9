import "server-only";

/** What a task may use at most. One that goes beyond it is ended, and its thread with it. */
export type Limits = { memoryMb: number; timeMs: number };

/** Pure work that a thread does: what it takes and gives crosses over as a copy. */
export type Task<Input, Output> = {
  name: string;
  limits: Limits;
  /** @param progress Says how much is done, 0 to 1. Waits for nobody and asks nobody: it only reckons. */
  run: (input: Input, progress: (share: number) => void) => Output | Promise<Output>;
};

/** A kind of task. */
export function task<Input, Output>(kind: Task<Input, Output>): Task<Input, Output> {
  return kind;
}
