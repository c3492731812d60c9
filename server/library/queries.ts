import "server-only";
import {
  and,
  arrayOverlaps,
  count,
  desc,
  eq,
  ilike,
  inArray,
  isNotNull,
  ne,
  or,
  sql,
  type SQL,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { readDocument, readUnfinished } from "@/domain/documents/document";
import { caseDocument } from "@/domain/case-study/document";
import { may, type Governor, type Owned, type OwnedAction } from "@/domain/account/may";
import { checkCase, textsIn, type CaseProblem } from "@/domain/case-study/check";
import type { CaseStudy, CaseKind, CaseStatus } from "@/domain/case-study/schema";
import { stepsOpen, type CaseAtStage, type CaseStep } from "@/domain/case-study/workflow";
import { Refusal } from "@/domain/refusal";
import { excerptOf } from "@/domain/shortened";
import { asSearched, searchedInPlace } from "@/domain/typed";
import { LocalText } from "@/domain/text";
import type { Database } from "@/server/db/client";
import { users } from "@/server/db/schema/auth";
import { caseStudies } from "@/server/db/schema/case-studies";
import { scenarios } from "@/server/db/schema/scenarios";
import { closedScenarios } from "@/server/secrecy/queries";
import { governorOf, isWithinReach, type Rights } from "@/server/organisations/queries";
import { containing, searched, termsOf, tsQueryOf, wordsToMark } from "@/server/db/text-search";
import { namesIn } from "./names-in-text";

export type CaseFilter = { q?: string; kind?: CaseKind; category?: string; tag?: string };

const PAGE_SIZE = 20;

/** Somebody who reads cases. */
type Reader = { id: string };

/**
 * The cases whose scenario no drill closes to somebody: those tell what the drill is about to ask of them. No sentence
 * says so of a single case, because that would tell to which scenario it belongs.
 */
function notClosedTo(reader: Reader): SQL {
  return sql`(${caseStudies.scenarioId} is null or ${caseStudies.scenarioId} not in ${closedScenarios(reader.id)})`;
}

/** What somebody may find at all. Every search, count and page of the library goes through it. */
function readableBy(reader: Reader): SQL | undefined {
  return and(isNotNull(caseStudies.published), ne(caseStudies.status, "retired"), notClosedTo(reader));
}

/**
 * A page of the readable cases that fit, best first, and how many there are of each kind, category and tag.
 *
 * @param from How many finds to pass over.
 */
export async function searchCases(db: Database, reader: Reader, filter: CaseFilter, from: number) {
  const terms = termsOf(filter.q ?? "");
  const matching = (wanted: CaseFilter) => and(readableBy(reader), fitting(terms, wanted));
  const rank = rankOf(terms);
  const [rows, totals, kinds, categories, tags, stems] = await Promise.all([
    db
      .select({
        slug: caseStudies.slug,
        content: caseStudies.published,
        publishedAt: caseStudies.publishedAt,
        scenarioId: caseStudies.scenarioId,
      })
      .from(caseStudies)
      .where(matching(filter))
      .orderBy(desc(rank), desc(caseStudies.publishedAt), caseStudies.slug)
      .limit(PAGE_SIZE)
      .offset(from),
    db.select({ n: count() }).from(caseStudies).where(matching(filter)),
    // A choice within a facet does not hide its neighbours, so each is counted without itself.
    db
      .select({ value: caseStudies.kind, n: count() })
      .from(caseStudies)
      .where(matching({ ...filter, kind: undefined }))
      .groupBy(caseStudies.kind)
      .orderBy(desc(count()), caseStudies.kind),
    db
      .select({
        value: caseStudies.category,
        label: sql<unknown>`(array_agg(${caseStudies.published} -> 'category'))[1]`,
        n: count(),
      })
      .from(caseStudies)
      .where(matching({ ...filter, category: undefined }))
      .groupBy(caseStudies.category)
      .orderBy(desc(count()), caseStudies.category),
    tagCounts(db, matching({ ...filter, tag: undefined })),
    stemsOf(db, terms),
  ]);

  const marks = [...new Set([...terms.flatMap(wordsToMark), ...stems])];
  const total = totals[0]?.n ?? 0;
  return {
    total,
    nextCursor: from + rows.length < total && rows.length > 0 ? from + rows.length : null,
    /** Words to mark in what is shown; a Latin one also marks words that begin with it. */
    marks,
    cases: rows.map(({ slug, content, publishedAt }) => {
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
        publishedAtMs: publishedAt?.getTime() ?? 0,
        /** Where in the body it was found, when neither title nor summary show why. */
        excerpt: excerptFor(study, marks),
      };
    }),
    facets: {
      kinds: kinds.flatMap(({ value, n }) => (value === null ? [] : [{ value, count: n }])),
      categories: categories.flatMap(({ value, label, n }) =>
        value === null ? [] : [{ value, label: LocalText.parse(label), count: n }],
      ),
      tags,
    },
  };
}

