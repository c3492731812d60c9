import "server-only";
import { isDeepStrictEqual } from "node:util";
import { and, eq, sql } from "drizzle-orm";
import { readUnfinished } from "@/domain/documents/document";
import { caseDocument } from "@/domain/case-study/document";
import { requireMay } from "@/domain/account/may";
import { standing, type CaseProblem, type Cleared } from "@/domain/case-study/check";
import type { CaseStudy, CaseStatus } from "@/domain/case-study/schema";
import { stageAfter, type CaseStep } from "@/domain/case-study/workflow";
import { Refusal } from "@/domain/refusal";
import { fitting } from "@/domain/shortened";
import { asSearched } from "@/domain/typed";
import type { Database } from "@/server/db/client";
import { users } from "@/server/db/schema/auth";
import { caseStudies } from "@/server/db/schema/case-studies";
import { gramsOf, searchVectorOf, type Weighted } from "@/server/db/text-search";
import { governorOf, type Rights } from "@/server/organisations/queries";
import { refiled } from "./facets/mutations";
import { keyOf, openTo, ownedAs, problemsOfCase, rightFor } from "./queries";

/** Where a case comes from, when it was not written from nothing. */
export type CaseOrigin = { drillId?: string; lane?: number; scenarioId?: string };

/**
 * Starts a case study as a draft.
 *
 * A lane of a drill grows into one case only: asked a second time, the first one is returned.
 */
export async function createCaseDraft(
  db: Database,
  { content, createdBy, origin = {} }: { content: CaseStudy; createdBy: string; origin?: CaseOrigin },
): Promise<{ caseId: string; slug: string; isNew: boolean }> {
  const stem = slugStemOf(content);
  for (let attempt = 1; ; attempt += 1) {
    const [created] = await db
      .insert(caseStudies)
      .values({
        slug: attempt === 1 ? stem : `${stem}-${attempt}`,
        status: "draft",
        content,
        // As it is now: the case stays theirs when its author goes elsewhere.
        organisationId: sql<string | null>`(select organisation_id from ${users} where id = ${createdBy})`,
        createdBy,
        editedBy: createdBy,
        authorIds: [createdBy],
        drillId: origin.drillId ?? null,
        lane: origin.lane ?? null,
        scenarioId: origin.scenarioId ?? null,
      })
      .onConflictDoNothing()
      .returning({ caseId: caseStudies.id, slug: caseStudies.slug });
    if (created) return { ...created, isNew: true };

    if (origin.drillId !== undefined && origin.lane !== undefined) {
      const [present] = await db
        .select({ caseId: caseStudies.id, slug: caseStudies.slug })
        .from(caseStudies)
        .where(and(eq(caseStudies.drillId, origin.drillId), eq(caseStudies.lane, origin.lane)));
      if (present) return { ...present, isNew: false };
    }
    if (attempt === 1_000) throw new Error(`No address is free for a case called ${stem}.`);
  }
}

/** The English title in small letters and hyphens; a Chinese one has no short Latin form, so it gets a plain one. */
function slugStemOf({ title }: CaseStudy): string {
  const words = title.en
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const stem = fitting(words, 60).replace(/-+$/, "") || "case";
  // The library's own pages keep their addresses.
  return stem === "drafts" ? "case-drafts" : stem;
}

/**
 * Stores what somebody wrote on a draft.
 *
 * @param onSaved Runs in the same transaction, with the text as it was.
 * @throws {Refusal} "case-stage-wrong" unless it is a draft, "changed-meanwhile", "case-not-found",
 *   "starter-not-changed".
 */
export async function saveCaseDraft(
  db: Database,
  editor: Rights,
  { caseId, revision, content }: { caseId: string; revision: number; content: CaseStudy },
  onSaved: (tx: Database, before: unknown) => Promise<void> = async () => {},
): Promise<{ revision: number; editedAtMs: number; problems: CaseProblem[] }> {
  return db.transaction(async (tx) => {
    const at = await lockCase(tx, editor, "edit", caseId);
    stageAfter("edit", at, editor);
    if (at.revision !== revision) throw new Refusal("changed-meanwhile");
    const [saved] = await tx
      .update(caseStudies)
      .set({
        content,
        revision: revision + 1,
        editedBy: editor.id,
        editedAt: sql`now()`,
        authorIds: [...new Set([...at.authorIds, editor.id])],
      })
      .where(eq(caseStudies.id, caseId))
      .returning({ revision: caseStudies.revision, editedAt: caseStudies.editedAt });
    if (!saved) throw new Refusal("case-not-found");
    await onSaved(tx, readUnfinished(caseDocument, at.content));
    return {
      revision: saved.revision,
      editedAtMs: saved.editedAt.getTime(),
      problems: await problemsOfCase(tx, content),
    };
  });
}

