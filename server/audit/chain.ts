import "server-only";
import { createHash } from "node:crypto";
import type { Change } from "@/domain/audit/changes";
import type { Context } from "@/server/context";

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
  "scenario.archive",
  "scenario.restore",
  "drill.create",
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

/** The part of a record that every action of one request shares. */
export function auditBy(ctx: Pick<Context, "user" | "address" | "requestId">) {
  return {
    actor: ctx.user ? { id: ctx.user.id, name: ctx.user.name } : { id: null, name: "" },
    address: ctx.address,
    requestId: ctx.requestId,
  };
}

/** The hash of a link: SHA-256 over its fields in a fixed order, so that equal facts give equal hashes. */
export function hashOf(link: AuditLink): string {
  const fields = [
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

/** PostgreSQL does not keep the order of keys in jsonb, so it must not matter. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, sorted(one)]);
}
