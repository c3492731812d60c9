import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { currentDatabase } from "@/server/db/current";
import { readConnections } from "@/server/db/connections";
import { hubOf, viewersByAudience } from "@/server/drill/hub";
import { metrics } from "@/server/metrics";

/** Longest wait for the database's answer: the rest of the page is worth having without it. */
const PATIENCE_MS = 3_000;

/** Headers by which a proxy gives itself away. */
const FORWARDING = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"] as const;

/**
 * Whether somebody may read the metrics: with the operator's token, or, where none is set, from this machine itself.
 *
 * How busy the house is is nobody's business outside it. A request that a proxy passed on comes from somewhere else,
 * whatever the address of its last hop.
 */
export function mayReadMetrics(
  req: Pick<IncomingMessage, "headers"> & { socket: { remoteAddress?: string | undefined } },
  token: string | undefined,
): boolean {
  if (token !== undefined) {
    const given = /^Bearer (.+)$/.exec(req.headers.authorization ?? "")?.[1] ?? "";
    return timingSafeEqual(digest(given), digest(token));
  }
  if (FORWARDING.some((name) => req.headers[name] !== undefined)) return false;
  const address = req.socket.remoteAddress?.replace(/^::ffff:/, "") ?? "";
  return address === "::1" || address.startsWith("127.");
}

/** Answers with everything counted, in Prometheus's text format. */
export async function answerMetrics(res: ServerResponse): Promise<void> {
  const { registry, viewers } = metrics();
  await measureDatabase();
  viewers.reset();
  for (const [audience, count] of viewersByAudience(hubOf(currentDatabase()))) {
    viewers.set({ audience }, count);
  }
  res.writeHead(200, { "content-type": registry.contentType, "cache-control": "no-store" });
  res.end(await registry.metrics());
}

async function measureDatabase(): Promise<void> {
  const { databaseConnections, databaseAnswerSeconds, databaseUp } = metrics();
  const startedAtMs = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS, null)));
  // An outage is what a probe is there to tell; whoever waits for a query of theirs logs it.
  const rows = await Promise.race([readConnections(currentDatabase()).catch(() => null), tooLate]);
  clearTimeout(timer);
  databaseAnswerSeconds.set((performance.now() - startedAtMs) / 1_000);
  databaseUp.set(rows === null ? 0 : 1);
  databaseConnections.reset();
  for (const { state, count } of rows ?? []) databaseConnections.set({ state }, count);
}

/** Of one length, whatever was given, so that the comparison takes one time. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