function fitting(terms: readonly string[], { kind, category, tag }: CaseFilter): SQL | undefined {
  return and(
    // A whole word found by its stem, or part of one found as it stands.
    ...terms.map((term) =>
      or(
        sql`${caseStudies.search} @@ ${tsQueryOf(term)}`,
        ilike(searched(caseStudies.searchText), containing(term)),
      ),
    ),
    kind === undefined ? undefined : eq(caseStudies.kind, kind),
    category === undefined ? undefined : eq(caseStudies.category, category),
    tag === undefined ? undefined : arrayOverlaps(caseStudies.tags, [tag]),
  );
}

function rankOf(terms: readonly string[]): SQL {
  if (terms.length === 0) return sql`0::real`;
  const parts = terms.map(
    (term) =>
      sql`ts_rank(${caseStudies.search}, ${tsQueryOf(term)})
        + case when ${searched(sql`lower(${caseStudies.published} -> 'title' ->> 'zh')`)} like ${containing(term)}
                 or ${searched(sql`lower(${caseStudies.published} -> 'title' ->> 'en')`)} like ${containing(term)}
               then 1 else 0 end`,
  );
  return sql`(${sql.join(parts, sql` + `)})`;
}

async function tagCounts(db: Database, where: SQL | undefined) {
  const tag = sql<unknown>`tag.value`;
  const rows = await db
    .select({ label: tag, n: count() })
    .from(caseStudies)
    .innerJoin(sql`lateral jsonb_array_elements(${caseStudies.published} -> 'tags') as tag(value)`, sql`true`)
    .where(where)
    .groupBy(tag)
    .orderBy(desc(count()), tag)
    .limit(30);
  return rows.map(({ label, n }) => {
    const text = LocalText.parse(label);
    return { value: keyOf(text), label: text, count: n };
  });
}

/** The stems PostgreSQL makes of the Latin words in a query, so that "gases" marks "gas". */
async function stemsOf(db: Database, terms: readonly string[]): Promise<string[]> {
  const latin = terms.filter((term) => /[a-z]/.test(term));
  if (latin.length === 0) return [];
  const [row] = await db
    .select({ stems: sql<string[]>`tsvector_to_array(to_tsvector('english', ${latin.join(" ")}))` })
    .from(sql`(values (1)) as one(n)`);
  return (row?.stems ?? []).filter((stem) => stem.length > 2);
}

