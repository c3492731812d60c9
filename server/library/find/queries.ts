import "server-only";
import { and, desc, eq, gt, inArray, isNotNull, lt, ne, or, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { caseDocument } from "@/domain/case-study/document";
import { CaseKind, type CaseStudy } from "@/domain/case-study/schema";
import { readDocument } from "@/domain/documents/document";
import { excerptOf } from "@/domain/shortened";
import { LocalText } from "@/domain/text";
import { asSearched, searchedInPlace } from "@/domain/typed";
import type { Database } from "@/server/db/client";
import { caseCounts, caseFacets, caseStudies } from "@/server/db/schema/case-studies";
import { gramQueryOf, sureWordOf, termsOf, tsQueryOf } from "@/server/db/text-search";
import { closedScenarios } from "@/server/secrecy/queries";

export type CaseFilter = { q?: string; kind?: CaseKind; category?: string; tag?: string };

/** Somebody who reads cases. */
export type Reader = { id: string };

const PAGE_SIZE = 20;

/** The most frequent tags are offered to choose from. */
const TAGS_MAX = 30;

/** Of more finds than this only titles and age decide the order: what one word weighs among so many says little. */
const WEIGHED_MAX = 200;

/** Where a page of finds ends: what the last of them is sorted by. */
export const FindsCursor = z.strictObject({
  titles: z.number().int().min(0).max(100),
  weight: z.number(),
  publishedAtMicros: z.number().int(),
  slug: z.string().max(200),
});
export type FindsCursor = z.infer<typeof FindsCursor>;

/**
 * The cases whose scenario no drill closes to somebody: those tell what the drill is about to ask of them. No sentence
 * says so of a single case, because that would tell to which scenario it belongs.
 */
export function notClosedTo(reader: Reader): SQL {
  return sql`(${caseStudies.scenarioId} is null or ${caseStudies.scenarioId} not in ${closedScenarios(reader.id)})`;
}

/** What somebody may find at all. Every search, count and page of the library goes through it. */
export function readableBy(reader: Reader): SQL | undefined {
  return and(isOut(), notClosedTo(reader));
}

/** What there is for readers: what partial indexes and counts hold. */
function isOut(): SQL | undefined {
  return and(isNotNull(caseStudies.published), sql`${caseStudies.status} <> 'retired'`);
}

/**
 * A page of the readable cases that fit, best first, and how many there are of each kind, category and tag.
 *
 * Words are looked up in an index and the finds kept as one set, from which page and counts are taken; without words
 * both are read from what is kept of every published case. Neither looks at every case.
 *
 * @param from Where the page before ended.
 */
export async function searchCases(
  db: Database,
  reader: Reader,
  filter: CaseFilter,
  from: FindsCursor | null = null,
) {
  const terms = termsOf(filter.q ?? "");
  const { rows, total, kinds, categories, tags, stems } =
    terms.length === 0
      ? await browsed(db, reader, filter, from)
      : await found(db, reader, filter, terms, from);
  const marks = [...new Set([...terms, ...stems])];
  const last = rows[PAGE_SIZE - 1];
  const labels = await labelsOf(db, reader, categories, tags);
  return {
    total,
    nextCursor: rows.length > PAGE_SIZE && last ? cursorAt(last) : null,
    /** Words to mark in what is shown; a Latin one also marks words that begin with it. */
    marks,
    cases: rows.slice(0, PAGE_SIZE).map((row) => shownOf(row, marks)),
    facets: {
      kinds: kinds.map(({ value, count }) => ({ value: CaseKind.parse(value), count })),
      categories: categories.map((one) => ({
        ...one,
        label: labels.categories.get(one.value) ?? plain(one),
      })),
      tags: tags.map((one) => ({ ...one, label: labels.tags.get(one.value) ?? plain(one) })),
    },
  };
}

type Counted = { value: string; count: number };

/** A case on a page of finds. */
const FoundRow = z.object({
  slug: z.string(),
  content: z.unknown(),
  titles: z.number(),
  weight: z.number(),
  publishedAtMicros: z.coerce.number(),
});
type FoundRow = z.infer<typeof FoundRow>;

type Found = {
  /** One more than fills a page, when there are more. */
  rows: FoundRow[];
  total: number;
  kinds: Counted[];
  categories: Counted[];
  tags: Counted[];
  /** What the stems of Latin words are. */
  stems: string[];
};

const publishedAtMicros = sql<number>`(extract(epoch from ${caseStudies.publishedAt}) * 1000000)::bigint`;

function cursorAt({ titles, weight, publishedAtMicros: at, slug }: FoundRow): FindsCursor {
  return { titles, weight, publishedAtMicros: at, slug };
}

/** A moment as the database keeps it, to the microsecond. */
function momentOf(micros: number): SQL {
  return sql`(timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond')`;
}

function plain({ value }: Counted): LocalText {
  return { zh: value, en: value };
}

function shownOf({ slug, content, publishedAtMicros: at }: FoundRow, marks: readonly string[]) {
  const study = readDocument(caseDocument, content);
  return {
    slug,
    title: study.title,
    summary: study.summary,
    kind: study.kind,
    category: study.category,
    place: study.place,
    occurredOn: study.occurredOn,
    tags: study.tags,
    figures: study.figures.slice(0, 3),
    decisions: study.decisions.length,
    publishedAtMs: Math.floor(at / 1_000),
    /** Where in the body it was found, when neither title nor summary show why. */
    excerpt: excerptFor(study, marks),
  };
}

/** What is there when nobody looks for words: the newest first, counted as they were published. */
async function browsed(
  db: Database,
  reader: Reader,
  filter: CaseFilter,
  from: FindsCursor | null,
): Promise<Found> {
  const [rows, counts] = await Promise.all([newest(db, reader, filter, from), countsOf(db, reader, filter)]);
  return { rows, ...counts, stems: [] };
}

async function newest(
  db: Database,
  reader: Reader,
  { kind, category, tag }: CaseFilter,
  from: FindsCursor | null,
): Promise<FoundRow[]> {
  // The list of a tag is in its own table; both tables have the moment and the address to go on from.
  // Of a category and a tag the category is the shorter list, as a rule.
  const ofTag = category === undefined ? tag : undefined;
  const at = ofTag === undefined ? caseStudies : caseFacets;
  const columns = {
    slug: caseStudies.slug,
    content: caseStudies.published,
    titles: sql<number>`0`,
    weight: sql<number>`0`,
    publishedAtMicros,
  };
  const after =
    from === null
      ? undefined
      : or(
          lt(at.publishedAt, momentOf(from.publishedAtMicros)),
          and(eq(at.publishedAt, momentOf(from.publishedAtMicros)), gt(at.slug, from.slug)),
        );
  const where = and(
    readableBy(reader),
    kind === undefined ? undefined : eq(caseStudies.kind, kind),
    category === undefined ? undefined : eq(caseStudies.category, category),
    category === undefined || tag === undefined ? undefined : sql`${tag} = any(${caseStudies.tags})`,
    from === null ? undefined : sql`${at.publishedAt} <= ${momentOf(from.publishedAtMicros)}`,
    after,
  );
  const query =
    ofTag === undefined
      ? db.select(columns).from(caseStudies).where(where)
      : db
          .select(columns)
          .from(caseFacets)
          .innerJoin(caseStudies, eq(caseStudies.id, caseFacets.caseId))
          .where(and(eq(caseFacets.facet, "tag"), eq(caseFacets.key, ofTag), where));
  const rows = await query.orderBy(desc(at.publishedAt), at.slug).limit(PAGE_SIZE + 1);
  return rows.map((row) => FoundRow.parse(row));
}

/** How many there are, from the counts that are kept, less what is closed to this reader. */
async function countsOf(
  db: Database,
  reader: Reader,
  filter: CaseFilter,
): Promise<Omit<Found, "rows" | "stems">> {
  const at = { kind: filter.kind ?? "", category: filter.category ?? "", tag: filter.tag ?? "" };
  const closed = await closedTo(db, reader);
  const counted = async (facet: "kind" | "category" | "tag" | null, limit?: number): Promise<Counted[]> => {
    const column = facet === null ? caseCounts.tag : caseCounts[facet];
    const fixed = (["kind", "category", "tag"] as const).filter((one) => one !== facet);
    const query = db
      .select({ value: column, count: caseCounts.n })
      .from(caseCounts)
      .where(
        and(
          ...fixed.map((one) => eq(caseCounts[one], at[one])),
          facet === null ? undefined : ne(column, ""),
          gt(caseCounts.n, 0),
        ),
      )
      .orderBy(desc(caseCounts.n), column);
    const rows = await (limit === undefined ? query : query.limit(limit));
    const less = (value: string) =>
      closed.filter((one) => {
        const has = { ...one, kind: [one.kind], category: [one.category] };
        return (["kind", "category", "tag"] as const).every((name) => {
          const wanted = name === facet ? value : at[name];
          return wanted === "" || has[name].includes(wanted);
        });
      }).length;
    return rows
      .map(({ value, count }) => ({ value, count: count - less(value) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count);
  };
  // A tag that is closed in part may give way to the next.
  const tagsAsked = TAGS_MAX + new Set(closed.flatMap(({ tag }) => tag)).size;
  const [all, kinds, categories, tags] = await Promise.all([
    counted(null),
    counted("kind"),
    counted("category"),
    counted("tag", tagsAsked),
  ]);
  return { total: all[0]?.count ?? 0, kinds, categories, tags: tags.slice(0, TAGS_MAX) };
}

/** What is out for readers and closed to this one. */
async function closedTo(db: Database, reader: Reader) {
  return db
    .select({
      kind: sql<string>`coalesce(${caseStudies.kind}, '')`,
      category: sql<string>`coalesce(${caseStudies.category}, '')`,
      tag: caseStudies.tags,
    })
    .from(caseStudies)
    .where(and(isOut(), sql`${caseStudies.scenarioId} in ${closedScenarios(reader.id)}`));
}

const Answer = z.object({
  page: z.array(FoundRow),
  sorts: z.array(z.object({ kind: z.string(), category: z.string(), fits: z.number() })),
  tags: z.array(z.object({ value: z.string(), count: z.number() })),
});

/** The cases that hold every part of a query, as one set of finds. */
async function found(
  db: Database,
  reader: Reader,
  filter: CaseFilter,
  terms: readonly string[],
  from: FindsCursor | null,
): Promise<Found> {
  return db.transaction((tx) => foundWithin(tx, reader, filter, terms, from));
}

async function foundWithin(
  db: Database,
  reader: Reader,
  filter: CaseFilter,
  terms: readonly string[],
  from: FindsCursor | null,
): Promise<Found> {
  const { stems, unindexed } = await beforehand(db, terms);
  const holds =
    unindexed.length === 0
      ? and(...terms.map(holding))
      : or(and(...terms.map(holding)), inArray(caseStudies.id, unindexed));
  const fits = (wanted: CaseFilter): SQL =>
    and(
      sql`true`,
      wanted.kind === undefined ? undefined : sql`kind = ${wanted.kind}`,
      wanted.category === undefined ? undefined : sql`category = ${wanted.category}`,
      wanted.tag === undefined ? undefined : sql`${wanted.tag} = any(tags)`,
    ) ?? sql`true`;
  // Choices within a facet do not hide their neighbours, so each is counted without itself.
  const [row] = await db.execute(sql`
    with found as materialized (
      select id, slug, coalesce(kind, '') as kind, coalesce(category, '') as category, tags, published_at,
             ${titlesWith(terms)} as titles
        from ${caseStudies} where ${and(holds, readableBy(reader))}),
    fitting as materialized (select * from found where ${fits(filter)}),
    sorted as (
      select id, slug, titles, published_at,
             case when (select count(*) from fitting) <= ${WEIGHED_MAX}
                  then (select ${weightOf(terms)} from ${caseStudies} where ${caseStudies.id} = fitting.id)
                  else 0 end::float8 as weight
        from fitting),
    page as materialized (
      select * from sorted where ${from === null ? sql`true` : behind(from)}
       order by titles desc, weight desc, published_at desc, slug limit ${PAGE_SIZE + 1})
    select
      (select coalesce(json_agg(json_build_object(
                'slug', page.slug, 'content', ${caseStudies.published}, 'titles', titles, 'weight', weight,
                'publishedAtMicros', ${publishedAtMicros})
                order by titles desc, weight desc, page.published_at desc, page.slug), '[]')
         from page join ${caseStudies} on ${caseStudies.id} = page.id) as page,
      (select coalesce(json_agg(counted), '[]') from (
         select kind, category, count(*) filter (where ${fits({ ...filter, kind: undefined, category: undefined })})::int as fits
           from found group by 1, 2) counted) as sorts,
      (select coalesce(json_agg(counted), '[]') from (
         select tag as value, count(*)::int as count from found, unnest(tags) as tag
          where ${fits({ ...filter, tag: undefined })} group by 1 order by 2 desc, 1 limit ${TAGS_MAX}) counted) as tags`);
  const { page, sorts, tags } = Answer.parse(row);
  const summed = (facet: "kind" | "category"): Counted[] => {
    const other = facet === "kind" ? "category" : "kind";
    const counts = new Map<string, number>();
    for (const sort of sorts) {
      if (filter[other] !== undefined && sort[other] !== filter[other]) continue;
      if (sort[facet] === "" || sort.fits === 0) continue;
      counts.set(sort[facet], (counts.get(sort[facet]) ?? 0) + sort.fits);
    }
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  };
  const total = sorts
    .filter(
      ({ kind, category }) => (filter.kind ?? kind) === kind && (filter.category ?? category) === category,
    )
    .reduce((sum, sort) => sum + sort.fits, 0);
  return { rows: page, total, kinds: summed("kind"), categories: summed("category"), tags, stems };
}

/** Whether a case has a part of a query: a word found by its stem, or the characters in sequence. */
function holding(term: string): SQL {
  const { query, exact } = gramQueryOf(term);
  const sure = sureWordOf(term);
  const grams = sql`${caseStudies.grams} @@ ${query}::tsquery`;
  const inText = sql`strpos(${caseStudies.searchText}, ${term}) > 0`;
  if (sure === null) return exact ? grams : sql`(${grams} and ${inText})`;
  const surely = sql`${caseStudies.search} @@ ${sure}`;
  if (exact) return sql`(${grams} or ${surely})`;
  // Only those that the index is not sure of are looked through: their texts lie elsewhere, and take long to fetch.
  return sql`((${grams} or ${surely})
    and (${caseStudies.id} in (select sure.id from ${caseStudies} sure where sure.search @@ ${sure}) or ${inText}))`;
}

/** How many parts of a query stand in the title. */
function titlesWith(terms: readonly string[]): SQL {
  const parts = terms.map((term) => sql`(strpos(${caseStudies.searchTitle}, ${term}) > 0)::int`);
  return sql.join(parts, sql` + `);
}

function weightOf(terms: readonly string[]): SQL {
  const parts = terms.map((term) => sql`ts_rank(${caseStudies.search}, ${tsQueryOf(term)})`);
  return sql`(${sql.join(parts, sql` + `)})`;
}

function behind({ titles, weight, publishedAtMicros: at, slug }: FindsCursor): SQL {
  return sql`((titles, weight, published_at) < (${titles}::int, ${weight}::float8, ${momentOf(at)})
    or (titles, weight, published_at) = (${titles}::int, ${weight}::float8, ${momentOf(at)}) and slug > ${slug})`;
}

/**
 * Has the transaction use indexes where there are any. Whoever plans a query does not know that a text, or a vector of words,
 * lies outside of its row, and would rather fetch every one of them than look up what stands in many.
 */
export const byIndex = sql`set_config('enable_seqscan', 'off', true)`;

/**
 * What the search itself needs to know: the stems PostgreSQL makes of Latin words, so that "gases" marks "gas", and which
 * of the cases that have too many windows for an index hold what is looked for.
 */
async function beforehand(
  db: Database,
  terms: readonly string[],
): Promise<{ stems: string[]; unindexed: string[] }> {
  const latin = terms.filter((term) => /[a-z]/.test(term)).join(" ");
  const [row] = await db
    .select({
      byIndex,
      stems: sql<string[]>`tsvector_to_array(to_tsvector('english', ${latin}))`,
      unindexed: sql<string[]>`array(
        select ${caseStudies.id} from ${caseStudies}
         where ${caseStudies.grams} is null and ${caseStudies.published} is not null
           and ${and(...terms.map((term) => sql`strpos(${caseStudies.searchText}, ${term}) > 0`))})::text[]`,
    })
    .from(sql`(values (1)) as one(n)`);
  return { stems: (row?.stems ?? []).filter((stem) => stem.length > 2), unindexed: row?.unindexed ?? [] };
}

/** How the newest case that this reader may find writes each category and tag. */
async function labelsOf(
  db: Database,
  reader: Reader,
  categories: readonly Counted[],
  tags: readonly Counted[],
) {
  const wanted = [
    ...categories.map(({ value }) => ({ facet: "category", key: value })),
    ...tags.map(({ value }) => ({ facet: "tag", key: value })),
  ];
  const rows = await db.execute<{ facet: string; key: string; label: unknown }>(sql`
    select wanted.facet, wanted.key, newest.label
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted(facet text, key text)
      cross join lateral (
        select ${caseFacets.label} as label
          from ${caseFacets} join ${caseStudies} on ${caseStudies.id} = ${caseFacets.caseId}
         where ${caseFacets.facet} = wanted.facet and ${caseFacets.key} = wanted.key and ${readableBy(reader)}
         order by ${caseFacets.publishedAt} desc, ${caseFacets.slug} limit 1) newest`);
  const of = (facet: string) =>
    new Map(rows.filter((row) => row.facet === facet).map(({ key, label }) => [key, LocalText.parse(label)]));
  return { categories: of("category"), tags: of("tag") };
}

/** So many of the newest cases of a category, and of each tag, are compared with a case that is read. */
const COMPARED = { category: 100, tag: 50 };

/** The three cases most like another, among the newest of its category and of its tags. */
export async function relatedTo(
  db: Database,
  reader: Reader,
  of: { id: string; tags: string[]; category: string | null },
) {
  const keys = [
    { facet: "category", key: of.category ?? "", most: COMPARED.category },
    ...of.tags.map((key) => ({ facet: "tag", key, most: COMPARED.tag })),
  ];
  // Which of them this reader may find is asked of those few below.
  // First which, then what they are like: in one statement it would be planned as if they were most of all there are.
  const near = await db.execute<{ id: string }>(sql`
    select near.case_id as id
      from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as wanted(facet text, key text, most int)
      cross join lateral (
        select ${caseFacets.caseId} as case_id from ${caseFacets}
         where ${caseFacets.facet} = wanted.facet and ${caseFacets.key} = wanted.key
         order by ${caseFacets.publishedAt} desc, ${caseFacets.slug} limit wanted.most) near
    union (
      select ${caseStudies.id} from ${caseStudies} where ${readableBy(reader)}
       order by ${caseStudies.publishedAt} desc, ${caseStudies.slug} limit 4)`);
  const tags = sql`array(select jsonb_array_elements_text(${JSON.stringify(of.tags)}::jsonb))`;
  const likeness = sql`(case when ${caseStudies.category} = ${of.category} then 2 else 0 end)
    + cardinality(array(select unnest(${caseStudies.tags}) intersect select unnest(${tags})))`;
  const ids = sql`array(select jsonb_array_elements_text(${JSON.stringify(near.map(({ id }) => id))}::jsonb)::uuid)`;
  const rows = await db
    .select({
      slug: caseStudies.slug,
      title: sql<unknown>`${caseStudies.published} -> 'title'`,
      category: sql<unknown>`${caseStudies.published} -> 'category'`,
      kind: caseStudies.kind,
    })
    .from(caseStudies)
    .where(and(sql`${caseStudies.id} = any(${ids})`, ne(caseStudies.id, of.id), readableBy(reader)))
    .orderBy(desc(likeness), desc(caseStudies.publishedAt), caseStudies.slug)
    .limit(3);
  return rows.flatMap(({ slug, title, category, kind }) =>
    kind === null ? [] : [{ slug, kind, title: LocalText.parse(title), category: LocalText.parse(category) }],
  );
}

const EXCERPT_BEFORE = 40;
const EXCERPT_LENGTH = 140;

function excerptFor(study: CaseStudy, marks: readonly string[]): LocalText | null {
  if (marks.length === 0) return null;
  const shown = [study.title.zh, study.title.en, study.summary.zh, study.summary.en].join("\n");
  if (marks.some((mark) => asSearched(shown).includes(mark))) return null;
  const bodies = [
    ...study.sections.map(({ body }) => body),
    ...study.timeline.map(({ text }) => text),
    ...study.lessons,
  ];
  const inLanguage = (locale: "zh" | "en") => {
    for (const body of bodies) {
      const text = body[locale]
        .replace(/[*_>#`]/g, "")
        .replace(/\s+/g, " ")
        .normalize("NFC");
      // To look for the place takes longer than to see that there is none.
      if (firstOf(asSearched(text), marks) < 0) continue;
      const { searched, starts } = searchedInPlace(text);
      const at = firstOf(searched, marks);
      if (at < 0) continue;
      const start = Math.max(0, (starts[at] ?? 0) - EXCERPT_BEFORE);
      return excerptOf(text, start, start + EXCERPT_LENGTH);
    }
    return "";
  };
  const excerpt = { zh: inLanguage("zh"), en: inLanguage("en") };
  return excerpt.zh === "" && excerpt.en === "" ? null : excerpt;
}

function firstOf(text: string, marks: readonly string[]): number {
  const found = marks.map((mark) => text.indexOf(mark)).filter((at) => at >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}
