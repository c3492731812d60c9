import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { OpenedDatabase } from "@/server/db/client";
import { caseStudies } from "@/server/db/schema/case-studies";
import { refileAll } from "@/server/library/facets/mutations";
import { readersTextOf } from "@/server/library/mutations";
import { seedStarterContent } from "@/server/starter/seed";
import { caseAt } from "./cases";

export type Size = {
  cases: number;
  drills: number;
  scenarios: number;
  people: number;
  auditEntries: number;
};

/** Raise it when what is made here changes: databases with other content are made anew. */
export const RECIPE = 1;

/** So many cases are written one by one; the others are copies with an address and a number of their own. */
const WRITTEN_MAX = 10_000;
const BATCH = 250;

/** Whom the benchmark signs in as, by staff number. */
export const PEOPLE = { officer: "GROWTH-10", trainer: "GROWTH-2", administrator: "GROWTH-1" };

/**
 * Fills an empty, migrated database with invented content.
 *
 * Rows of drills come without their logs, and entries of the trail without a chain that fits: what is measured are lists
 * and searches.
 *
 * @param db opened as the owner of the tables.
 */
export async function fill(db: OpenedDatabase, size: Size, said: (sentence: string) => void): Promise<void> {
  await seedStarterContent(db);
  said("people and teams");
  await fillPeople(db, size);
  said("scenarios");
  await fillScenarios(db, size);
  said("drills");
  await fillDrills(db, size);
  said("audit trail");
  await fillTrail(db, size);
  said("cases");
  await fillCases(db, size, said);
  await db.execute(sql`vacuum analyze`);
}

async function fillPeople(db: OpenedDatabase, { people }: Size): Promise<void> {
  await db.execute(sql`
    insert into organisations (level, name_zh, name_en) values ('bureau', '测试市局', 'Growth bureau')`);
  await db.execute(sql`
    insert into organisations (parent_id, level, name_zh, name_en)
      select id, 'station', '第' || n || '派出所', 'Station ' || n
        from organisations cross join generate_series(1, ${Math.max(2, Math.floor(people / 200))}::int) n where level = 'bureau'`);
  // Names that nobody has: a surname and a numeral.
  await db.execute(sql`
    insert into users (name, latin_name, staff_number, email, roles, organisation_id)
      select substr('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨', 1 + n % 16, 1) || '第' || n, 'Person ' || n, 'GROWTH-' || n, 'growth-' || n || '@example.org',
             case when n = 1 then array['administrator'] when n = 2 or n % 20 = 0 then array['trainer'] else array['officer'] end,
             (select id from organisations where level = case when n < 3 then 'bureau' else 'station' end order by name_en offset case when n < 3 then 0 else n % ${Math.max(2, Math.floor(people / 200))}::int end limit 1)
        from generate_series(1, ${people}::int) n`);
  await db.execute(sql`
    insert into teams (organisation_id, name_zh, name_en, short_name)
      select station.id, '第' || n || '队', 'Team ' || n, 'T' || n % 10
        from generate_series(1, ${Math.floor(people / 10)}::int) n
        join (select id, row_number() over (order by name_en) as at, count(*) over () as all from organisations where level = 'station') station
          on station.at = 1 + n % station.all`);
  await db.execute(sql`
    insert into team_members (team_id, user_id, duty)
      select team.id, person.id, case when person.at % 6 = 0 then 'captain' else 'member' end
        from (select id, row_number() over (order by name_en) - 1 as at from teams) team
        join (select id, row_number() over (order by staff_number) - 1 as at from users where staff_number like 'GROWTH-%') person
          on person.at / 6 = team.at`);
}

async function fillScenarios(db: OpenedDatabase, { scenarios }: Size): Promise<void> {
  await db.execute(sql`
    insert into scenarios (title_zh, title_en, organisation_id, policy_id, created_by, edited_by, open_for_practice, draft, edited_at)
      select model.title_zh || n, model.title_en || ' ' || n, bureau.id, model.policy_id, author.id, author.id, n % 2 = 0, model.draft,
             now() - n * interval '1 hour'
        from generate_series(1, ${scenarios}::int) n
        join (select *, row_number() over (order by slug) - 1 as at from scenarios where slug is not null) model on model.at = n % 6
        cross join (select id from organisations where level = 'bureau' and name_en = 'Growth bureau') bureau
        cross join (select id from users where staff_number = ${PEOPLE.trainer}) author`);
  await db.execute(sql`
    insert into scenario_versions (scenario_id, version, revision, content, ground_id, ground_version, policy_id, policy_version)
      select own.id, v, 1, own.draft, model.ground_id, model.ground_version, model.policy_id, model.policy_version
        from scenarios own cross join generate_series(1, 10) v
        cross join (select * from scenario_versions order by scenario_id limit 1) model
       where own.slug is null`);
}

