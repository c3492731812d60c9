import "server-only";
import { and, arrayOverlaps, count, desc, eq, inArray, isNotNull, or, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { readDocument, readUnfinished } from "@/domain/documents/document";
import { caseDocument } from "@/domain/case-study/document";
import { may, type Governor, type Owned, type OwnedAction } from "@/domain/account/may";
import { checkCase, textsIn, type CaseProblem } from "@/domain/case-study/check";
import type { CaseStudy, CaseStatus } from "@/domain/case-study/schema";
import { stepsOpen, type CaseAtStage, type CaseStep } from "@/domain/case-study/workflow";
import { Refusal } from "@/domain/refusal";
import type { LocalText } from "@/domain/text";
import type { Database } from "@/server/db/client";
import { users } from "@/server/db/schema/auth";
import { caseStudies } from "@/server/db/schema/case-studies";
import { scenarios } from "@/server/db/schema/scenarios";
import { governorOf, isWithinReach, type Rights } from "@/server/organisations/queries";
import { notClosedTo, readableBy, relatedTo, type Reader } from "./find/queries";
import { namesIn } from "./names-in-text";

/** What a text is filtered by: its Chinese, or its English where it has none. */
export function keyOf(text: LocalText): string {
  return text.zh.trim() === "" ? text.en.trim() : text.zh.trim();
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
