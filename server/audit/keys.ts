import "server-only";
import { createHash } from "node:crypto";
import path from "node:path";
import { env, keptSecret, readIfPresent, type Environment } from "@/server/env";

/** A key, and a name for it that is stored with each row it has sealed. */
export type AuditKey = { id: string; secret: string };

/** The keys of an installation, the one in use first. A former one still tells whether its rows are genuine. */
export type AuditKeys = readonly [AuditKey, ...AuditKey[]];

type Settings = Pick<Environment, "auditKeys" | "dataDir">;

const FILE = "audit-key";

// Read once for this process and for Next.js's second copy of the module.
const shared = globalThis as typeof globalThis & { sandtableAuditKeys?: AuditKeys };

/** The keys of this process: the operator's, or one made at the first use and kept in the data folder. */
export function currentAuditKeys(): AuditKeys {
  return (shared.sandtableAuditKeys ??= auditKeys(env));
}

/** @throws when there is no key yet and the data folder cannot be written. */
export function auditKeys(settings: Settings): AuditKeys {
  return keysOf(settings.auditKeys ?? keptSecret(settings.dataDir, FILE).split(/\s+/));
}

/** The keys that are there already, without making one: a backup may be restored where its key is not. */
export function knownAuditKeys(settings: Settings): AuditKeys | null {
  const secrets = settings.auditKeys ?? readIfPresent(path.join(settings.dataDir, FILE))?.split(/\s+/);
  return secrets === undefined || secrets.length === 0 ? null : keysOf(secrets);
}

function keysOf([first, ...former]: readonly string[]): AuditKeys {
  if (first === undefined) throw new Error("There is no key for the audit trail.");
  return [keyOf(first), ...former.map(keyOf)];
}

function keyOf(secret: string): AuditKey {
  const sum = createHash("sha256").update("sandtable audit key ").update(secret).digest();
  const id = sum.subarray(0, 6).toString("hex");
  return { id, secret };
}
