// Passwords are slow to hash on purpose: tens of milliseconds of a processor, twice for every person a test makes. Tests
// give everybody the same password, so each file works out each hash, and each answer, once and for real.
import type * as Crypto from "better-auth/crypto";
import { vi } from "vitest";

vi.mock("better-auth/crypto", async (importOriginal) => {
  const real = await importOriginal<typeof Crypto>();
  const hashes = new Map<string, Promise<string>>();
  const answers = new Map<string, Promise<boolean>>();
  return {
    ...real,
    hashPassword: (password: string) => once(hashes, password, () => real.hashPassword(password)),
    verifyPassword: (asked: { hash: string; password: string }) =>
      once(answers, `${asked.hash} ${asked.password}`, () => real.verifyPassword(asked)),
  };
});

function once<T>(known: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? work();
  known.set(key, found);
  return found;
}
