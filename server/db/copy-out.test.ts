import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import { expect, test } from "vitest";
import { openClient } from "./client";
import { openTestDatabase } from "./test-database";

const { ownerUrl } = await openTestDatabase();

/** Long enough for any table of this file; a read that takes longer never ends. */
const PATIENCE_MS = 3_000;
const LOST = "never ended" as const;

/** So many rows, of so many bytes each: where the end of a table falls in the pieces of the socket is a matter of its size. */
const tableOf = (rows: number, bytes: number) =>
  `copy (select repeat('x', ${bytes}) from generate_series(1, ${rows})) to stdout`;

async function inTime<T>(work: Promise<T>): Promise<T | typeof LOST> {
  const over = new AbortController();
  const late = sleep(PATIENCE_MS, null, { signal: over.signal }).then(
    () => LOST,
    () => LOST,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}

/** Reads as fast as it comes, or with a rest after every piece. */
async function readBytes(client: postgres.Sql, statement: string, restMs: number | null): Promise<number> {
  const copy: Readable = await client.unsafe(statement).readable();
  let bytes = 0;
  if (restMs === null) {
    copy.on("data", (chunk: Buffer) => (bytes += chunk.length));
    await once(copy, "end");
  } else {
    for await (const chunk of copy) {
      bytes += Buffer.isBuffer(chunk) ? chunk.length : 0;
      await sleep(restMs);
    }
  }
  // The connection is of use only once the database has said that it is ready again.
  await client.unsafe("select 1");
  return bytes;
}

test.each([
  ["as fast as it comes", null, 300],
  ["by a slow reader", 0, 60],
] as const)("a table read %s always ends, and with all its bytes", async (_how, restMs, reads) => {
  let client = openClient(ownerUrl, { connectionsMax: 1 });
  const wrong: string[] = [];
  for (let read = 0; read < reads; read += 1) {
    const [rows, bytes] = [20 + ((read * 37) % 400), 50 + ((read * 101) % 900)];
    const got = await inTime(readBytes(client, tableOf(rows, bytes), restMs));
    if (got === rows * (bytes + 1)) continue;
    wrong.push(`${rows} rows of ${bytes} bytes: ${got}`);
    await client.end({ timeout: 0 });
    client = openClient(ownerUrl, { connectionsMax: 1 });
    // Each costs its patience; three tell as much as thirty.
    if (wrong.length === 3) break;
  }
  await client.end({ timeout: 1 });
  expect(wrong).toEqual([]);
});

test("a table that its reader has had enough of leaves a connection that goes on", async () => {
  const client = openClient(ownerUrl, { connectionsMax: 1 });
  for (let read = 0; read < 20; read += 1) {
    const copy: Readable = await client.unsafe(tableOf(20_000, 200)).readable();
    await once(copy, "readable");
    copy.destroy();
    expect(await inTime(client.unsafe("select 1 as one").then((rows) => rows.length))).toBe(1);
  }
  await client.end({ timeout: 1 });
});