/** What a text is filtered by: its Chinese, or its English where it has none. */
export function keyOf(text: LocalText): string {
  return text.zh.trim() === "" ? text.en.trim() : text.zh.trim();
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

/**
 * A readable case by its address, with others like it.
 *
 * @throws {Refusal} "case-not-found", also for one that is not (or no longer) published.
 */
export async function readCase(db: Database, reader: Reader, slug: string) {
  const author = alias(users, "author");
  const reviewer = alias(users, "reviewer");
  const [row] = await db
    .select({
      id: caseStudies.id,
      slug: caseStudies.slug,
      content: caseStudies.published,
      publishedAt: caseStudies.publishedAt,
      tags: caseStudies.tags,
      category: caseStudies.category,
      fromDrill: isNotNull(caseStudies.drillId),
      organisationId: caseStudies.organisationId,
      createdBy: caseStudies.createdBy,
      author: { name: author.name, latinName: author.latinName },
      reviewer: { name: reviewer.name, latinName: reviewer.latinName },
      scenarioId: caseStudies.scenarioId,
      scenarioZh: scenarios.titleZh,
      scenarioEn: scenarios.titleEn,
    })
    .from(caseStudies)
    .leftJoin(author, eq(author.id, caseStudies.createdBy))
    .leftJoin(reviewer, eq(reviewer.id, caseStudies.reviewedBy))
    .leftJoin(scenarios, eq(scenarios.id, caseStudies.scenarioId))
    .where(and(eq(caseStudies.slug, slug), readableBy(reader)));
  if (!row) throw new Refusal("case-not-found");

  return {
    id: row.id,
    slug: row.slug,
    study: readDocument(caseDocument, row.content),
    publishedAtMs: row.publishedAt?.getTime() ?? 0,
    author: row.author,
    reviewer: row.reviewer,
    fromDrill: Boolean(row.fromDrill),
    owned: ownedAs(row),
    scenario:
      row.scenarioId === null || row.scenarioZh === null
        ? null
        : { id: row.scenarioId, title: { zh: row.scenarioZh, en: row.scenarioEn ?? "" } },
    related: await relatedTo(db, reader, row),
  };
}

async function relatedTo(
  db: Database,
  reader: Reader,
  of: { id: string; tags: string[]; category: string | null },
) {
  const likeness = sql`(case when ${caseStudies.category} = ${of.category} then 2 else 0 end)
    + cardinality(array(select unnest(${caseStudies.tags}) intersect select unnest(${textArray(of.tags)})))`;
  const rows = await db
    .select({
      slug: caseStudies.slug,
      title: sql<unknown>`${caseStudies.published} -> 'title'`,
      category: sql<unknown>`${caseStudies.published} -> 'category'`,
      kind: caseStudies.kind,
    })
    .from(caseStudies)
    .where(and(readableBy(reader), ne(caseStudies.id, of.id)))
    .orderBy(desc(likeness), desc(caseStudies.publishedAt))
    .limit(3);
  return rows.flatMap(({ slug, title, category, kind }) =>
    kind === null ? [] : [{ slug, kind, title: LocalText.parse(title), category: LocalText.parse(category) }],
  );
}

function textArray(values: readonly string[]): SQL {
  return values.length === 0
    ? sql`'{}'::text[]`
    : sql`array[${sql.join(
        values.map((value) => sql`${value}`),
        sql`, `,
      )}]::text[]`;
}

/** A case as far as the right to change it goes. */
export function ownedAs({
  organisationId,
  createdBy,
}: {
  organisationId: string | null;
  createdBy: string | null;
}): Owned {
  return { organisationId, isStarter: createdBy === null };
}

/** The right that a step with a case takes. */
export function rightFor(step: CaseStep): OwnedAction {
  return step === "retire" ? "case.retire" : "case.change";
}

/** The steps somebody may take with a case now. */
function stepsFor(
  governor: Governor,
  row: CaseAtStage & { organisationId: string | null; createdBy: string | null },
): CaseStep[] {
  return stepsOpen(row, governor).filter((step) => may(governor, rightFor(step), ownedAs(row)));
}

/** The cases somebody may work on and review ("case.change" in `MAY`). To everybody else a draft does not exist. */
export function openTo(editor: Rights): SQL | undefined {
  if (editor.roles.includes("administrator")) return notClosedTo(editor);
  return and(
    isNotNull(caseStudies.createdBy),
    isWithinReach(caseStudies.organisationId, editor),
    notClosedTo(editor),
  );
}

/** Every case with where it stands, for those who write and review it; the last edited first. */
export async function listDrafts(db: Database, editor: Rights, statuses: readonly CaseStatus[]) {
  const creator = alias(users, "creator");
  const rows = await db
    .select({
      id: caseStudies.id,
      slug: caseStudies.slug,
      status: caseStudies.status,
      title: sql<unknown>`${caseStudies.content} -> 'title'`,
      kind: sql<unknown>`${caseStudies.content} ->> 'kind'`,
      category: sql<unknown>`${caseStudies.content} -> 'category'`,
      isPublished: sql<boolean>`${caseStudies.published} is not null`,
      fromDrill: sql<boolean>`${caseStudies.drillId} is not null`,
      sentBackReason: caseStudies.sentBackReason,
      authorIds: caseStudies.authorIds,
      organisationId: caseStudies.organisationId,
      creatorId: caseStudies.createdBy,
      createdBy: { name: creator.name, latinName: creator.latinName },
      editedBy: { name: users.name, latinName: users.latinName },
      editedAt: caseStudies.editedAt,
    })
    .from(caseStudies)
    .leftJoin(users, eq(users.id, caseStudies.editedBy))
    .leftJoin(creator, eq(creator.id, caseStudies.createdBy))
    .where(and(inArray(caseStudies.status, [...statuses]), openTo(editor)))
    .orderBy(desc(caseStudies.editedAt), caseStudies.id);
  const governor = await governorOf(db, editor);
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    status: row.status,
    title: row.title,
    kind: row.kind,
    category: row.category,
    isPublished: row.isPublished,
    fromDrill: row.fromDrill,
    sentBackReason: row.sentBackReason,
    createdBy: row.createdBy,
    editedBy: row.editedBy,
    editedAtMs: row.editedAt.getTime(),
    /** Whether this person could publish it now: what waits for them. */
    mayReview: stepsFor(governor, { ...row, createdBy: row.creatorId }).includes("publish"),
  }));
}

