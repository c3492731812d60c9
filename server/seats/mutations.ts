import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/server/db/client";
import { drillTeamMembers, drillTeams } from "@/server/db/schema/drills";
import { teamMembers } from "@/server/db/schema/teams";

/**
 * Writes down who belongs to the standing teams of a drill now. From then on their seats, and whatever else a drill
 * gives to its teams, go by this list: who joins a team later gets nothing by it, who leaves it loses nothing.
 *
 * Call it when the teams of a drill are set, and again when a planned drill gets other teams: those that it had stay as
 * they were written down.
 */
export async function pinTeamMembers(tx: Transaction, drillId: string): Promise<void> {
  await tx.execute(sql`
    delete from ${drillTeamMembers} as pinned
     where pinned.drill_id = ${drillId}
       and not exists (select 1 from ${drillTeams} p
                        where p.drill_id = pinned.drill_id and p.team_id = pinned.team_id)`);
  await tx.execute(sql`
    insert into ${drillTeamMembers} (drill_id, team_id, user_id)
    select distinct p.drill_id, p.team_id, m.user_id
      from ${drillTeams} p join ${teamMembers} m on m.team_id = p.team_id
     where p.drill_id = ${drillId}
       and not exists (select 1 from ${drillTeamMembers} pinned
                        where pinned.drill_id = p.drill_id and pinned.team_id = p.team_id)`);
}
