import "server-only";
import type { PgDatabase } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { preparing } from "./preparing";
import { shortTransactions, type Commit, type ShortTransactions } from "./short-transactions";

export type { Commit } from "./short-transactions";

/** What queries and mutations take: the pool, or a transaction inside it. */
export type Database = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;

/** What the callback of `db.transaction` receives. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** A pool that someone has to close: `await db.$client.end()`. */
export type OpenedDatabase = Database & { $client: postgres.Sql };

export type DatabaseOptions = {
  /** Most connections held at once. */
  connectionsMax?: number;
  /** Acts as this role from the first statement on; the login role must be a member of it. */
  role?: string;
  /** Shown in `pg_stat_activity`. */
  applicationName?: string;
  /** Seconds to wait for a new connection before the query that needs it fails. */
  connectTimeoutSeconds?: number;
  /** Ms to wait for a row somebody else has locked before the statement fails. No limit when left out. */
  lockTimeoutMs?: number;
  /** Ms after which a connection for short transactions is closed when nobody has needed it. */
  spareMs?: number;
  /** Called when a connection has ended, however. */
  onLost?: () => void;
};

/** A transaction takes milliseconds. Whoever keeps a row longer than this hangs, and must not take others along. */
const LOCK_TIMEOUT_MS = 3_000;

/** A connection for short transactions that nobody has needed for so long is closed. */
const SPARE_MS = 60_000;

/** Longest time between two attempts to reach the database, in seconds. */
const RECONNECT_S_MAX = 1;

/**
 * Opens a pool. Nothing is sent until the first query.
 *
 * `?host=/folder` in the URL means the Unix socket in that folder, as in libpq.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): OpenedDatabase {
  const everything = { lockTimeoutMs: LOCK_TIMEOUT_MS, ...options };
  const short = shortTransactions(
    (onLost) => openClient(url, { ...everything, connectionsMax: 1, onLost }),
    options.spareMs ?? SPARE_MS,
  );
  const client = preparing(openClient(url, everything));
  const db = drizzle(
    new Proxy(client, {
      get: (target, name): unknown =>
        name === "end"
          ? (how?: { timeout?: number }) => Promise.all([target.end(how), short.end(how)])
          : Reflect.get(target, name),
    }),
  );
  shortOf.set(db, short);
  return db;
}

const shortOf = new WeakMap<Database, ShortTransactions>();

/**
 * A transaction in as many round trips as `work` waits for answers. See `ShortTransactions`.
 *
 * @throws when `db` is no pool: a transaction cannot begin another.
 */
export async function shortTransaction<T>(
  db: Database,
  work: (tx: Transaction, commit: Commit) => Promise<T>,
): Promise<T> {
  const short = shortOf.get(db);
  if (!short) throw new Error("Only a pool can begin a transaction.");
  return short.run(work);
}

/** The bare driver, for LISTEN and for the few statements a query builder cannot say. */
export function openClient(url: string, options: DatabaseOptions = {}): postgres.Sql {
  const { address, socketFolder } = splitSocketFolder(url);
  return postgres(address, {
    ...(socketFolder === null ? {} : { host: socketFolder }),
    max: options.connectionsMax ?? 10,
    connect_timeout: options.connectTimeoutSeconds ?? 10,
    // The driver's own grows to 20 s, which is how long a database would seem gone that is back.
    backoff: (attempt) => Math.min(0.05 * 2 ** attempt, RECONNECT_S_MAX) * (0.5 + Math.random() / 2),
    // Notices ("relation already exists, skipping") are for people at a prompt.
    onnotice: () => undefined,
    // The driver renews connections by their age. A single one carries what outlasts a statement: a transaction begun
    // by hand, a lock. The driver does not know, and would close it between two statements.
    ...(options.connectionsMax === 1 ? { max_lifetime: null } : {}),
    ...(options.onLost === undefined ? {} : { onclose: options.onLost }),
    connection: {
      application_name: options.applicationName ?? "sandtable",
      // One time zone everywhere; people's zones are the browser's business.
      TimeZone: "UTC",
      ...(options.role === undefined ? {} : { role: options.role }),
      ...(options.lockTimeoutMs === undefined ? {} : { lock_timeout: options.lockTimeoutMs }),
    },
  });
}

function splitSocketFolder(url: string): { address: string; socketFolder: string | null } {
  const parsed = new URL(url);
  const socketFolder = parsed.searchParams.get("host");
  // postgres.js would send an unknown parameter on to the server, which refuses it.
  parsed.searchParams.delete("host");
  return { address: parsed.toString(), socketFolder };
}
