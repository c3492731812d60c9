import "server-only";
import type postgres from "postgres";
import { openClient, openDatabase } from "./client";
import type { DatabaseOptions, OpenedDatabase } from "./client";

/** The role with the application's rights when it is not the login role itself. */
export const APPLICATION_ROLE = "sandtable_app";

// Next.js loads this module a second time for its own bundles; a variable of the module would make two pools.
const shared = globalThis as typeof globalThis & { sandtableDatabase?: OpenedDatabase };

/**
 * The one pool of this process.
 *
 * @throws when nothing has opened it: `server/front-door/main.ts` does so before it takes the first request.
 */
export function currentDatabase(): OpenedDatabase {
  if (shared.sandtableDatabase === undefined) {
    throw new Error("The database has not been opened in this process.");
  }
  return shared.sandtableDatabase;
}

/**
 * Opens the process's pool with the least rights the server offers.
 *
 * @returns whether the pool is held to the application's role. False means the login role's own rights apply,
 *   and with them the power to alter the record of a drill: worth a loud warning.
 */
export async function openCurrentDatabase(
  url: string,
  options: DatabaseOptions = {},
): Promise<{ db: OpenedDatabase; restricted: boolean }> {
  if (shared.sandtableDatabase !== undefined) throw new Error("The database is already open.");
  const { role, restricted } = await applicationRoleFor(url);
  shared.sandtableDatabase = openDatabase(url, { ...options, ...(role === null ? {} : { role }) });
  return { db: shared.sandtableDatabase, restricted };
}

/** Closes the process's pool; queries under way get `timeoutSeconds` to finish. */
export async function closeCurrentDatabase(timeoutSeconds = 5): Promise<void> {
  const opened = shared.sandtableDatabase;
  delete shared.sandtableDatabase;
  await opened?.$client.end({ timeout: timeoutSeconds });
}

async function applicationRoleFor(url: string): Promise<{ role: string | null; restricted: boolean }> {
  const client = openClient(url, { connectionsMax: 1 });
  try {
    const mayBecome = await rightToBecome(client);
    const [row] = await client<{ is_login: boolean; may_become: boolean }[]>`
      select session_user = ${APPLICATION_ROLE} as is_login,
             coalesce((select pg_has_role(session_user, oid, ${mayBecome})
                         from pg_roles where rolname = ${APPLICATION_ROLE}), false) as may_become`;
    if (row?.is_login === true) return { role: null, restricted: true };
    return row?.may_become === true
      ? { role: APPLICATION_ROLE, restricted: true }
      : { role: null, restricted: false };
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** From PostgreSQL 16 on, one can be a member of a role without being allowed to act as it. */
export async function rightToBecome(client: postgres.Sql): Promise<"SET" | "MEMBER"> {
  const [row] = await client<{ number: number }[]>`
    select current_setting('server_version_num')::int as number`;
  return (row?.number ?? 0) >= 160_000 ? "SET" : "MEMBER";
}
