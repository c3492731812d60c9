import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { z } from "zod";
import { startEmbeddedPostgres } from "@/server/ops/launch/embedded-postgres.mjs";
import { freePort } from "@/server/ops/launch/free-port.mjs";
import { ended, launch, serving } from "./launched";

/** The rows of every table by its name: how many, and a fingerprint of what is in them. */
export type Stored = Readonly<Record<string, string>>;

/** A demo that nobody else uses, on a database that can be looked into. */
export type OwnServer = {
  url: string;
  /** What every table of the product holds now. */
  stored: () => Promise<Stored>;
  /** The names of the tables that hold something else now. */
  changedSince: (before: Stored) => Promise<string[]>;
  /** Leaves nothing behind. */
  stop: () => Promise<void>;
};

/** Starts the launcher on a database and a data folder of its own. */
export async function startOwnServer(): Promise<OwnServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-own-"));
  const database = await startEmbeddedPostgres(path.join(folder, "postgres"));
  const one = launch({
    PORT: String(await freePort()),
    DATA_DIR: path.join(folder, "data"),
    DATABASE_URL: database.applicationUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
  });
  const sql = connect(database.ownerUrl);
  const stop = async () => {
    await sql.end();
    one.launcher.kill("SIGTERM");
    await ended(one.launcher);
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await serving(one);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: one.url,
    stored: () => storedIn(sql),
    changedSince: async (before) => {
      const now = await storedIn(sql);
      return Object.keys(now).filter((table) => now[table] !== before[table]);
    },
    stop,
  };
}

/** `?host=/folder` names a Unix socket, which this driver takes as an option. */
function connect(url: string): postgres.Sql {
  const { username, password, pathname, searchParams } = new URL(url);
  return postgres({
    host: searchParams.get("host") ?? "",
    username,
    password,
    database: pathname.slice(1),
    max: 1,
  });
}

const Tables = z.array(z.object({ name: z.string() })).min(1);
const Content = z.tuple([z.object({ rows: z.string(), fingerprint: z.string() })]);

async function storedIn(sql: postgres.Sql): Promise<Stored> {
  const tables = Tables.parse(
    await sql`select table_name as name from information_schema.tables
              where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`,
  );
  const stored: Record<string, string> = {};
  for (const { name } of tables) {
    const [{ rows, fingerprint }] = Content.parse([
      ...(await sql`select count(*) as rows,
                           md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as fingerprint
                    from ${sql(name)} as t`),
    ]);
    stored[name] = `${rows} rows, ${fingerprint}`;
  }
  return stored;
}
