import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { may, requireMay, type Governor } from "@/domain/account/may";
import type { Team, TeamMember } from "@/domain/account/schema";
import { isShownAlike } from "@/domain/names";
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

/**
 * Locks a team for whoever may change it, as it is now.
 *
 * @throws {Refusal} "not-found"; "owned-elsewhere".
 */
export async function lockTeam(db: Database, governor: Governor, id: string): Promise<Team> {
  const [row] = await db.select().from(teams).where(eq(teams.id, id)).for("update");
  if (!row) throw new Refusal("not-found");
  requireMay(governor, "team.change", row);
  const { nameZh, nameEn, shortName, organisationId } = row;
  return { name: { zh: nameZh, en: nameEn }, shortName, organisationId };
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
 * Replaces the members of a team. Whoever stays has joined when they first did.
 *
 * @param governor Who does it: they put nobody on a team whom they may not. Null for the server itself.
 * @returns who joined and who left, by name.
 * @throws {Refusal} when the team or somebody in the list does not exist or is switched off, belongs to an organisation
 *   that is not the governor's, or the list names somebody twice or two captains.
 */
export async function replaceMembers(
  db: Database,
  teamId: string,
  members: readonly TeamMember[],
  governor: Governor | null = null,
): Promise<{ before: MemberNamed[]; after: MemberNamed[] }> {
  const ids = members.map(({ userId }) => userId);
  const captains = members.filter(({ duty }) => duty === "captain");
  if (new Set(ids).size < ids.length || captains.length > 1) throw new Refusal("input-invalid");

  const [team] = await db.select({ id: teams.id }).from(teams).where(eq(teams.id, teamId));
  if (!team) throw new Refusal("not-found");
  const before = await membersOf(db, teamId);
  const joining = ids.filter((id) => !before.some(({ userId }) => userId === id));
  await requireJoinable(db, joining, governor);

  if (before.length > 0) {
    const leaving = before.map(({ userId }) => userId).filter((id) => !ids.includes(id));
    const ofTeam = eq(teamMembers.teamId, teamId);
    await db.delete(teamMembers).where(and(ofTeam, inArray(teamMembers.userId, leaving)));
    // First nobody leads, so that two who exchange their duties are never both captains.
    await db.update(teamMembers).set({ duty: "member" }).where(ofTeam);
  }
  if (members.length > 0) {
    const inOrder = [...members].sort((a) => (a.duty === "captain" ? 1 : -1));
    await db
      .insert(teamMembers)
      .values(inOrder.map(({ userId, duty }) => ({ teamId, userId, duty })))
      .onConflictDoUpdate({
        target: [teamMembers.teamId, teamMembers.userId],
        set: { duty: sql`excluded.duty` },
      });
  }
  return { before, after: await membersOf(db, teamId) };
}

type MemberNamed = TeamMember & { name: string };

async function membersOf(db: Database, teamId: string): Promise<MemberNamed[]> {
  return db
    .select({ userId: teamMembers.userId, duty: teamMembers.duty, name: users.name })
    .from(teamMembers)
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .where(eq(teamMembers.teamId, teamId))
    .orderBy(asc(users.staffNumber), asc(users.name), asc(users.id));
}

/** Somebody switched off, or of an organisation that is not the governor's, may stay in a team, but not join one. */
async function requireJoinable(
  db: Database,
  ids: readonly string[],
  governor: Governor | null,
): Promise<void> {
  if (ids.length === 0) return;
  const found = await db
    .select({ name: users.name, organisationId: users.organisationId })
    .from(users)
    .where(and(inArray(users.id, [...ids]), isNull(users.disabledAt)));
  if (found.length < ids.length) throw new Refusal("not-found");
  if (governor === null) return;
  const stranger = found.find((person) => !may(governor, "person.enlist", person));
  if (stranger) throw new Refusal("person-of-other-organisation", { name: stranger.name });
}

async function requireRoomFor(db: Database, team: Team, ownId: string | null): Promise<void> {
  const [organisation] = await db
    .select({ id: organisations.id })
    .from(organisations)
    .where(eq(organisations.id, team.organisationId));
  if (!organisation) throw new Refusal("organisation-not-found");

  const all = await db.select({ id: teams.id, zh: teams.nameZh, en: teams.nameEn }).from(teams);
  const own = all.find(({ id }) => id === ownId);
  // Two that were alike before this was asked may both be edited in everything else.
  if (own && own.zh === team.name.zh && own.en === team.name.en) return;
  if (all.some((other) => other !== own && isShownAlike(team.name, other)))
    throw new Refusal("team-name-taken");
}

function columnsOf({ name, shortName, organisationId }: Team) {
  return { nameZh: name.zh, nameEn: name.en, shortName, organisationId };
}
