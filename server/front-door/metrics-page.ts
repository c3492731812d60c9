import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { currentDatabase } from "@/server/db/current";
import { readConnections } from "@/server/db/connections";
import { hubOf, viewersByAudience } from "@/server/drill/hub";
import type { Environment } from "@/server/env";
import { countOpenJobs } from "@/server/jobs/queries";
import { metrics } from "@/server/metrics";
import { VERSION } from "@/server/version";

/** Longest wait for the database's answer: the rest of the page is worth having without it. */
const PATIENCE_MS = 3_000;

/** Headers by which a proxy gives itself away. */
const FORWARDING = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"] as const;

type Settings = Pick<Environment, "metricsToken" | "host" | "publicUrl">;

/**
 * Whether somebody may read the metrics: with the operator's token, or, where none is set, from this machine itself.
 *
 * How busy the house is is nobody's business outside it. A proxy on this machine need not say that it is one, so
 * without a token the page is there only where nobody else is meant to come: on a server that listens on this machine
 * alone and is known by no other address.
 */
export function mayReadMetrics(
  req: Pick<IncomingMessage, "headers"> & { socket: { remoteAddress?: string | undefined } },
  { metricsToken, host, publicUrl }: Settings,
): boolean {
  if (metricsToken !== undefined) {
    const given = /^Bearer (.+)$/.exec(req.headers.authorization ?? "")?.[1] ?? "";
    return timingSafeEqual(digest(given), digest(metricsToken));
  }
  if (!isThisMachine(host) || !isThisMachine(new URL(publicUrl).hostname)) return false;
  if (FORWARDING.some((name) => req.headers[name] !== undefined)) return false;
  const asked = `http://${req.headers.host ?? ""}`;
  if (!URL.canParse(asked) || !isThisMachine(new URL(asked).hostname)) return false;
  return isThisMachine(req.socket.remoteAddress ?? "");
}

function isThisMachine(address: string): boolean {
  const plain = address.replace(/^::ffff:/, "").replace(/^\[(.*)\]$/, "$1");
  return plain === "localhost" || plain === "::1" || /^127(\.\d{1,3}){3}$/.test(plain);
}

/** Answers with everything counted, in Prometheus's text format. */
export async function answerMetrics(res: ServerResponse): Promise<void> {
  const { registry, viewers, buildInfo } = metrics();
  buildInfo.set({ version: VERSION }, 1);
  await measureDatabase();
  viewers.reset();
  for (const [audience, count] of viewersByAudience(hubOf(currentDatabase()))) {
    viewers.set({ audience }, count);
  }
  res.writeHead(200, { "content-type": registry.contentType, "cache-control": "no-store" });
  res.end(await registry.metrics());
}

async function measureDatabase(): Promise<void> {
  const { databaseConnections, databaseAnswerSeconds, databaseUp, jobsOpen } = metrics();
  const startedAtMs = performance.now();
  const rows = await withinPatience(readConnections(currentDatabase()));
  databaseAnswerSeconds.set((performance.now() - startedAtMs) / 1_000);
  databaseUp.set(rows === null ? 0 : 1);
  databaseConnections.reset();
  for (const { state, count } of rows ?? []) databaseConnections.set({ state }, count);
  jobsOpen.reset();
  const open = rows === null ? null : await withinPatience(countOpenJobs(currentDatabase()));
  for (const { kind, state, count } of open ?? []) jobsOpen.set({ kind, state }, count);
}

/** An answer of the database; null when there is none in time. */
async function withinPatience<T>(answer: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS, null)));
  // An outage is what a probe is there to tell; whoever waits for a query of theirs logs it.
  const rows = await Promise.race([answer.catch(() => null), tooLate]);
  clearTimeout(timer);
  return rows;
}

/** Of one length, whatever was given, so that the comparison takes one time. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