/** How many cases wait for this person's review, and how many of theirs were sent back. */
export async function countCasesWaiting(
  db: Database,
  editor: Rights,
): Promise<{ toReview: number; sentBack: number }> {
  const rows = await listDrafts(db, editor, ["in-review"]);
  const [sentBack] = await db
    .select({ n: count() })
    .from(caseStudies)
    .where(
      and(
        eq(caseStudies.status, "draft"),
        isNotNull(caseStudies.sentBackReason),
        arrayOverlaps(caseStudies.authorIds, [editor.id]),
        openTo(editor),
      ),
    );
  return { toReview: rows.filter(({ mayReview }) => mayReview).length, sentBack: sentBack?.n ?? 0 };
}

/**
 * A case to work on.
 *
 * @throws {Refusal} "case-not-found".
 */
export async function readDraft(db: Database, editor: Rights, caseId: string) {
  const creator = alias(users, "creator");
  const submitter = alias(users, "submitter");
  const [row] = await db
    .select({
      id: caseStudies.id,
      slug: caseStudies.slug,
      status: caseStudies.status,
      revision: caseStudies.revision,
      content: caseStudies.content,
      isPublished: sql<boolean>`${caseStudies.published} is not null`,
      drillId: caseStudies.drillId,
      lane: caseStudies.lane,
      sentBackReason: caseStudies.sentBackReason,
      authorIds: caseStudies.authorIds,
      organisationId: caseStudies.organisationId,
      creatorId: caseStudies.createdBy,
      createdBy: { name: creator.name, latinName: creator.latinName },
      editedBy: { name: users.name, latinName: users.latinName },
      submittedBy: { name: submitter.name, latinName: submitter.latinName },
      editedAt: caseStudies.editedAt,
    })
    .from(caseStudies)
    .leftJoin(users, eq(users.id, caseStudies.editedBy))
    .leftJoin(creator, eq(creator.id, caseStudies.createdBy))
    .leftJoin(submitter, eq(submitter.id, caseStudies.submittedBy))
    .where(and(eq(caseStudies.id, caseId), openTo(editor)));
  if (!row) throw new Refusal("case-not-found");
  const content = readUnfinished(caseDocument, row.content);
  return {
    id: row.id,
    slug: row.slug,
    status: row.status,
    revision: row.revision,
    content,
    problems: await problemsOfCase(db, content),
    isPublished: row.isPublished,
    origin: row.drillId === null ? null : { drillId: row.drillId, lane: row.lane },
    sentBackReason: row.sentBackReason,
    createdBy: row.createdBy,
    editedBy: row.editedBy,
    submittedBy: row.submittedBy,
    editedAtMs: row.editedAt.getTime(),
    steps: stepsFor(await governorOf(db, editor), { ...row, createdBy: row.creatorId }),
  };
}

/** What keeps a case from being published. Names of people of this installation are looked for, too. */
export async function problemsOfCase(db: Database, study: CaseStudy): Promise<CaseProblem[]> {
  const all = textsIn(study)
    .map(({ text }) => text)
    .join("\n");
  const found = await db
    .select({ name: users.name, latinName: users.latinName })
    .from(users)
    .where(or(isIn(all, users.name), isIn(all, users.latinName)));
  const known = found.flatMap(({ name, latinName }) => (latinName === null ? [name] : [name, latinName]));
  return checkCase(study, (text) => namesIn(text, known));
}

function isIn(text: string, name: typeof users.name | typeof users.latinName): SQL {
  return sql`char_length(${name}) > 1 and strpos(lower(${text}), lower(${name})) > 0`;
}
