import "server-only";
import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Everything the operator can decide from outside. Times and sizes carry their unit in the name. */
export type Environment = Readonly<{
  /** How the application itself reaches PostgreSQL. The launcher fills it in for the embedded server. */
  databaseUrl: string | undefined;
  /** The role that owns the tables and migrates, when the operator keeps it apart from `databaseUrl`. */
  databaseOwnerUrl: string | undefined;
  port: number;
  /** The address to listen on. */
  host: string;
  /** The origin people type into their browser, without a trailing slash. */
  publicUrl: string;
  /** True when the operator named `publicUrl`; the default is only a guess good for one machine. */
  publicUrlIsSet: boolean;
  /** Absolute folder for everything that must outlive the process. */
  dataDir: string;
  mode: "demo" | "production";
  /** Kept in `dataDir` when unset; read it with `authSecret()`. */
  authSecret: string | undefined;
  /** Keys of the audit trail, the one in use first. Kept in `dataDir` when unset; read them with `server/audit/keys.ts`. */
  auditKeys: readonly string[] | undefined;
  /** What the audit trail is sealed with, besides the chain of hashes that needs no key. */
  auditMac: "sha256" | "sm3";
  /** How long a backup or a restoration may stand still before it gives up. */
  backupPatienceS: number;
  adminEmail: string | undefined;
  adminPassword: string | undefined;
  /** A session that nobody uses for so long has ended. */
  sessionIdleMinutes: number;
  /** Most sessions of one person at once; the one used longest ago gives way to a new one. */
  sessionsMax: number;
  logLevel: "trace" | "debug" | "info" | "warn" | "error" | "silent";
  /** Believe `X-Forwarded-*` headers. Only for a reverse proxy that overwrites them. */
  trustProxy: boolean;
  /** Whether people are slowed down who ask faster than anybody types; off only where scripts play. */
  isPaced: boolean;
  /** Lets in whoever reads `/metrics`; without one only this machine itself may. */
  metricsToken: string | undefined;
  /** Where the instances tell each other of news; unset when they do so through the database. */
  natsUrl: string | undefined;
  /** Pictures below the maps, from a server of the house's own; unset unless the operator names one. */
  mapTiles: MapTiles | undefined;
  /** Whether a browser may choose a language that is only there to try the product in; so it is while developing. */
  hasTrialLanguages: boolean;
  /** The one time zone in which calendar times are typed and shown, by its IANA name. */
  timeZone: string;
  /** True while developing: Next.js compiles on demand and errors are detailed. */
  development: boolean;
}>;

/** Where the pictures of a map come from: an address with {z}, {x} and {y} in it, and whose they are. */
export type MapTiles = Readonly<{ url: string; attribution: string }>;

