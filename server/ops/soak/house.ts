import "server-only";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { openClient, openDatabase, type OpenedDatabase } from "@/server/db/client";
import { migrateDatabase } from "@/server/db/migrate";
import { authSecret } from "@/server/env";
import { freePort } from "@/server/ops/launch/free-port.mjs";
import { keepEmbeddedPostgres, type KeptPostgres } from "@/server/ops/launch/kept-postgres.mjs";

/** A process of the server, as one of several in front of one database. */
export type Instance = {
  origin: string;
  pid: number;
  /** Whether it is the process it was when it was started. */
  isAlive: () => boolean;
  /** kill -9. Resolves when it is gone. */
  kill: () => Promise<void>;
  /** Resolves when it is gone, however. */
  gone: () => Promise<void>;
};

/** A database of its own, synced to disk as in production, and what runs on it. */
export type House = {
  database: KeptPostgres;
  /** Opened as the application, for setting a scene. */
  db: OpenedDatabase;
  /** Starts an instance and waits until it serves. */
  startInstance: (options?: {
    port?: number;
    env?: Record<string, string>;
    /** What it runs; the front door without pages when left out. */
    file?: string;
  }) => Promise<Instance>;
  /**
   * Ends everything.
   *
   * @throws when something that fell due in a drill has failed although the database was there.
   */
  close: () => Promise<void>;
};

/** What the log of an instance must not say unless its database was taken away. */
const NEVER = "what fell due in a drill failed";

/**
 * @param folder Where the database is kept; a folder of its own under the system's own for temporary files when left out.
 * @param takenAway Whether the database is going to be killed, stopped or filled up.
 */
export async function openHouse({
  folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-soak-")),
  settings = {},
  takenAway = false,
}: { folder?: string; settings?: Record<string, string>; takenAway?: boolean } = {}): Promise<House> {
  const database = await keepEmbeddedPostgres(path.join(folder, "postgres"), {
    settings,
    // A soak that is interrupted leaves nothing behind either.
    endsWithStarter: true,
  });
  await migrateDatabase(database.ownerUrl, { login: "sandtable_app" });
  const db = openDatabase(database.applicationUrl, { connectionsMax: 4, applicationName: "scene" });
  const children = new Set<ChildProcess>();
  const failures: string[] = [];

  return {
    database,
    db,
    async startInstance({ port, env = {}, file = "server/ops/rehearse/serve.ts" } = {}) {
      const at = port ?? (await freePort());
      const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", file], {
        env: instanceEnv(folder, database.applicationUrl, at, env),
        stdio: ["ignore", "pipe", 2, "ipc"],
      });
      children.add(child);
      if (child.stdout) {
        createInterface(child.stdout).on("line", (line) => {
          if (line.includes(NEVER)) failures.push(line);
        });
      }
      await new Promise<void>((resolve, reject) => {
        child.once("message", () => resolve());
        child.once("exit", (code, signal) =>
          reject(new Error(`An instance ended with ${code ?? signal} while it started.`)),
        );
      });
      return {
        origin: `http://127.0.0.1:${at}`,
        pid: child.pid ?? 0,
        isAlive: () => child.exitCode === null && child.signalCode === null,
        kill: () => end(child, "SIGKILL"),
        gone: async () => {
          if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
        },
      };
    },
    async close() {
      await Promise.all([...children].map((child) => end(child, "SIGTERM")));
      await db.$client.end({ timeout: 1 });
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
      if (!takenAway && failures.length > 0) throw new Error(failures.join("\n"));
    },
  };
}

/** Everything an instance is told, and nothing of the environment that the tests run in. */
function instanceEnv(folder: string, databaseUrl: string, port: number, more: Record<string, string>) {
  return {
    DATA_DIR: folder,
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SANDTABLE_MODE: "demo",
    SANDTABLE_PACE: "off",
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    DATABASE_URL: databaseUrl,
    // The one that has signed the cookies of the people in this process.
    AUTH_SECRET: authSecret(),
    ...more,
  } as const;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}

/** What the log of a drill holds, as its owner counts it. */
export type Ledger = {
  events: number;
  /** Positions from 1 to the last that are missing. */
  gaps: number;
  /** Events of a type. */
  of: (type: string) => Promise<number>;
  /** Of these commands, how many are not in the log, and how many are there more than once. */
  check: (commandIds: readonly string[]) => Promise<{ missing: number; doubled: number }>;
};

/** Reads a drill's log with the owner's eyes. */
export async function readLedger(ownerUrl: string, drillId: string): Promise<Ledger> {
  const ask = async <Row extends object>(
    query: (sql: ReturnType<typeof openClient>) => Promise<Row[]>,
  ): Promise<Row> => {
    const sql = openClient(ownerUrl, { connectionsMax: 1 });
    try {
      const [row] = await query(sql);
      if (!row) throw new Error("There is no answer.");
      return row;
    } finally {
      await sql.end();
    }
  };
  const { events, last } = await ask(
    (sql) => sql<{ events: number; last: number }[]>`
      select count(*)::int as events, coalesce(max(position), 0)::int as last
        from drill_events where drill_id = ${drillId}`,
  );
  return {
    events,
    gaps: last - events,
    async of(type) {
      const { n } = await ask(
        (sql) => sql<{ n: number }[]>`
          select count(*)::int as n from drill_events
           where drill_id = ${drillId} and event ->> 'type' = ${type}`,
      );
      return n;
    },
    check: (commandIds) =>
      ask(
        (sql) => sql<{ missing: number; doubled: number }[]>`
          select count(*) filter (where n = 0)::int as missing, count(*) filter (where n > 1)::int as doubled
            from (select count(e.position) as n
                    from unnest(${[...commandIds]}::uuid[]) as wanted (id)
                    left join drill_events e on e.drill_id = ${drillId} and e.command_id = wanted.id
                   group by wanted.id) as counted`,
      ),
  };
}

/** Prints what a soak has measured, for people. */
export function report(title: string, figures: Record<string, string | number>): void {
  const text = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  console.log(`${title}: ${text.join(", ")}`);
}
