import "server-only";
import { existsSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import path from "node:path";
import { z } from "zod";
import { currentDatabase } from "@/server/db/current";
import { appliedMigrations } from "@/server/db/migrate";
import { env } from "@/server/env";
import { VERSION } from "@/server/version";

const Journal = z.object({ entries: z.array(z.object({ idx: z.number() })) });

const BUILD_FILE = path.resolve(".next/BUILD_ID");
/**
 * The name that Next.js gave to its build; null where pages are made on demand, or not at all. Read once, at the
 * start: a build made beside a running server is not the one it serves.
 */
const BUILD = env.development || !existsSync(BUILD_FILE) ? null : readFileSync(BUILD_FILE, "utf8").trim();

/** Longest wait for the database's answer: a probe that hangs tells nobody anything. */
const PATIENCE_MS = 3_000;

/**
 * Answers that the process is alive, and which build of the pages it serves: screens that nobody touches load
 * themselves anew when it is another one. Nothing about anything else.
 */
export function answerHealth(res: ServerResponse): void {
  answer(res, 200, { status: "ok", version: VERSION, build: BUILD });
}

/** Answers whether requests can be served: 503 while draining, without a database, or with an older schema. */
export async function answerReady(res: ServerResponse, draining: boolean): Promise<void> {
  if (draining) {
    answer(res, 503, { status: "draining" });
    return;
  }
  const state = await databaseState();
  answer(res, state === "ok" ? 200 : 503, { status: state });
}

async function databaseState(): Promise<"ok" | "database-unreachable" | "migrations-missing"> {
  const expected = Journal.parse(JSON.parse(readFileSync(path.resolve("drizzle/meta/_journal.json"), "utf8")))
    .entries.length;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS, null)));
  try {
    const applied = await Promise.race([appliedMigrations(currentDatabase().$client), tooLate]);
    if (applied === null) return "database-unreachable";
    return applied >= expected ? "ok" : "migrations-missing";
  } catch {
    // Whatever the reason, the probe's answer is the same; the queries that people wait for log their own.
    return "database-unreachable";
  } finally {
    clearTimeout(timer);
  }
}

function answer(
  res: ServerResponse,
  status: number,
  body: { status: string; version?: string; build?: string | null },
): void {
  res.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  res.end(JSON.stringify(body));
}