/** A value the operator set cannot be used. The message is one sentence for that person. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

const databaseUrl = z.string().refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), {
  error: "must look like postgres://user:password@host:5432/database",
});

const variables = z.object({
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_OWNER_URL: databaseUrl.optional(),
  PORT: z.coerce
    .number({ error: "must be a whole number from 1 to 65535" })
    .int({ error: "must be a whole number from 1 to 65535" })
    .min(1, { error: "must be a whole number from 1 to 65535" })
    .max(65_535, { error: "must be a whole number from 1 to 65535" })
    .default(3000),
  HOST: z.string().min(1).optional(),
  PUBLIC_URL: z
    .string()
    .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
      error: "must be the address people open, such as https://drill.example",
    })
    .refine((value) => !URL.canParse(value) || new URL(value).pathname === "/", {
      error: "must be an origin without a path",
    })
    .optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  SANDTABLE_MODE: z.enum(["demo", "production"], { error: "must be demo or production" }).default("demo"),
  AUTH_SECRET: z.string().min(32, { error: "must have at least 32 characters" }).optional(),
  AUDIT_KEY: z
    .string()
    .transform((value) => value.split(",").map((key) => key.trim()))
    .refine((keys) => keys.every((key) => key.length >= 32), {
      error: "must have at least 32 characters; former keys may follow it after commas",
    })
    .optional(),
  SANDTABLE_AUDIT_MAC: z.enum(["sha256", "sm3"], { error: "must be sha256 or sm3" }).default("sha256"),
  SANDTABLE_BACKUP_PATIENCE_S: z.coerce
    .number({ error: "must be a number of seconds from 1 to 86400" })
    .int({ error: "must be a number of seconds from 1 to 86400" })
    .min(1, { error: "must be a number of seconds from 1 to 86400" })
    .max(86_400, { error: "must be a number of seconds from 1 to 86400" })
    .default(300),
  ADMIN_EMAIL: z.email({ error: "must be an e-mail address" }).optional(),
  ADMIN_PASSWORD: z.string().min(10, { error: "must have at least 10 characters" }).optional(),
  SESSION_IDLE_MINUTES: z.coerce
    .number({ error: "must be a whole number from 5 to 960" })
    .int({ error: "must be a whole number from 5 to 960" })
    .min(5, { error: "must be a whole number from 5 to 960" })
    .max(960, { error: "must be a whole number from 5 to 960" })
    .default(60),
  SESSIONS_MAX: z.coerce
    .number({ error: "must be a whole number from 1 to 100" })
    .int({ error: "must be a whole number from 1 to 100" })
    .min(1, { error: "must be a whole number from 1 to 100" })
    .max(100, { error: "must be a whole number from 1 to 100" })
    .default(10),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"], {
      error: "must be one of trace, debug, info, warn, error, silent",
    })
    .default("info"),
  TRUST_PROXY: z
    .enum(["0", "1", "true", "false"], { error: "must be true or false" })
    .default("false")
    .transform((value) => value === "1" || value === "true"),
  SANDTABLE_PACE: z.enum(["on", "off"], { error: "must be on or off" }).default("on"),
  SANDTABLE_METRICS_TOKEN: z.string().min(16, { error: "must have at least 16 characters" }).optional(),
  SANDTABLE_TRIAL_LANGUAGES: z.enum(["on", "off"], { error: "must be on or off" }).default("off"),
  NATS_URL: z
    .string()
    .refine((value) => URL.canParse(value) && /^(nats|tls):$/.test(new URL(value).protocol), {
      error: "must look like nats://host:4222",
    })
    .optional(),
  SANDTABLE_TILES_URL: z
    .string()
    // A WMTS names the same three numbers in its own words.
    .transform((value) =>
      value
        .replace(/\{TileMatrix\}/gi, "{z}")
        .replace(/\{TileRow\}/gi, "{y}")
        .replace(/\{TileCol\}/gi, "{x}"),
    )
    .refine((value) => isTileAddress(value), {
      error:
        "must be an http address with {z}, {x} and {y}, or {TileMatrix}, {TileCol} and {TileRow}, in its path",
    })
    .optional(),
  SANDTABLE_TILES_ATTRIBUTION: z.string().max(200).optional(),
  SANDTABLE_TIME_ZONE: z
    .string()
    .refine(isTimeZone, { error: "must be the name of a time zone, such as Asia/Shanghai" })
    .optional(),
  NODE_ENV: z.string().optional(),
});

/** Whether a name is one that every engine knows; "+08:00" is none for older browsers. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * The machine's zone. A machine on UTC has not been told where it stands, as containers never are; most installations
 * stand where Beijing time counts (docs/decisions/0049-one-time-zone.md).
 */
function timeZoneOfMachine(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return /^(Etc\/)?(UTC|GMT|UCT|Universal|Zulu)$/.test(timeZone) ? "Asia/Shanghai" : timeZone;
}

/** Whether an address names a tile, on one host: the policy of the pages opens for that host and no other. */
function isTileAddress(value: string): boolean {
  if (!["{z}", "{x}", "{y}"].every((part) => value.includes(part))) return false;
  if (!URL.canParse(value)) return false;
  const { protocol, host } = new URL(value);
  return /^https?:$/.test(protocol) && !/[{};, ]|%7B/i.test(host);
}

/**
 * Checks the operator's settings. An empty value counts as unset, because that is what compose files send.
 *
 * @throws {EnvironmentError} one sentence that names the first bad variable.
 */
