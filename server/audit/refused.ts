import "server-only";
import type { Refusal, RefusalCode } from "@/domain/refusal";
import type { Database } from "@/server/db/client";
import { log } from "@/server/log";
import { auditBy, type AuditAction, type AuditDetail, type Doer } from "./chain";
import { AUDITED } from "./covered";
import { recordAudit } from "./mutations";

/** Refusals that mean: this was not yours to do. Of a change all are kept, of a question the first kind. */
const OF_RIGHTS: readonly RefusalCode[] = ["role-not-allowed", "owned-elsewhere"];
const OF_CHANGES: readonly RefusalCode[] = [
  ...OF_RIGHTS,
  "starter-not-changed",
  "person-of-other-organisation",
  "substitute-of-other-organisation",
  "own-account-protected",
  "last-administrator",
  "case-own-work",
  "lead-needed",
  "password-wrong",
  // What is not somebody's to see answers as if it were not there.
  "not-found",
  "case-not-found",
  "scenario-not-found",
  "drill-not-found",
];

/** One attempt repeated is one entry a minute: the trail cannot be filled by asking. */
const REPEATED_MS = 60_000;
/** Attempts remembered; beyond them the oldest may be kept twice, which harms nobody. */
const REMEMBERED_MAX = 2_000;

type Attempts = Map<string, { atMs: number; unkept: number }>;
const attemptsOn = new WeakMap<Database, Attempts>();

/** A procedure that was refused, as tRPC knows it. */
export type Attempt = {
  ctx: Doer & { db: Database; now: () => number };
  path: string;
  type: string;
  input: () => Promise<unknown>;
};

/**
 * Keeps in the trail that somebody tried what they had no right to. Never fails: the refusal is the answer, whatever
 * becomes of its entry.
 */
export async function noteRefusal({ ctx, path, type, input }: Attempt, refusal: Refusal): Promise<void> {
  const kept = type === "mutation" ? OF_CHANGES : OF_RIGHTS;
  if (ctx.user === null || !kept.includes(refusal.code)) return;
  const asked = namedIn(await input().catch(() => undefined));
  const repeated = countAttempt(
    ctx.db,
    [ctx.user.id, path, refusal.code, JSON.stringify(asked)].join(" "),
    ctx.now(),
  );
  if (repeated === null) return;
  const detail: AuditDetail = {
    why: refusal.code,
    procedure: path,
    ...asked,
    ...(repeated > 0 ? { repeated } : {}),
  };
  try {
    const object = objectIn(asked);
    await recordAudit(ctx.db, { ...auditBy(ctx), action: actionOf(path), object, result: "refused", detail });
  } catch (error) {
    log.error({ err: error, requestId: ctx.requestId, path }, "a refused attempt could not be kept");
  }
}

function actionOf(path: string): AuditAction {
  const audited = AUDITED[path];
  return audited && !("exempt" in audited) ? audited[0] : "right.refused";
}

/** @returns how many like it were not kept since the last that was; null when this one is not to be kept either. */
function countAttempt(db: Database, key: string, atMs: number): number | null {
  const attempts = attemptsOn.get(db) ?? new Map<string, { atMs: number; unkept: number }>();
  attemptsOn.set(db, attempts);
  const known = attempts.get(key);
  if (known && atMs - known.atMs < REPEATED_MS) {
    known.unkept += 1;
    return null;
  }
  attempts.delete(key);
  attempts.set(key, { atMs, unkept: 0 });
  for (const oldest of [...attempts.keys()].slice(0, Math.max(0, attempts.size - REMEMBERED_MAX))) {
    attempts.delete(oldest);
  }
  return known?.unkept ?? 0;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The ids that a request named, and the roles it asked for: nothing that people type. */
function namedIn(input: unknown): Record<string, string | readonly string[]> {
  if (typeof input !== "object" || input === null) return {};
  const named: Record<string, string | readonly string[]> = {};
  for (const name of ["id", "userId", "teamId", "drillId", "caseId", "scenarioId", "organisationId"]) {
    const value: unknown = Reflect.get(input, name);
    if (typeof value === "string" && UUID.test(value)) named[name] = value.toLowerCase();
  }
  const roles: unknown = Reflect.get(input, "roles");
  if (Array.isArray(roles)) named.roles = roles.filter((role) => isRole(role));
  return named;
}

function isRole(value: unknown): value is string {
  return typeof value === "string" && /^[a-z]{1,20}$/.test(value);
}

const OBJECTS = {
  caseId: "case",
  scenarioId: "scenario",
  drillId: "drill",
  teamId: "team",
  userId: "person",
};

function objectIn(asked: Record<string, unknown>) {
  for (const [name, type] of Object.entries(OBJECTS)) {
    const id = asked[name];
    if (typeof id === "string") return { type, id, name: "" };
  }
  return null;
}
