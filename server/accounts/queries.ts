import "server-only";
import { and, arrayContains, asc, count, eq, inArray, isNotNull, isNull, or } from "drizzle-orm";
import type { Role } from "@/domain/account/schema";
import { Refusal } from "@/domain/refusal";
import type { Database } from "@/server/db/client";
import { holds, mayHold } from "@/server/db/text-search";
import { users } from "@/server/db/schema/auth";
import { organisations } from "@/server/db/schema/organisations";

export type PeopleFilter = {
  /** Part of a name, e-mail address or staff number. */
  text: string;
  role: Role | null;
  /** Only people of these organisations; null for everybody. */
  organisationIds: readonly string[] | null;
  state: "active" | "disabled" | "all";
  /** From 0. */
  page: number;
};

export const PEOPLE_PER_PAGE = 50;

const listed = {
  id: users.id,
  name: users.name,
  latinName: users.latinName,
  email: users.email,
  staffNumber: users.staffNumber,
  roles: users.roles,
  organisationId: users.organisationId,
  organisationNameZh: organisations.nameZh,
  organisationNameEn: organisations.nameEn,
  disabledAt: users.disabledAt,
  isDemo: users.isDemo,
  mustChangePassword: users.mustChangePassword,
};

/** One page of people in the order of their staff numbers and names, and how many there are in all. */
export async function peoplePage(db: Database, filter: PeopleFilter) {
  const which = matching(filter, { byEmail: true });
  const [{ total } = { total: 0 }] = await db.select({ total: count() }).from(users).where(which);
  const rows = await db
    .select(listed)
    .from(users)
    .leftJoin(organisations, eq(organisations.id, users.organisationId))
    .where(which)
    .orderBy(asc(users.staffNumber), asc(users.name), asc(users.id))
    .limit(PEOPLE_PER_PAGE)
    .offset(filter.page * PEOPLE_PER_PAGE);
  return { people: rows.map(asPerson), total, pageSize: PEOPLE_PER_PAGE };
}

/**
 * One person as administrators see them.
 *
 * @throws {Refusal} "not-found".
 */
export async function readPerson(db: Database, id: string) {
  const [row] = await db
    .select(listed)
    .from(users)
    .leftJoin(organisations, eq(organisations.id, users.organisationId))
    .where(eq(users.id, id));
  if (!row) throw new Refusal("not-found");
  return asPerson(row);
}

/** Everybody who may administer this installation, by name. */
export function administrators(db: Database) {
  return db
    .select({
      name: users.name,
      email: users.email,
      staffNumber: users.staffNumber,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .where(arrayContains(users.roles, ["administrator"]))
    .orderBy(asc(users.name));
}

/**
 * Active people for pickers: no e-mail addresses, nothing of their accounts. At most 50. Nor is an address a way to
 * find them: who may not read one could guess it letter by letter.
 */
export async function peopleToPick(db: Database, filter: { text: string; role: Role | null }) {
  return db
    .select({
      id: users.id,
      name: users.name,
      latinName: users.latinName,
      staffNumber: users.staffNumber,
      roles: users.roles,
      organisationId: users.organisationId,
    })
    .from(users)
    .where(matching({ ...filter, organisationIds: null, state: "active" }, { byEmail: false }))
    .orderBy(asc(users.staffNumber), asc(users.name))
    .limit(50);
}

function matching(filter: Omit<PeopleFilter, "page">, { byEmail }: { byEmail: boolean }) {
  return and(
    filter.text === ""
      ? undefined
      : and(
          mayHold(users.grams, filter.text),
          or(
            holds(users.name, filter.text),
            holds(users.latinName, filter.text),
            byEmail ? holds(users.email, filter.text) : undefined,
            holds(users.staffNumber, filter.text),
          ),
        ),
    filter.role === null ? undefined : arrayContains(users.roles, [filter.role]),
    filter.organisationIds === null ? undefined : inArray(users.organisationId, [...filter.organisationIds]),
    filter.state === "all"
      ? undefined
      : filter.state === "active"
        ? isNull(users.disabledAt)
        : isNotNull(users.disabledAt),
  );
}

type ListedRow = {
  id: string;
  name: string;
  latinName: string | null;
  email: string | null;
  staffNumber: string | null;
  roles: Role[];
  organisationId: string | null;
  organisationNameZh: string | null;
  organisationNameEn: string | null;
  disabledAt: Date | null;
  isDemo: boolean;
  mustChangePassword: boolean;
};

function asPerson(row: ListedRow) {
  return {
    id: row.id,
    name: row.name,
    latinName: row.latinName,
    email: row.email,
    staffNumber: row.staffNumber,
    roles: row.roles,
    organisation:
      row.organisationId === null
        ? null
        : {
            id: row.organisationId,
            name: { zh: row.organisationNameZh ?? "", en: row.organisationNameEn ?? "" },
          },
    disabledAtMs: row.disabledAt?.getTime() ?? null,
    isDemo: row.isDemo,
    mustChangePassword: row.mustChangePassword,
  };
}
