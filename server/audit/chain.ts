import "server-only";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Change } from "@/domain/audit/changes";
import type { AuditKey } from "./keys";

/** Small facts about an action. Never a password, a token or a message. */
export type AuditDetail = Readonly<
  Record<string, string | number | boolean | null | readonly string[] | readonly Change[]>
>;

/** Everything the trail tells of, dotted from wide to narrow. The screens have a word for each. */
export const AUDIT_ACTIONS = [
  "setup.administrator",
  "setup.demo",
  "sign-in",
  "sign-out",
  "limit.lift",
  "me.password",
  "me.session-end",
  "person.create",
  "person.edit",
  "person.disable",
  "person.enable",
  "person.reset-password",
  "organisation.create",
  "organisation.edit",
  "organisation.delete",
  "team.create",
  "team.edit",
  "team.members",
  "team.retire",
  "team.restore",
  "scenario.create",
  "scenario.save",
  "scenario.publish",
  "scenario.practice",
  "scenario.archive",
  "scenario.restore",
  "drill.create",
  "drill.replan",
  "drill.move",
  "drill.cancel",
  "drill.delete",
  "drill.join",
  "drill.assign",
  "drill.unassign",
  "case.create",
  "case.save",
  "case.submit",
  "case.send-back",
  "case.publish",
  "case.retire",
  "case.revise",
  "audit.export",
  "rejudging.begin",
  "rejudging.apply",
  "rejudging.drop",
  "right.refused",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export type AuditRecord = {
  /** Who did it; null for a stranger or the server itself, whose `name` then says what is known. */
  actor: { id: string | null; name: string };
  address: string | null;
  requestId: string | null;
  action: AuditAction;
  object: { type: string; id: string | null; name: string } | null;
  result: "done" | "refused";
  detail?: AuditDetail;
};

/** One link of the chain, as it is hashed and stored. */
export type AuditLink = {
  position: number;
  atMs: number;
  actorId: string | null;
  actorName: string;
  address: string | null;
  requestId: string | null;
  action: string;
  objectType: string | null;
  objectId: string | null;
  objectName: string | null;
  result: "done" | "refused";
  detail: unknown;
  previousHash: string;
};

/** What the first entry carries in place of the hash of one before it. */
export const CHAIN_START = "0".repeat(64);

/** Who does something, as a request knows them: a procedure's context is one. */
export type Doer = {
  user: { id: string; name: string } | null;
  address: string | null;
  requestId: string;
};

/** The part of a record that every action of one request shares. */
export function auditBy(ctx: Doer) {
  return {
    actor: ctx.user ? { id: ctx.user.id, name: ctx.user.name } : { id: null, name: "" },
    address: ctx.address,
    requestId: ctx.requestId,
  };
}

/**
 * How a row is sealed. The rows of the first releases have the bare chain only, which whoever may write the table can
 * write anew; since then each also carries a code that takes a key from outside of the database.
 */
export const BARE = 1;
const MAC_OF = { 2: "sha256", 3: "sm3" } as const;
type MacVersion = keyof typeof MAC_OF;

/** The version that new rows get. */
export function versionWith(mac: "sha256" | "sm3"): MacVersion {
  return mac === "sm3" ? 3 : 2;
}

export function isSealed(version: number): version is MacVersion {
  return version in MAC_OF;
}

/**
 * The hash of a link: SHA-256 over its fields in a fixed order, so that equal facts give equal hashes. Anybody can
 * check it. From the second version on the version is among the fields, so that none can be passed off as another.
 */
export function hashOf(link: AuditLink, version: number): string {
  const fields = [
    ...(version === BARE ? [] : [`v${version}`]),
    link.position,
    link.atMs,
    link.actorId,
    link.actorName,
    link.address,
    link.requestId,
    link.action,
    link.objectType,
    link.objectId,
    link.objectName,
    link.result,
    sorted(link.detail),
    link.previousHash,
  ];
  return createHash("sha256").update(JSON.stringify(fields)).digest("hex");
}

/** The code of a row under a key: over its hash, and so over every row before it. */
export function macOf(hash: string, version: MacVersion, { secret }: AuditKey): string {
  return createHmac(MAC_OF[version], secret).update(`sandtable audit v${version} ${hash}`).digest("hex");
}

export function isMacOf(mac: string, hash: string, version: MacVersion, key: AuditKey): boolean {
  const [given, wanted] = [mac, macOf(hash, version, key)].map((text) => Buffer.from(text, "utf8"));
  return given !== undefined && wanted?.length === given.length && timingSafeEqual(given, wanted);
}

/**
 * The record as it can be stored: whole characters only, and no U+0000, which PostgreSQL keeps in no text. Otherwise
 * the driver would store something else than what was hashed, or nothing at all.
 */
export function storable(record: AuditRecord): AuditRecord {
  return JSON.parse(JSON.stringify(record, (_, value: unknown) => storableValue(value))) as AuditRecord;
}

function storableValue(value: unknown): unknown {
  if (typeof value === "string") return wellFormed(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, unknown]) => [wellFormed(key), one]),
  );
}

function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}|\0/gu, "\uFFFD");
}

/** PostgreSQL does not keep the order of keys in jsonb, so it must not matter. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, sorted(one)]);
}
