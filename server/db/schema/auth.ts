import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { organisations } from "./organisations";
import { tsvector } from "./tsvector";

/**
 * People with an account. `name`, `email`, `emailVerified`, `image`, `staffNumber` and the two times are the
 * fields Better Auth reads and writes; the rest is ours alone.
 */
export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    name: text("name").notNull(),
    /** How the name is written in Latin letters; null when there is no need. */
    latinName: text("latin_name"),
    /** Lower case. Null for those who sign in with a staff number only. */
    email: text("email"),
    emailVerified: boolean("email_verified").notNull().default(false),
    image: text("image"),
    /** Upper case. Null for those who sign in with an e-mail address only. */
    staffNumber: text("staff_number"),
    roles: text("roles", { enum: ["administrator", "trainer", "evaluator", "officer"] })
      .array()
      .notNull()
      .default(["officer"]),
    organisationId: uuid("organisation_id").references(() => organisations.id, { onDelete: "restrict" }),
    /** Set while the account is switched off: no sign-in, no session. People are never deleted, records name them. */
    disabledAt: timestamp("disabled_at", { withTimezone: true }),
    /** Made by the demo seed, with a published password. Never let in outside demo mode. */
    isDemo: boolean("is_demo").notNull().default(false),
    /** Set after somebody else chose the password. */
    mustChangePassword: boolean("must_change_password").notNull().default(false),
    locale: text("locale", { enum: ["zh", "en"] }),
    theme: text("theme", { enum: ["system", "light", "dark"] }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
    /** What somebody is found by, made by the database: their names, address and number. */
    grams: tsvector("grams").generatedAlwaysAs(
      sql`name_grams(name || coalesce(' ' || latin_name, '') || coalesce(' ' || email, '') || coalesce(' ' || staff_number, ''))`,
    ),
  },
  (table) => [
    uniqueIndex("users_email_unique").on(table.email),
    uniqueIndex("users_staff_number_unique").on(table.staffNumber),
    check("users_can_be_named", sql`${table.email} is not null or ${table.staffNumber} is not null`),
    check("users_email_lower_case", sql`${table.email} = lower(${table.email})`),
    check("users_staff_number_upper_case", sql`${table.staffNumber} = upper(${table.staffNumber})`),
    check("users_staff_number_is_no_email", sql`position('@' in ${table.staffNumber}) = 0`),
    check(
      "users_roles_known",
      sql`cardinality(${table.roles}) > 0 and ${table.roles} <@ array['administrator', 'trainer', 'evaluator', 'officer']::text[]`,
    ),
    check("users_locale_known", sql`${table.locale} in ('zh', 'en')`),
    check("users_theme_known", sql`${table.theme} in ('system', 'light', 'dark')`),
    index("users_organisation").on(table.organisationId),
    // What people are looked for by (`holds` in server/db/text-search.ts), and the order they are listed in.
    index("users_grams").using("gin", table.grams),
    index("users_listed").on(table.staffNumber, table.name, table.id),
    // Those who are active, to be counted without reading their rows.
    index("users_active")
      .on(table.staffNumber, table.name, table.id)
      .where(sql`${table.disabledAt} is null`),
  ],
);

/** Better Auth's sessions. Deleting a row ends the session at the next request. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    token: text("token").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    /** When the password was last proved within this session; null when only at its beginning. */
    passwordProvenAt: timestamp("password_proven_at", { withTimezone: true }),
    /** The last request or open stream, to the minute: a session that nobody uses ends. */
    lastSeenAt: timestamp("last_seen_at", { withTimezone: true }).notNull().defaultNow(),
    /** A drill evaluated in this session, perhaps without a network: it does not end for want of requests meanwhile. */
    evaluatesDrillId: uuid("evaluates_drill_id"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("sessions_token_unique").on(table.token),
    index("sessions_user").on(table.userId),
    index("sessions_expiry").on(table.expiresAt),
  ],
);

/** Better Auth's "accounts": one row per way of proving who someone is. Here, a password hash. */
export const credentials = pgTable(
  "credentials",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: timestamp("access_token_expires_at", { withTimezone: true }),
    refreshTokenExpiresAt: timestamp("refresh_token_expires_at", { withTimezone: true }),
    scope: text("scope"),
    /** scrypt, as Better Auth hashes it. */
    password: text("password"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("credentials_provider_account_unique").on(table.providerId, table.accountId),
    index("credentials_user").on(table.userId),
  ],
);

/** Required by Better Auth's data model. Nothing is verified by mail here, so it stays empty. */
export const verifications = pgTable(
  "verifications",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("verifications_identifier").on(table.identifier)],
);

/**
 * Guesses at passwords and codes, counted per account, device and network address.
 *
 * `key` is a kind and what is counted there: "person:<id>", "unknown:<hash of what was typed>", "address:<address>",
 * "device:<device>:<id>" and so on (`server/auth/limits.ts`). What a stranger types (perhaps a password in the wrong
 * field) is not kept.
 */
export const signInAttempts = pgTable(
  "sign_in_attempts",
  {
    key: text("key").primaryKey(),
    attempts: integer("attempts").notNull(),
    /** Unix time in milliseconds at which the count began. */
    sinceMs: bigint("since_ms", { mode: "number" }).notNull(),
    /** Unix time in milliseconds until which every attempt is refused, right or wrong. */
    lockedUntilMs: bigint("locked_until_ms", { mode: "number" }),
  },
  (table) => [
    check("sign_in_attempts_counted", sql`${table.attempts} >= 0`),
    index("sign_in_attempts_since").on(table.sinceMs),
  ],
);

/** The one-time token of the setup page, as a hash. At most one row; none once there is an administrator. */
export const setupTokens = pgTable(
  "setup_tokens",
  {
    id: integer("id").primaryKey().default(1),
    tokenHash: text("token_hash").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [check("setup_tokens_only_one", sql`${table.id} = 1`)],
);
