import "server-only";
import type { OpenedDatabase } from "@/server/db/client";
import { isOutage } from "@/server/db/outage";
import { log } from "@/server/log";
import { metrics } from "@/server/metrics";
import { currentAuditKeys, type AuditKeys } from "./keys";
import { noteHead, readNotedHead } from "./noted-head";
import { readTrailHead, verifyAuditTrail, verifySince, type TrailBreak, type TrailReport } from "./queries";

/** What is known of the trail: when it was last walked, and the first row that did not fit, if there is one. */
export type TrailState = { checkedAtMs: number; entries: number; broken: TrailBreak | null };

/** The whole trail is walked at the start and once a day. */
const WALK_MS = 24 * 60 * 60_000;
/** After something was written here. Many entries in a row make one note. */
const NOTE_MS = 1_000;
/** Other instances write too, and have no way to tell. */
const LOOK_MS = 60_000;

type Guarded = { state: TrailState | null; grown: (() => void) | null };

// One for this process and for Next.js's second copy of the module.
const shared = globalThis as typeof globalThis & { sandtableTrail?: Guarded };
const guarded = (): Guarded => (shared.sandtableTrail ??= { state: null, grown: null });

/** What the last look at the trail has come to; null before the first. */
export function trailState(): TrailState | null {
  return guarded().state;
}

/** Somebody has added to the trail: its end is noted soon. */
export function trailHasGrown(): void {
  guarded().grown?.();
}

/** Takes down what a walk of the whole trail has come to, and tells whoever watches. */
export function noteReport({ entries, broken }: Pick<TrailReport, "entries" | "broken">): void {
  setState({ checkedAtMs: Date.now(), entries, broken });
}

export type TrailGuard = {
  /** Walks the trail now, and notes its end if all of it fits. */
  walk: () => Promise<TrailReport>;
  stop: () => Promise<void>;
};

/**
 * Watches over the trail while an instance runs: walks all of it at the start and daily, and keeps its end outside of
 * the database. An end that is not in the trail any more stays noted: it is the evidence.
 */
export function guardTrail(
  db: OpenedDatabase,
  { dataDir, keys = currentAuditKeys() }: { dataDir: string; keys?: AuditKeys },
): TrailGuard {
  const underWay = new Set<Promise<unknown>>();
  let soon: NodeJS.Timeout | null = null;
  let stopped = false;

  const walk = async () => {
    const noted = readNotedHead(dataDir);
    const report = await verifyAuditTrail(db, { keys, noted });
    noteReport(report);
    if (report.broken === null && report.head !== null) {
      noteHead(dataDir, { ...report.head, bareUntil: noted?.bareUntil ?? 0 });
    }
    return report;
  };
  const note = async () => {
    // What does not fit stays so; only a walk of the whole trail says otherwise.
    if (trailState()?.broken != null) return;
    const noted = readNotedHead(dataDir);
    const head = await readTrailHead(db);
    const broken = await verifySince(db, { keys, noted });
    if (broken !== null) setState({ checkedAtMs: Date.now(), entries: head?.position ?? 0, broken });
    else if (head !== null && head.position > (noted?.position ?? 0)) {
      noteHead(dataDir, { ...head, bareUntil: noted?.bareUntil ?? 0 });
    }
  };
  const inBackground = (work: () => Promise<unknown>) => {
    if (stopped) return;
    const run = work().catch((error: unknown) => {
      if (!stopped && !isOutage(error)) log.error({ err: error }, "the audit trail could not be looked at");
    });
    underWay.add(run);
    void run.finally(() => underWay.delete(run));
  };

  const daily = setInterval(() => inBackground(walk), WALK_MS);
  const regularly = setInterval(() => inBackground(note), LOOK_MS);
  guarded().grown = () => {
    soon ??= setTimeout(() => {
      soon = null;
      inBackground(note);
    }, NOTE_MS);
  };
  inBackground(walk);

  return {
    walk,
    async stop() {
      for (const timer of [daily, regularly]) clearInterval(timer);
      if (soon !== null) clearTimeout(soon);
      guarded().grown = null;
      // What was written last is noted too.
      inBackground(note);
      stopped = true;
      await Promise.all(underWay);
    },
  };
}

function setState(state: TrailState): void {
  const before = guarded().state;
  guarded().state = state;
  const { auditTrailIntact, auditTrailCheckedSeconds, auditTrailEntries } = metrics();
  auditTrailIntact.set(state.broken === null ? 1 : 0);
  auditTrailCheckedSeconds.set(state.checkedAtMs / 1_000);
  auditTrailEntries.set(state.entries);
  if (state.broken === null) {
    if (before?.broken !== null) log.info({ entries: state.entries }, "the audit trail fits together");
  } else if (before?.broken?.position !== state.broken.position) {
    log.error({ ...state.broken, entries: state.entries }, "the audit trail does not fit together");
  }
}
