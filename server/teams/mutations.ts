import "server-only";
import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import type { Team, TeamMember } from "@/domain/account/schema";
import { Refusal } from "@/domain/refusal";
import type { Database } from "@/server/db/client";
import { users } from "@/server/db/schema/auth";
import { organisations } from "@/server/db/schema/organisations";
import { teamMembers, teams } from "@/server/db/schema/teams";

/**
 * Founds a standing team. Expects `lockAccounts` to be held, as everything here does.
 *
 * @returns the new id.
 * @throws {Refusal} when the name is taken or the organisation does not exist.
 */
export async function createTeam(db: Database, team: Team): Promise<string> {
  await requireRoomFor(db, team, null);
  const [created] = await db
    .insert(teams)
    // Not `now()`, which is the same for all that one transaction founds: the list is in this order.
    .values({ ...columnsOf(team), createdAt: sql`clock_timestamp()` })
    .returning({ id: teams.id });
  if (!created) throw new Error("A team was inserted without a row coming back.");
  return created.id;
}

/** @throws {Refusal} when the team does not exist, its name is taken or the organisation does not exist. */
export async function editTeam(db: Database, id: string, team: Team): Promise<void> {
  await requireRoomFor(db, team, id);
  const edited = await db
    .update(teams)
    .set(columnsOf(team))
    .where(eq(teams.id, id))
    .returning({ id: teams.id });
  if (edited.length === 0) throw new Refusal("not-found");
}

/** Stands a team down, or up again. @throws {Refusal} when it does not exist. */
export async function retireTeam(db: Database, id: string, retired: boolean): Promise<void> {
  const changed = await db
    .update(teams)
    .set({ retiredAt: retired ? sql`now()` : null })
    .where(eq(teams.id, id))
    .returning({ id: teams.id });
  if (changed.length === 0) throw new Refusal("not-found");
}

/**
 * Replaces the members of a team.
 *
 * @throws {Refusal} when the team or somebody in the list does not exist or is switched off, or the list names
 *   somebody twice or two captains.
 */
export async function replaceMembers(
  db: Database,
  teamId: string,
  members: readonly TeamMember[],
): Promise<void> {
  const ids = members.map(({ userId }) => userId);
  const captains = members.filter(({ duty }) => duty === "captain");
  if (new Set(ids).size < ids.length || captains.length > 1) throw new Refusal("input-invalid");

  const [team] = await db.select({ id: teams.id }).from(teams).where(eq(teams.id, teamId));
  if (!team) throw new Refusal("not-found");
  const already = await db
    .select({ userId: teamMembers.userId })
    .from(teamMembers)
    .where(eq(teamMembers.teamId, teamId));
  const alreadyIds = already.map(({ userId }) => userId);
  if (ids.length > 0) {
    // Somebody switched off may stay in a team, but not join one.
    const found = await db
      .select({ id: users.id })
      .from(users)
      .where(
        and(
          inArray(users.id, ids),
          alreadyIds.length > 0
            ? or(isNull(users.disabledAt), inArray(users.id, alreadyIds))
            : isNull(users.disabledAt),
        ),
      );
    if (found.length < ids.length) throw new Refusal("not-found");
  }

  await db.delete(teamMembers).where(eq(teamMembers.teamId, teamId));
  if (members.length > 0) {
    await db.insert(teamMembers).values(members.map(({ userId, duty }) => ({ teamId, userId, duty })));
  }
}

async function requireRoomFor(db: Database, team: Team, ownId: string | null): Promise<void> {
  const [organisation] = await db
    .select({ id: organisations.id })
    .from(organisations)
    .where(eq(organisations.id, team.organisationId));
  if (!organisation) throw new Refusal("organisation-not-found");

  const { zh, en } = team.name;
  const taken = await db
    .select({ id: teams.id })
    .from(teams)
    .where(
      and(
        or(zh === "" ? undefined : eq(teams.nameZh, zh), en === "" ? undefined : eq(teams.nameEn, en)),
        ownId === null ? undefined : ne(teams.id, ownId),
      ),
    );
  if (taken.length > 0) throw new Refusal("team-name-taken");
}

function columnsOf({ name, shortName, organisationId }: Team) {
  return { nameZh: name.zh, nameEn: name.en, shortName, organisationId };
}
