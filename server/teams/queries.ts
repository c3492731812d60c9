import "server-only";
import { asc, eq, isNull } from "drizzle-orm";
import { may, type Governor } from "@/domain/account/may";
import type { Database } from "@/server/db/client";
import { users } from "@/server/db/schema/auth";
import { organisations } from "@/server/db/schema/organisations";
import { teamMembers, teams } from "@/server/db/schema/teams";

/**
 * Standing teams with their members, captains first; those stood down only when asked for.
 *
 * @param governor Who asks: of each team it is said whether they may change it.
 */
export async function teamsWithMembers(db: Database, governor: Governor, { retired = false } = {}) {
  const rows = await db
    .select({
      id: teams.id,
      nameZh: teams.nameZh,
      nameEn: teams.nameEn,
      shortName: teams.shortName,
      retiredAt: teams.retiredAt,
      organisationId: organisations.id,
      organisationNameZh: organisations.nameZh,
      organisationNameEn: organisations.nameEn,
    })
    .from(teams)
    .innerJoin(organisations, eq(organisations.id, teams.organisationId))
    .where(retired ? undefined : isNull(teams.retiredAt))
    .orderBy(asc(teams.createdAt), asc(teams.id));

  const memberRows = await db
    .select({
      teamId: teamMembers.teamId,
      userId: users.id,
      name: users.name,
      latinName: users.latinName,
      staffNumber: users.staffNumber,
      duty: teamMembers.duty,
      disabledAt: users.disabledAt,
    })
    .from(teamMembers)
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .orderBy(asc(teamMembers.duty), asc(users.staffNumber), asc(users.name));
  const members = new Map<string, typeof memberRows>();
  for (const row of memberRows) {
    const ofTeam = members.get(row.teamId);
    if (ofTeam) ofTeam.push(row);
    else members.set(row.teamId, [row]);
  }

  return rows.map((row) => ({
    id: row.id,
    name: { zh: row.nameZh, en: row.nameEn },
    shortName: row.shortName,
    retired: row.retiredAt !== null,
    mayChange: may(governor, "team.change", row),
    organisation: {
      id: row.organisationId,
      name: { zh: row.organisationNameZh, en: row.organisationNameEn },
    },
    members: (members.get(row.id) ?? []).map(
      ({ userId, name, latinName, staffNumber, duty, disabledAt }) => ({
        userId,
        name,
        latinName,
        staffNumber,
        duty,
        disabled: disabledAt !== null,
      }),
    ),
  }));
}

/** Teams a person belongs to, those stood down included. */
export async function teamsOfPerson(db: Database, userId: string) {
  const rows = await db
    .select({
      id: teams.id,
      nameZh: teams.nameZh,
      nameEn: teams.nameEn,
      shortName: teams.shortName,
      duty: teamMembers.duty,
    })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(eq(teamMembers.userId, userId))
    .orderBy(asc(teams.createdAt));
  return rows.map(({ id, nameZh, nameEn, shortName, duty }) => ({
    id,
    name: { zh: nameZh, en: nameEn },
    shortName,
    duty,
  }));
}
