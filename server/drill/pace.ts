import "server-only";
import type { DrillCommand } from "@/domain/drill/schema";
import { Refusal } from "@/domain/refusal";
import type { Database } from "@/server/db/client";

/** So many at once, and then one each so many ms: more than anybody types or presses, however hurried. */
const PACES = {
  words: { most: 20, eachMs: 1_500 },
  any: { most: 120, eachMs: 100 },
} as const;
type Pace = keyof typeof PACES;

type Bucket = { left: number; sinceMs: number };

/** Buckets of people who have been quiet for longer are full again, and forgotten. */
const FORGET_MS = 5 * 60_000;
const PEOPLE_MAX = 10_000;

const bucketsOf = new WeakMap<Database, Map<string, Bucket>>();

/**
 * Takes note that somebody asks for something in a drill.
 *
 * @throws {Refusal} "commands-too-fast", with the seconds after which to try again. Nothing is stored then.
 */
export function requirePace(
  db: Database,
  drillId: string,
  userId: string,
  command: DrillCommand,
  nowMs: number = performance.now(),
): void {
  const buckets = bucketsOf.get(db) ?? new Map<string, Bucket>();
  bucketsOf.set(db, buckets);
  if (buckets.size > PEOPLE_MAX) forgetQuiet(buckets, nowMs);
  const paces: Pace[] = saysSomething(command) ? ["words", "any"] : ["any"];
  const filled = paces.map((pace) => ({
    pace,
    bucket: filledBucket(buckets, `${pace} ${drillId} ${userId}`, pace, nowMs),
  }));
  for (const { pace, bucket } of filled) {
    if (bucket.left >= 1) continue;
    const seconds = Math.max(1, Math.ceil(((1 - bucket.left) * PACES[pace].eachMs) / 1_000));
    throw new Refusal("commands-too-fast", { seconds });
  }
  for (const { bucket } of filled) bucket.left -= 1;
}

function filledBucket(buckets: Map<string, Bucket>, key: string, pace: Pace, nowMs: number): Bucket {
  const { most, eachMs } = PACES[pace];
  const before = buckets.get(key) ?? { left: most, sinceMs: nowMs };
  const bucket = { left: Math.min(most, before.left + (nowMs - before.sinceMs) / eachMs), sinceMs: nowMs };
  buckets.set(key, bucket);
  return bucket;
}

function forgetQuiet(buckets: Map<string, Bucket>, nowMs: number): void {
  for (const [key, { sinceMs }] of buckets) if (nowMs - sinceMs > FORGET_MS) buckets.delete(key);
}

/** The fields in which people write what others read. */
const WORDS = ["text", "note", "reason", "rationale"];

/** Whether a command carries words somebody wrote. Stopping everything is never slowed down. */
function saysSomething(command: DrillCommand): boolean {
  if (command.type === "StopExercise") return false;
  return Object.entries(command).some(([field, value]) => WORDS.includes(field) && value !== "");
}