/**
 * Takes a case one step on its way through review. Call it in a transaction.
 *
 * @param revision The one the person has seen: nobody publishes a text they have not read.
 * @param cleared Finds of the checks of which that person says that nobody real is meant.
 * @returns its title and both statuses, for the audit trail.
 * @throws {Refusal} "case-stage-wrong", "case-own-work", "case-not-publishable", "changed-meanwhile",
 *   "case-not-found".
 */
export async function takeStep(
  db: Database,
  editor: Rights,
  step: Exclude<CaseStep, "edit">,
  {
    caseId,
    revision,
    reason = null,
    cleared = [],
  }: { caseId: string; revision: number; reason?: string | null; cleared?: readonly Cleared[] },
): Promise<{ slug: string; title: CaseStudy["title"]; from: CaseStatus; to: CaseStatus }> {
  const at = await lockCase(db, editor, step, caseId);
  const status = stageAfter(step, at, editor);
  if (at.revision !== revision) throw new Refusal("changed-meanwhile");
  const content = readUnfinished(caseDocument, at.content);
  let { slug } = at;

  switch (step) {
    case "submit":
      await setStatus(db, caseId, status, { submittedBy: editor.id, sentBackReason: null });
      break;
    case "send-back":
      await setStatus(db, caseId, status, { reviewedBy: editor.id, sentBackReason: reason });
      break;
    case "publish":
      await requirePublishable(db, content, cleared);
      if (!at.wasPublished) slug = await readdress(db, caseId, slug, content);
      await publishText(db, caseId, content, editor.id);
      break;
    case "retire":
    case "revise":
      await setStatus(db, caseId, status, {});
      break;
  }
  return { slug, title: content.title, from: at.status, to: status };
}

/**
 * Gives a case the address of its title as readers first get it. The one it began with was made of the first title, which
 * may have named a person, or the scenario of the drill it grew out of.
 *
 * @returns the address.
 */
async function readdress(db: Database, caseId: string, slug: string, content: CaseStudy): Promise<string> {
  const stem = slugStemOf(content);
  if (slug === stem || (slug.startsWith(`${stem}-`) && /^\d+$/.test(slug.slice(stem.length + 1))))
    return slug;
  for (let attempt = 1; ; attempt += 1) {
    const address = attempt === 1 ? stem : `${stem}-${attempt}`;
    if ((await db.$count(caseStudies, eq(caseStudies.slug, address))) > 0) continue;
    await db.update(caseStudies).set({ slug: address }).where(eq(caseStudies.id, caseId));
    return address;
  }
}

async function requirePublishable(
  db: Database,
  content: CaseStudy,
  cleared: readonly Cleared[],
): Promise<void> {
  const count = standing(await problemsOfCase(db, content), cleared).length;
  if (count > 0) throw new Refusal("case-not-publishable", { count });
}

/**
 * Locks a case for whoever may take this step with it.
 *
 * @throws {Refusal} "case-not-found" unless it is open to `editor`; "starter-not-changed".
 */
async function lockCase(db: Database, editor: Rights, step: CaseStep, caseId: string) {
  const [row] = await db
    .select({
      slug: caseStudies.slug,
      wasPublished: sql<boolean>`${caseStudies.published} is not null`,
      status: caseStudies.status,
      revision: caseStudies.revision,
      content: caseStudies.content,
      authorIds: caseStudies.authorIds,
      organisationId: caseStudies.organisationId,
      createdBy: caseStudies.createdBy,
    })
    .from(caseStudies)
    .where(and(eq(caseStudies.id, caseId), openTo(editor)))
    .for("update");
  if (!row) throw new Refusal("case-not-found");
  requireMay(await governorOf(db, editor), rightFor(step), ownedAs(row));
  return row;
}

