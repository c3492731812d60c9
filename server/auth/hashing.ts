import "server-only";
import { availableParallelism } from "node:os";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { Refusal } from "@/domain/refusal";

/** Hashes worked out at once. Two leave room in Node's four threads for files and names of hosts. */
const AT_ONCE = Math.min(2, Math.max(1, availableParallelism() - 1));

/** A whole school that signs in at the same moment waits some seconds; more than that is no school. */
const WAITING_MAX = 100;

/**
 * Lets so many run at once, and so many wait for their turn.
 *
 * A password is made slow to check on purpose, so whoever sends many could keep every processor busy for everybody.
 *
 * @returns a function that runs work in its turn, and throws the `Refusal` "sign-in-busy" when too many wait.
 */
export function boundedWork(atOnce: number, waitingMax: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (waiting.length >= waitingMax) throw new Refusal("sign-in-busy");
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      // The place goes straight to the next in line, so that nobody slips in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

const inTurn = boundedWork(AT_ONCE, WAITING_MAX);

/**
 * The form in which a password is stored; takes tens of milliseconds on purpose.
 *
 * @throws {Refusal} "sign-in-busy".
 */
export function hashOfPassword(password: string): Promise<string> {
  return inTurn(() => hashPassword(password));
}

/**
 * Whether a password is the one that was stored; as slow as storing one.
 *
 * @throws {Refusal} "sign-in-busy".
 */
export function isPasswordOf(stored: { hash: string; password: string }): Promise<boolean> {
  return inTurn(() => verifyPassword(stored));
}
