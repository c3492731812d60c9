import "server-only";
import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { drizzle, PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Transaction } from "./client";
import { preparing } from "./preparing";

/** Sends the commit behind whatever has been sent. What was sent is stored when this returns, and only then. */
export type Commit = () => Promise<void>;

/**
 * Transactions that take a round trip for each time their work waits for an answer, and none beside: they begin with
 * the first statements, and the work sends the commit right behind the last of them. Under load the round trips are most of
 * what a short transaction costs (docs/decisions/0027-group-commit.md).
 */
export type ShortTransactions = {
  /**
   * @param work May send statements without waiting for the one before; they are carried out in the order they were sent
   *   in. Calls `commit` once, when everything has been sent, and waits for it and for all it sent.
   * @throws what `work` throws, or what the commit came to. Then nothing is stored, unless the connection was lost while
   *   the commit was under way: whether it is stored is unknown then, as it is for any client.
   */
  run: <T>(work: (tx: Transaction, commit: Commit) => Promise<T>) => Promise<T>;
  end: (how?: { timeout?: number }) => Promise<void>;
};

/** Longest wait for a connection that is being closed, in seconds. */
const CLOSING_S_MAX = 5;

/** As many at a time; others wait. More than one only matters when one waits for a lock. */
const AT_ONCE_MAX = 8;

/**
 * A connection of its own, because the driver sends statements in order, without waiting for answers, only where there
 * is but one. It connects anew by itself, and would go on with the statements that are left, outside of any
 * transaction: so each belongs to the connection it began on.
 */
type Line = {
  client: postgres.Sql & { savepoint: () => never; prepare: () => never };
  /** Another number for each connection. */
  connection: number;
  openedMs: number;
  /** Runs while nobody has it. */
  spare: NodeJS.Timeout | null;
};

/** A connection is renewed at this age, once its transaction is over: a session's memory only ever grows. */
const AGE_MS_MAX = 30 * 60_000;

const dialect = new PgDialect();

/**
 * @param open Opens a client of one connection that never closes it by itself, and has it say when that has ended.
 * @param spareMs Ms after which a connection is closed when nobody has needed it.
 */
export function shortTransactions(
  open: (onLost: () => void) => postgres.Sql,
  spareMs: number,
): ShortTransactions {
  const lines = new Set<Line>();
  const free: Line[] = [];
  const waiting: ((line: Line) => void)[] = [];

  const opened = (): Line => {
    const client = open(() => (line.connection += 1));
    // Teaches the driver drizzle's way with dates and JSON.
    drizzle(client);
    const line: Line = {
      client: Object.assign(client, { savepoint: refuseParts, prepare: refuseParts }),
      connection: 0,
      openedMs: performance.now(),
      spare: null,
    };
    lines.add(line);
    return line;
  };
  const taken = async (): Promise<Line> => {
    const known = free.pop();
    if (known) {
      clearTimeout(known.spare ?? undefined);
      return known;
    }
    if (lines.size >= AT_ONCE_MAX) return new Promise((resolve) => waiting.push(resolve));
    return opened();
  };
  /** Nobody can take it any more before it is closed: left to the driver, it could be taken while it is being closed. */
  const closed = (line: Line) => {
    lines.delete(line);
    const at = free.indexOf(line);
    if (at >= 0) free.splice(at, 1);
    line.client.end({ timeout: CLOSING_S_MAX }).catch(noop);
  };
  const givenBack = (line: Line) => {
    const isOld = performance.now() - line.openedMs > AGE_MS_MAX;
    if (isOld) closed(line);
    const next = waiting.shift();
    if (next) next(isOld ? opened() : line);
    else if (!isOld) {
      free.push(line);
      line.spare = setTimeout(closed, spareMs, line);
      line.spare.unref();
    }
  };

  return {
    async run(work) {
      const line = await taken();
      try {
        return await carriedOut(line, work);
      } finally {
        givenBack(line);
      }
    },
    async end(how) {
      await Promise.all(
        [...lines].map(({ client, spare }) => {
          clearTimeout(spare ?? undefined);
          return client.end(how);
        }),
      );
    },
  };
}

async function carriedOut<T>(line: Line, work: (tx: Transaction, commit: Commit) => Promise<T>): Promise<T> {
  const { client, connection } = line;
  const mayGoOn = () => line.connection === connection;
  const tx = transactionOver(client, mayGoOn);
  const begun = client.unsafe("begin").execute();
  begun.catch(noop);
  const sent: { commit: Promise<{ command: string }> | null } = { commit: null };
  try {
    return await work(tx, async () => {
      // By the same way as the statements before it, so that it cannot overtake them.
      sent.commit ??= (async () => tx.execute(sql`commit`))();
      await begun;
      // A transaction in which a statement has failed answers a commit by rolling back, and calls that no failure.
      const { command } = await sent.commit;
      if (command !== "COMMIT") throw new Error(`A commit was answered with ${command}.`);
    });
  } finally {
    const isOver = await sent.commit?.then(
      () => true,
      () => false,
    );
    // Whatever connection there is now: a new one may have got as far as "begin", and must not keep a lock.
    if (isOver !== true) await rolledBack(client);
  }
}

function transactionOver(client: Line["client"], mayGoOn: () => boolean) {
  const here = new Proxy(client, {
    get: (target, name): unknown =>
      name === "unsafe" && !mayGoOn() ? refuseLost : Reflect.get(target, name),
  });
  const session = new PostgresJsSession<Line["client"], Record<string, never>, Record<string, never>>(
    preparing(here),
    dialect,
    undefined,
  );
  return new PostgresJsTransaction(dialect, session, undefined);
}

async function rolledBack(client: Line["client"]): Promise<void> {
  const tx = transactionOver(client, () => true);
  try {
    await tx.execute(sql`rollback`);
  } catch {
    // A connection that is lost has rolled back by itself.
  }
}

function refuseLost(): never {
  throw new Error("The connection was lost in mid-transaction.");
}

function refuseParts(): never {
  throw new Error("A short transaction has no transactions inside it.");
}

function noop(): void {}
