import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { OpenedDatabase } from "@/server/db/client";
import { gramQueryOf, termsOf } from "@/server/db/text-search";
import { byIndex } from "@/server/library/find/queries";
import type { Rights } from "@/server/organisations/queries";
import { PEOPLE, RECIPE } from "./mutations";

/** Whether a database holds what this recipe makes of this size. */
export async function isFilled(db: OpenedDatabase, size: object): Promise<boolean> {
  const [row] = await db.execute<{ note: string | null }>(
    sql`select shobj_description(oid, 'pg_database') as note from pg_database where datname = current_database()`,
  );
  return row?.note === noteOf(size);
}

/** What is written on a database once it is filled. */
export function noteOf(size: object): string {
  return JSON.stringify({ recipe: RECIPE, ...size });
}

/** Those who ask, with what decides what they may see. */
export async function readPeople(db: OpenedDatabase): Promise<Record<keyof typeof PEOPLE, Rights>> {
  const one = async (staffNumber: string): Promise<Rights> => {
    const [row] = await db.execute(
      sql`select id, roles, organisation_id as "organisationId" from users where staff_number = ${staffNumber}`,
    );
    return z
      .object({
        id: z.string(),
        roles: z.array(z.enum(["administrator", "trainer", "evaluator", "officer"])),
        organisationId: z.string().nullable(),
      })
      .parse(row);
  };
  return {
    officer: await one(PEOPLE.officer),
    trainer: await one(PEOPLE.trainer),
    administrator: await one(PEOPLE.administrator),
  };
}

/**
 * The floor under a search: one statement on the index that answers the same question, a page and the counts of all
 * texts that have what is looked for, and knows nothing of languages, secrets, order of merit or what somebody chose.
 */
export async function bareSearch(db: OpenedDatabase, query: string): Promise<unknown> {
  const terms = termsOf(query).map((term) => ({ term, ...gramQueryOf(term) }));
  const grams = terms.map((one) => `(${one.query})`).join(" & ");
  const inText = terms
    .filter(({ exact }) => !exact)
    .map(({ term }) => sql` and strpos(search_text, ${term}) > 0`);
  return db.transaction(async (tx) => {
    await tx.execute(sql`select ${byIndex}`);
    return tx.execute(sql`
    with found as materialized (
      select id, kind, category, tags, published_at from case_studies
       where grams @@ ${grams}::tsquery${sql.join(inText)})
    select
      (select json_agg(published) from case_studies where id in (select id from found order by published_at desc limit 21)) as page,
      (select count(*) from found) as total,
      (select json_agg(c) from (select kind, category, count(*) from found group by 1, 2) c) as sorts,
      (select json_agg(c) from (select tag, count(*) from found, unnest(tags) tag group by 1 order by 2 desc limit 30) c) as tags`);
  });
}

/** How many texts have each of these, found by looking through all of them. */
export async function scanned(db: OpenedDatabase, sought: readonly string[]): Promise<number[]> {
  const [row] = await db.execute<{ counts: number[] }>(sql`
    select array[${sql.join(
      sought.map((one) => {
        const has = termsOf(one).map((term) => sql`strpos(search_text, ${term}) > 0`);
        return sql`count(*) filter (where ${sql.join(has, sql` and `)})`;
      }),
      sql`, `,
    )}]::int[] as counts from case_studies where published is not null and status <> 'retired'`);
  return row?.counts ?? [];
}
