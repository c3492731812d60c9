import "server-only";
import { asc, count, eq, inArray, sql, type Column, type SQL } from "drizzle-orm";
import { governorIn, type Governor } from "@/domain/account/may";
import type { Role } from "@/domain/account/schema";
import type { Database } from "@/server/db/client";
import { users } from "@/server/db/schema/auth";
import { caseStudies } from "@/server/db/schema/case-studies";
import { drills } from "@/server/db/schema/drills";
import { organisations } from "@/server/db/schema/organisations";
import { scenarios } from "@/server/db/schema/scenarios";
import { teams } from "@/server/db/schema/teams";

/** Every organisation, in no particular tree order: a client builds the tree from `parentId`. */
export async function organisationTree(db: Database) {
  const rows = await db
    .select()
    .from(organisations)
    .orderBy(asc(organisations.createdAt), asc(organisations.id));
  return rows.map(({ id, parentId, level, nameZh, nameEn }) => ({
    id,
    parentId,
    level,
    name: { zh: nameZh, en: nameEn },
  }));
}

/** How much hangs on one organisation itself, not counting those below it. */
export async function organisationUse(db: Database, id: string) {
  const [children] = await db
    .select({ n: count() })
    .from(organisations)
    .where(eq(organisations.parentId, id));
  const [people] = await db.select({ n: count() }).from(users).where(eq(users.organisationId, id));
  const [ownTeams] = await db.select({ n: count() }).from(teams).where(eq(teams.organisationId, id));
  const [owned] = await db
    .select({
      n: sql<number>`(select count(*) from ${scenarios} where organisation_id = ${id})::int
        + (select count(*) from ${caseStudies} where organisation_id = ${id})::int
        + (select count(*) from ${drills} where organisation_id = ${id})::int`,
    })
    .from(sql`(values (1)) as one(n)`);
  return {
    children: children?.n ?? 0,
    people: people?.n ?? 0,
    teams: ownTeams?.n ?? 0,
    /** Scenarios, cases and drills. */
    owned: owned?.n ?? 0,
  };
}

/** What organisations are called, for the audit trail, by id. */
export async function namesOfOrganisations(
  db: Database,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const wanted = ids.filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await db
    .select({ id: organisations.id, zh: organisations.nameZh, en: organisations.nameEn })
    .from(organisations)
    .where(inArray(organisations.id, wanted));
  return new Map(rows.map(({ id, zh, en }) => [id, zh || en]));
}

/** Somebody as far as their rights go. */
export type Rights = { id: string; roles: readonly Role[]; organisationId: string | null };

/** Somebody with the organisations their rights reach as the tree stands now. */
export async function governorOf(db: Database, rights: Rights): Promise<Governor> {
  return governorIn(await organisationTree(db), rights);
}

/**
 * Whether what a row belongs to is somebody's organisation or one below it: the condition in SQL under which `may`
 * lets a trainer act. What belongs to no organisation is of those who have none.
 */
export function isWithinReach(owner: Column, { organisationId }: { organisationId: string | null }): SQL {
  if (organisationId === null) return sql`${owner} is null`;
  return sql`${owner} in (
    with recursive below as (
      select id from ${organisations} where id = ${organisationId}
      union select o.id from ${organisations} o join below on o.parent_id = below.id
    )
    select id from below)`;
}