async function fillDrills(db: OpenedDatabase, { drills, people }: Size): Promise<void> {
  // One in fifty runs, one in fifty is planned, one in fifty has ended and waits for its scores.
  await db.execute(sql`
    insert into drills (title, scenario_id, scenario_version, scenario_title_zh, scenario_title_en, format, mode, phase, join_code,
                        organisation_id, created_by, planned_for, created_at, started_at, first_call_at, ended_at, released_at)
      select '第' || n || '次演练', played.id, 1, played.title_zh, played.title_en, 'opposed', 'tabletop',
             case n % 50 when 7 then 'running' when 11 then 'planned' else 'ended' end, upper(lpad(to_hex(n), 6, '0')),
             bureau.id, trainer.id, moment, moment, case when n % 50 <> 11 then moment end, case when n % 50 <> 11 then moment end,
             case when n % 50 not in (7, 11) then moment + interval '1 hour' end,
             case when n % 50 not in (7, 11, 13) then moment + interval '2 hours' end
        from generate_series(1, ${drills}::int) n
        cross join lateral (select now() - n * interval '1 hour' as moment) then_
        join (select id, title_zh, title_en, row_number() over (order by id) - 1 as at, count(*) over () as all from scenarios where slug is null) played
          on played.at = n % played.all
        cross join (select id from organisations where name_en = 'Growth bureau') bureau
        cross join (select id from users where staff_number = ${PEOPLE.trainer}) trainer`);
  await db.execute(sql`
    insert into drill_teams (drill_id, lane, side, team_id, name)
      select d.id, 1, side, team.id, team.name_zh
        from (select id, row_number() over (order by created_at) as at from drills) d
        cross join (values ('responder', 0), ('opposition', 1)) s(side, shift)
        join (select id, name_zh, row_number() over (order by id) - 1 as at, count(*) over () as all from teams) team
          on team.at = (d.at * 2 + shift) % team.all`);
  await db.execute(sql`
    insert into drill_participants (drill_id, user_id, role, lane, side, joined_at)
      select d.id, person.id, case seat when 0 then 'controller' when 1 then 'evaluator' else 'player' end,
             case when seat > 1 then 1 end, case when seat > 1 then (array['responder', 'opposition'])[1 + seat % 2] end, d.started_at
        from (select id, started_at, row_number() over (order by created_at) as at from drills) d
        cross join generate_series(0, 9) seat
        join (select id, row_number() over (order by staff_number) - 1 as at from users where staff_number like 'GROWTH-%') person
          on person.at = (d.at * 7 + seat * 13) % ${people}::int
      on conflict do nothing`);
}

async function fillTrail(db: OpenedDatabase, { auditEntries, people }: Size): Promise<void> {
  await db.execute(sql`
    insert into audit_entries (position, actor_id, actor_name, action, object_type, object_id, object_name, result, previous_hash, hash, at_ms)
      select start.last + n, person.id, person.name,
             (array['sign-in', 'drill.start', 'drill.end', 'case.save', 'person.edit', 'team.members'])[1 + n % 6],
             'drill', md5(n::text), '第' || n % 5000 || '次演练', 'done', 'growth-' || (n - 1), 'growth-' || n,
             (extract(epoch from now()) * 1000)::bigint - (${auditEntries}::int - n) * 1000
        from generate_series(1, ${auditEntries}::int) n
        cross join (select coalesce(max(position), 0) as last from audit_entries) start
        join (select id, name, row_number() over (order by staff_number) - 1 as at from users where staff_number like 'GROWTH-%') person
          on person.at = n % ${people}::int`);
}

async function fillCases(
  db: OpenedDatabase,
  { cases }: Size,
  said: (sentence: string) => void,
): Promise<void> {
  // Filled first and indexed afterwards, as a restoration does.
  await db.execute(sql`drop index case_studies_grams, case_studies_search`);
  const written = Math.min(cases, WRITTEN_MAX);
  const copies = Math.max(0, Math.ceil(cases / written) - 1);
  for (let from = 0; from < written; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, written - from) }, (_, i) => {
      const content = caseAt(from + i);
      return {
        slug: `growth-${from + i}`,
        status: "published" as const,
        content,
        publishedAt: sql`now() - ${from + i}::int * interval '1 minute'`,
        ...readersTextOf(content),
      };
    });
    await db.insert(caseStudies).values(rows);
    if (from % 2_500 === 0) said(`cases ${from}`);
  }
  said("copies of cases");
  const serial = sql`('bh-' || lpad(c.n::text, 3, '0') || lpad(split_part(slug, '-', 2), 6, '0'))`;
  await db.execute(sql`
    insert into case_studies (slug, status, content, published, published_at, kind, category, tags, search, search_text, grams, search_title)
      select slug || '-' || c.n, status, '{}', jsonb_set(published, '{title,zh}', to_jsonb(published -> 'title' ->> 'zh' || ${serial})),
             published_at - c.n * interval '7 days', kind, category, tags, search, search_text || ' ' || ${serial},
             grams || array_to_tsvector(${windowsOf(serial)}), search_title || ' ' || ${serial}
        from case_studies cross join generate_series(1, ${copies}::int) c(n)
       where slug like 'growth-%' and strpos(slug, '-') > 0`);
  said("indexes of cases");
  await db.execute(sql`set maintenance_work_mem = '512MB'`);
  await db.execute(sql`create index case_studies_grams on case_studies using gin (grams)`);
  await db.execute(sql`create index case_studies_search on case_studies using gin (search)`);
  await db.transaction((tx) => refileAll(tx));
}

/** The windows of a word of Latin letters and digits, in the database. */
function windowsOf(word: SQL): SQL {
  return sql`array(select distinct substr(${word}, at, 3) from generate_series(1, length(${word})) at)`;
}
