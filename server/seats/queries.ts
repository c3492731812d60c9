import "server-only";
import { and, eq, inArray, notInArray } from "drizzle-orm";
import type { Side } from "@/domain/conditions/schema";
import { Refusal } from "@/domain/refusal";
import type { Database } from "@/server/db/client";
import { drillTeamMembers, drillTeams } from "@/server/db/schema/drills";
import { users } from "@/server/db/schema/auth";
import { teamMembers, teams } from "@/server/db/schema/teams";
import { isWithinReach } from "@/server/organisations/queries";

/** The drills in which somebody's team plays, to be used in a condition: of those they belonged to at planning. */
export function drillsOfOwnTeams(db: Database, userId: string) {
  return db
    .select({ drillId: drillTeamMembers.drillId })
    .from(drillTeamMembers)
    .where(eq(drillTeamMembers.userId, userId));
}

/** Of these drills, the teams that somebody belonged to when each was planned. */
export async function ownTeamIds(
  db: Database,
  userId: string,
  drillIds: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const byDrill = new Map<string, Set<string>>();
  if (drillIds.length === 0) return byDrill;
  const rows = await db
    .select({ drillId: drillTeamMembers.drillId, teamId: drillTeamMembers.teamId })
    .from(drillTeamMembers)
    .where(and(eq(drillTeamMembers.userId, userId), inArray(drillTeamMembers.drillId, [...drillIds])));
  for (const { drillId, teamId } of rows)
    byDrill.set(drillId, (byDrill.get(drillId) ?? new Set()).add(teamId));
  return byDrill;
}

/**
 * Lets control seat somebody with a standing team: one of its members at planning, or a substitute from the team's own
 * organisation or one below it. Where no standing team plays, anybody.
 *
 * @returns the team and whether they come as a substitute; null where no standing team plays.
 * @throws {Refusal} "substitute-of-other-organisation".
 */
export async function requireSeatInTeam(
  db: Database,
  drillId: string,
  { userId, lane, side }: { userId: string; lane: number; side: Side },
): Promise<{ team: string; substitute: boolean } | null> {
  const [place] = await db
    .select({ teamId: drillTeams.teamId, name: drillTeams.name, organisationId: teams.organisationId })
    .from(drillTeams)
    .innerJoin(teams, eq(teams.id, drillTeams.teamId))
    .where(and(eq(drillTeams.drillId, drillId), eq(drillTeams.lane, lane), eq(drillTeams.side, side)));
  if (!place?.teamId) return null;
  const { teamId, name, organisationId } = place;
  if ((await ownTeamIds(db, userId, [drillId])).get(drillId)?.has(teamId)) {
    return { team: name, substitute: false };
  }
  const [person] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isWithinReach(users.organisationId, { organisationId })));
  if (!person) throw new Refusal("substitute-of-other-organisation", { team: name });
  return { team: name, substitute: true };
}

/** Whether somebody has joined a team of this drill since it was planned, and belonged to none of its teams then. */
export async function joinedTeamSince(db: Database, userId: string, drillId: string): Promise<boolean> {
  const rows = await db
    .select({ teamId: teamMembers.teamId })
    .from(teamMembers)
    .innerJoin(drillTeams, eq(drillTeams.teamId, teamMembers.teamId))
    .where(
      and(
        eq(teamMembers.userId, userId),
        eq(drillTeams.drillId, drillId),
        notInArray(drillTeams.drillId, drillsOfOwnTeams(db, userId)),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
