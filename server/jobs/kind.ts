import "server-only";
import { z } from "zod";
import { REFUSAL_CODES } from "@/domain/refusal";
import type { Said } from "@/domain/words/said";
import type { OpenedDatabase, Transaction } from "@/server/db/client";

/** One try at a job, as its kind sees it. */
export type Attempt = {
  db: OpenedDatabase;
  jobId: string;
  /** Who asked for it; null for the server itself. */
  askedBy: string | null;
  /** Ends when somebody cancels the job, another instance has it, or this one stops: nothing that comes of it counts then. */
  signal: AbortSignal;
  /** @param share How much is done, 0 to 1. @param said What is being done just now. */
  progress: (share: number, said?: Said) => void;
};

/** What a try has come to. */
export type Outcome = {
  /** Stored on the job. */
  result: unknown;
  /** Everything else that comes of it: in the transaction that completes the job, so that it is stored once or not at all. */
  store: (tx: Transaction) => Promise<void>;
};

/** A kind of job, whatever it takes and comes to. */
export type JobKind = {
  name: string;
  /** How often it is begun at most: a job may take its instance down with it. */
  triesMax: number;
  /** @param stored The job's input, as it was stored. @throws {Refusal} when it cannot be done: it is not tried again. */
  attempt: (stored: unknown, attempt: Attempt) => Promise<Outcome>;
};

/** What somebody needs to ask for a job of a kind. */
export type Askable<Input> = { name: string; input: z.ZodType<Input> };

const TRIES_MAX = 5;

/**
 * A kind of job. Its work may begin more than once, on more than one instance, and be cut off anywhere: `run` reads and
 * reckons, or stores what is the same when it is stored twice; what it comes to is stored by `store`.
 *
 * @param kind `result` is the shape of what is kept on the job itself: small, and for whoever asked.
 */
export function jobKind<Input, Result>(kind: {
  name: string;
  input: z.ZodType<Input>;
  result: z.ZodType<Result>;
  triesMax?: number;
  run: (input: Input, attempt: Attempt) => Promise<Result>;
  store?: (tx: Transaction, result: Result, input: Input, attempt: Attempt) => Promise<void>;
}): JobKind & Askable<Input> {
  const { name, input, result, triesMax = TRIES_MAX, run, store } = kind;
  return {
    name,
    input,
    triesMax,
    async attempt(stored, attempt) {
      const asked = input.parse(stored);
      const found = await run(asked, attempt);
      return {
        result: result.parse(found),
        store: async (tx) => store?.(tx, found, asked, attempt),
      };
    },
  };
}

/** Why nothing came of a job: a refusal, to be told in the reader's language. */
export const Failure = z.strictObject({
  code: z.enum(REFUSAL_CODES),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Failure = z.infer<typeof Failure>;

export const JOB_STATES = ["waiting", "running", "done", "failed", "cancelled"] as const;
export type JobState = (typeof JOB_STATES)[number];
