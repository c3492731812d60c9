import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { caseCounts, caseFacets, caseStudies } from "@/server/db/schema/case-studies";

/** Any number does, as long as nobody else uses it for a lock of their own. */
const FILING_LOCK = 5_220_113;

/**
 * Changes what readers may find of a case, and with it what is kept of every case that they may: the lists of its
 * category and tags, and the counts. Call it in a transaction.
 *
 * One case is filed at a time, as each changes the same counts.
 */
export async function refiled(tx: Database, caseId: string, change: () => Promise<void>): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${FILING_LOCK})`);
  await tx.execute(sql`
    update ${caseCounts} set n = ${caseCounts.n} - 1
      from (${sortsOf(sql`${caseStudies.id} = ${caseId}`)}) sort
     where ${caseCounts.kind} = sort.kind and ${caseCounts.category} = sort.category and ${caseCounts.tag} = sort.tag`);
  await tx.execute(sql`delete from ${caseFacets} where ${caseFacets.caseId} = ${caseId}`);
  await change();
  await file(tx, sql`${caseStudies.id} = ${caseId}`);
}

/** Makes all of it anew from the cases as they are: after cases have been put in by other ways. */
export async function refileAll(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${FILING_LOCK})`);
  await tx.execute(sql`delete from ${caseCounts}`);
  await tx.execute(sql`delete from ${caseFacets}`);
  await file(tx, sql`true`);
}

async function file(tx: Database, which: SQL): Promise<void> {
  await tx.execute(sql`
    insert into ${caseCounts} (kind, category, tag, n)
      select kind, category, tag, count(*) from (${sortsOf(which)}) sort group by 1, 2, 3
      on conflict (kind, category, tag) do update set n = ${caseCounts.n} + excluded.n`);
  // The keys are `keyOf` these labels, in their order.
  await tx.execute(sql`
    insert into ${caseFacets} (facet, key, case_id, slug, published_at, label)
      select 'category', category, id, slug, published_at, published -> 'category'
        from ${caseStudies} where ${which} and ${isOut} and category is not null
      union all
      select distinct on (id, tag.key) 'tag', tag.key, id, slug, published_at, published -> 'tags' -> (tag.at::int - 1)
        from ${caseStudies} cross join unnest(tags) with ordinality as tag(key, at) where ${which} and ${isOut}`);
}

/** What readers may find, but for what a drill closes to one of them. */
const isOut = sql`published is not null and status <> 'retired'`;

/** A row for each count that a case is part of: its own kind, category and tags, and all of each. */
function sortsOf(which: SQL): SQL {
  return sql`
    select distinct ${caseStudies.id}, k.kind, c.category, t.tag
      from ${caseStudies}
      cross join lateral (values (coalesce(${caseStudies.kind}, '')), ('')) k(kind)
      cross join lateral (values (coalesce(${caseStudies.category}, '')), ('')) c(category)
      cross join lateral (select unnest(${caseStudies.tags}) union select '') t(tag)
     where ${which} and ${isOut}`;
}