export function readEnvironment(source: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = issue?.path.join(".") ?? "environment";
    throw new EnvironmentError(`${name} ${issue?.message ?? "is not usable"}.`);
  }
  const value = parsed.data;
  if (value.ADMIN_PASSWORD !== undefined && value.ADMIN_EMAIL === undefined) {
    throw new EnvironmentError(
      "ADMIN_PASSWORD is set without ADMIN_EMAIL, so there is nobody to give it to.",
    );
  }
  if (value.DATABASE_OWNER_URL !== undefined && value.DATABASE_URL === undefined) {
    throw new EnvironmentError("DATABASE_OWNER_URL is set without DATABASE_URL.");
  }
  return {
    databaseUrl: value.DATABASE_URL,
    databaseOwnerUrl: value.DATABASE_OWNER_URL,
    port: value.PORT,
    // A demo has well-known passwords, so it stays on this machine unless someone opens it on purpose.
    host: value.HOST ?? (value.SANDTABLE_MODE === "demo" ? "127.0.0.1" : "0.0.0.0"),
    publicUrl: new URL(value.PUBLIC_URL ?? `http://localhost:${value.PORT}`).origin,
    publicUrlIsSet: value.PUBLIC_URL !== undefined,
    dataDir: path.resolve(value.DATA_DIR),
    mode: value.SANDTABLE_MODE,
    authSecret: value.AUTH_SECRET,
    auditKeys: value.AUDIT_KEY,
    auditMac: value.SANDTABLE_AUDIT_MAC,
    backupPatienceS: value.SANDTABLE_BACKUP_PATIENCE_S,
    adminEmail: value.ADMIN_EMAIL,
    adminPassword: value.ADMIN_PASSWORD,
    sessionIdleMinutes: value.SESSION_IDLE_MINUTES,
    sessionsMax: value.SESSIONS_MAX,
    logLevel: value.LOG_LEVEL,
    trustProxy: value.TRUST_PROXY,
    isPaced: value.SANDTABLE_PACE === "on",
    hasTrialLanguages: value.SANDTABLE_TRIAL_LANGUAGES === "on" || value.NODE_ENV === "development",
    metricsToken: value.SANDTABLE_METRICS_TOKEN,
    natsUrl: value.NATS_URL,
    mapTiles:
      value.SANDTABLE_TILES_URL === undefined
        ? undefined
        : { url: value.SANDTABLE_TILES_URL, attribution: value.SANDTABLE_TILES_ATTRIBUTION ?? "" },
    timeZone: value.SANDTABLE_TIME_ZONE ?? timeZoneOfMachine(),
    development: value.NODE_ENV === "development",
  };
}

/** This process's settings, checked once when the module is first loaded. */
export const env: Environment = readEnvironment(process.env);

/** Takes the first administrator's password out of this process, so that nothing it starts inherits it. */
export function forgetAdminPassword(): void {
  delete process.env["ADMIN_PASSWORD"];
}

/**
 * The secret that signs sessions: the operator's, or one made at the first use and kept in `dataDir`.
 *
 * @throws when the data folder cannot be written.
 */
export function authSecret(settings: Pick<Environment, "authSecret" | "dataDir"> = env): string {
  return settings.authSecret ?? keptSecret(settings.dataDir, "auth-secret");
}

/**
 * A secret kept in a file of the data folder, made when there is none yet.
 *
 * @throws when the data folder cannot be written.
 */
export function keptSecret(dataDir: string, name: string): string {
  const file = path.join(dataDir, name);
  const kept = readIfPresent(file);
  if (kept !== null) return kept;

  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  // Written aside and linked into place, so that two processes starting together agree on one secret.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomBytes(48).toString("base64url"), { mode: 0o600 });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const secret = readIfPresent(file);
  if (secret === null) throw new Error(`The secret file ${file} vanished while starting.`);
  return secret;
}

/** A small file of the data folder, without the blanks around it; null when there is none, or nothing in it. */
export function readIfPresent(file: string): string | null {
  try {
    const text = readFileSync(file, "utf8").trim();
    return text === "" ? null : text;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
