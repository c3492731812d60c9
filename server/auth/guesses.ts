import "server-only";
import { Refusal, isRefusal, type RefusalCode } from "@/domain/refusal";
import type { Database } from "@/server/db/client";
import { minutesUntil } from "./limits";
import { forgetAttempts, giveAttemptBack, takeAttempt, type AttemptLimit } from "./mutations";

/** One of the counts that a guess is counted under, and what whoever has used it up is told. */
export type Count = { key: string; limit: AttemptLimit; refusal: RefusalCode };

/**
 * Lets somebody try a password or a code, as long as none of the counts is used up.
 *
 * Each guess is counted before it is looked at, so a hundred sent at once get no further than as many in a row. A guess
 * that was right is given back; a wrong one stays counted.
 *
 * @param wrong The code with which `guess` refuses a wrong guess. Everything else it throws means that it was right.
 * @throws {Refusal} what `guess` throws, or a count's own code with the minutes left.
 */
export async function guessing<T>(
  db: Database,
  atMs: number,
  { counts, wrong }: { counts: readonly Count[]; wrong: RefusalCode },
  guess: () => Promise<T>,
): Promise<T> {
  for (const { key, limit, refusal } of counts) {
    const lockedUntilMs = await takeAttempt(db, key, atMs, limit);
    if (lockedUntilMs !== null) throw new Refusal(refusal, { minutes: minutesUntil(lockedUntilMs, atMs) });
  }
  const right = async () => {
    for (const { key } of counts) await giveAttemptBack(db, key);
  };
  let found: T;
  try {
    found = await guess();
  } catch (error) {
    if (!isRefusal(error) || error.code !== wrong) await right();
    throw error;
  }
  await right();
  return found;
}

/** Forgets every count, with its lock: whoever guessed has shown who they are. */
export async function forgetGuesses(db: Database, counts: readonly Count[]): Promise<void> {
  for (const { key } of counts) await forgetAttempts(db, key);
}
