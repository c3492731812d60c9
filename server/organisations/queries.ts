import "server-only";
import { asc, count, eq } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { users } from "@/server/db/schema/auth";
import { organisations } from "@/server/db/schema/organisations";
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
  return { children: children?.n ?? 0, people: people?.n ?? 0, teams: ownTeams?.n ?? 0 };
}