async function setStatus(
  db: Database,
  caseId: string,
  status: CaseStatus,
  rest: { submittedBy?: string; reviewedBy?: string; sentBackReason?: string | null },
): Promise<void> {
  await refiled(db, caseId, async () => {
    await db
      .update(caseStudies)
      .set({ status, ...rest })
      .where(eq(caseStudies.id, caseId));
  });
}

/** Gives readers a text, and the search what it needs to find it. */
async function publishText(
  db: Database,
  caseId: string,
  content: CaseStudy,
  reviewedBy: string | null,
): Promise<void> {
  await refiled(db, caseId, async () => {
    await db
      .update(caseStudies)
      .set({
        status: "published",
        publishedAt: sql`now()`,
        reviewedBy,
        sentBackReason: null,
        authorIds: [],
        ...readersTextOf(content),
      })
      .where(eq(caseStudies.id, caseId));
  });
}

/** The columns of a published text: itself, and what it is found by. */
export function readersTextOf(content: CaseStudy) {
  const searchText = searchTextOf(content);
  const grams = gramsOf(searchText);
  return {
    published: content,
    kind: content.kind,
    category: keyOf(content.category),
    tags: content.tags.map(keyOf),
    search: searchVectorOf(weightedTextsOf(content)),
    searchText,
    grams:
      grams === null
        ? null
        : sql`array_to_tsvector(array(select jsonb_array_elements_text(${JSON.stringify(grams)}::jsonb)))`,
    searchTitle: asSearched(`${content.title.zh}\n${content.title.en}`),
  };
}

function weightedTextsOf(study: CaseStudy): Weighted[] {
  const joined = (texts: readonly { zh: string; en: string }[], weight: Weighted["weight"]): Weighted => ({
    zh: texts.map(({ zh }) => zh).join("\n"),
    en: texts.map(({ en }) => en).join("\n"),
    weight,
  });
  return [
    joined([study.title], "A"),
    joined([study.category, study.place, ...study.tags, study.summary], "B"),
    joined([...study.sections.flatMap(({ heading, body }) => [heading, body]), ...study.lessons], "C"),
    joined(
      [
        ...study.timeline.map(({ text }) => text),
        // The options' feedback is left out: finding a case by it would give the answer away.
        ...study.decisions.flatMap(({ prompt, options }) => [prompt, ...options.map(({ label }) => label)]),
        ...study.legal.map(({ title }) => title),
      ],
      "D",
    ),
  ];
}

function searchTextOf(study: CaseStudy): string {
  const texts = weightedTextsOf(study).map(({ zh, en }) => `${zh}\n${en}`);
  return asSearched(texts.join("\n"));
}

/**
 * Puts a starter case in place, published. Where it is already, what this release says differently takes its place,
 * unless people have edited it, which an older release let them, or taken it out of the library.
 *
 * @returns its id.
 */
export async function storeStarterCase(
  db: Database,
  { slug, content, scenarioId }: { slug: string; content: CaseStudy; scenarioId: string | null },
): Promise<string> {
  return db.transaction(async (tx) => {
    const [created] = await tx
      .insert(caseStudies)
      .values({ slug, status: "draft", content, scenarioId })
      .onConflictDoNothing()
      .returning({ id: caseStudies.id });
    if (created) {
      await publishText(tx, created.id, content, null);
      return created.id;
    }
    const [present] = await tx
      .select({
        id: caseStudies.id,
        status: caseStudies.status,
        revision: caseStudies.revision,
        content: caseStudies.content,
        editedBy: caseStudies.editedBy,
      })
      .from(caseStudies)
      .where(eq(caseStudies.slug, slug))
      .for("update");
    if (!present) throw new Error(`The starter case ${slug} is neither new nor there.`);
    if (present.editedBy !== null || present.status !== "published") return present.id;
    if (isDeepStrictEqual(readUnfinished(caseDocument, present.content), content)) return present.id;
    await tx
      .update(caseStudies)
      .set({ content, revision: present.revision + 1, editedAt: sql`now()` })
      .where(eq(caseStudies.id, present.id));
    await publishText(tx, present.id, content, null);
    return present.id;
  });
}
