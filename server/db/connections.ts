import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "./client";

/** How many connections to this database there are in each state. The database hides the state of other roles' ones. */
export async function readConnections(db: Database): Promise<{ state: string; count: number }[]> {
  return db.execute<{ state: string; count: number }>(sql`
    select coalesce(state, 'hidden') as state, count(*)::int as count
      from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend'
     group by 1`);
}
