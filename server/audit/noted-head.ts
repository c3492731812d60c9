import "server-only";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { readIfPresent } from "@/server/env";

const Noted = z.object({
  position: z.number().int().min(1),
  hash: z.string(),
  /** Up to here the rows were restored where their key was not: only their bare chain can be checked. */
  bareUntil: z.number().int().min(0).default(0),
});
export type NotedHead = z.infer<typeof Noted>;

const FILE = "audit-head.json";

/**
 * The end of the trail as it was last noted in the data folder, beside the key. It stands for the hashes of all rows up
 * to it, which the database alone could forget: a tail that was cut off leaves no trace in what is left.
 */
export function readNotedHead(dataDir: string): NotedHead | null {
  const text = readIfPresent(path.join(dataDir, FILE));
  if (text === null) return null;
  const parsed = Noted.safeParse(jsonOf(text));
  // A disk that lost power can leave half a file; the next end is noted over it.
  return parsed.success ? parsed.data : null;
}

/** Notes an end. Several instances may share the folder: the file is there whole, or as it was. */
export function noteHead(dataDir: string, { position, hash, bareUntil }: NotedHead): void {
  const file = path.join(dataDir, FILE);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ position, hash, bareUntil })}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
