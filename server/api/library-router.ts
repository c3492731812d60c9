import "server-only";
import { z } from "zod";
import { may } from "@/domain/account/may";
import { NamedPerson } from "@/domain/account/schema";
import { blankCase } from "@/domain/case-study/blank";
import type { Cleared } from "@/domain/case-study/check";
import { IDENTIFYING_KINDS } from "@/domain/case-study/identifying";
import { optionsFor } from "@/domain/case-study/option-order";
import { caseDocument } from "@/domain/case-study/document";
import { CaseDecision, CaseKind, CaseStatus, CaseStudy } from "@/domain/case-study/schema";
import { Refusal } from "@/domain/refusal";
import { LocalText, NamedText, NameOrNone, SaidWords, SearchText, WrittenIn } from "@/domain/text";
import { copyTitle } from "@/domain/words/copy-title";
import { asWritten, NAMES_IN_CASE } from "@/domain/written";
import { changesBetween } from "@/domain/audit/changes";
import { unfinishedIn } from "@/domain/documents/document";
import { unfinished } from "@/domain/unfinished";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import type { Context, Viewer } from "@/server/auth/asking";
import type { Database } from "@/server/db/client";
import { governorOf } from "@/server/organisations/queries";
import { isOpenTo } from "@/server/scenario/queries";
import { isOffered } from "@/server/practice/queries";
import { createCaseDraft, saveCaseDraft, takeStep } from "@/server/library/mutations";
import { FindsCursor, searchCases } from "@/server/library/find/queries";
import { listDrafts, readCase, readDraft } from "@/server/library/queries";
import { procedureFor, router, signedInProcedure } from "./trpc";

/** Those who write and review cases. Everybody else reads what is published. */
const editorProcedure = procedureFor("trainer", "administrator");

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,80}$/);
const revision = z.number().int().min(1);
const one = z.strictObject({ caseId: z.uuid() });
const atRevision = one.extend({ revision });

const stepped = z.object({ slug });

const CaseStep = z.enum(["edit", "submit", "send-back", "publish", "retire", "revise"]);

const counted = z.object({ value: z.string(), count: z.number() });

const SearchOut = z.object({
  total: z.number(),
  nextCursor: FindsCursor.nullable(),
  marks: z.array(z.string()),
  cases: z.array(
    CaseStudy.pick({
      title: true,
      summary: true,
      kind: true,
      category: true,
      place: true,
      occurredOn: true,
      tags: true,
      figures: true,
    }).extend({
      slug,
      decisions: z.number(),
      publishedAtMs: z.number(),
      excerpt: LocalText.nullable(),
    }),
  ),
  facets: z.object({
    kinds: z.array(z.object({ value: CaseKind, count: z.number() })),
    categories: z.array(counted.extend({ label: LocalText })),
    tags: z.array(counted.extend({ label: LocalText })),
  }),
});

/** What readers get of a decision point before they have chosen: neither feedback nor which one is best. */
const OpenDecision = z.object({
  id: z.string(),
  prompt: LocalText,
  options: z.array(z.object({ id: z.string(), label: LocalText })),
});

const CaseOut = z.object({
  id: z.uuid(),
  slug,
  study: z.object({ ...CaseStudy.shape, decisions: z.array(OpenDecision) }).omit({ schemaVersion: true }),
  publishedAtMs: z.number(),
  author: NamedPerson.nullable(),
  reviewer: NamedPerson.nullable(),
  fromDrill: z.boolean(),
  /** What to practise it on, for those who may. */
  scenario: z.object({ id: z.uuid(), title: LocalText }).nullable(),
  /** Whether the reader may open it for editing; `mayCopy`: whether they write cases at all. */
  mayEdit: z.boolean(),
  mayCopy: z.boolean(),
  related: z.array(z.object({ slug, kind: CaseKind, title: LocalText, category: LocalText })),
});

const path = z.array(z.union([z.string(), z.number()]));
const find = { kind: z.enum(IDENTIFYING_KINDS), text: z.string() };

/** What an author should mend (domain/case-study/check.ts). */
const CaseProblemOut = z.discriminatedUnion("code", [
  z.object({ code: z.enum(["text-missing", "law-not-in-force", "law-without-article"]), path }),
  z.object({ code: z.literal("text-unreadable"), path, locale: WrittenIn }),
  z.object({ code: z.literal("identifies"), path, locale: WrittenIn, ...find }),
]);

/** A find that the publisher has looked at: nobody real is meant. */
const ClearedFind = z.strictObject({ ...find, text: z.string().max(200) });

const DraftListed = z.object({
  id: z.uuid(),
  slug,
  status: CaseStatus,
  title: LocalText,
  kind: CaseKind,
  category: LocalText,
  isPublished: z.boolean(),
  fromDrill: z.boolean(),
  sentBackReason: z.string().nullable(),
  createdBy: NamedPerson.nullable(),
  editedBy: NamedPerson.nullable(),
  editedAtMs: z.number(),
  mayReview: z.boolean(),
});

export const libraryRouter = router({
  /** Published cases by words (Chinese inside sentences, English by stem) and by facet, best first. */
  search: signedInProcedure
    .input(
      z.strictObject({
        q: SearchText(200).optional(),
        kind: CaseKind.optional(),
        category: NameOrNone(200).optional(),
        tag: NameOrNone(200).optional(),
        cursor: FindsCursor.optional(),
        /** Sent along by the client's infinite queries; there is only one way to go here. */
        direction: z.literal("forward").optional(),
      }),
    )
    .output(SearchOut)
    .query(({ ctx, input: { cursor, direction: _, ...filter } }) =>
      searchCases(ctx.db, ctx.user, filter, cursor ?? null),
    ),

  /** A published case. Its decision points come without their answers. */
  read: signedInProcedure
    .input(z.strictObject({ slug }))
    .output(CaseOut)
    .query(async ({ ctx, input }) => {
      const { owned, ...found } = await readCase(ctx.db, ctx.user, input.slug);
      const mayCopy = isEditor(ctx.user);
      const governor = await governorOf(ctx.db, ctx.user);
      const mayEdit = may(governor, "case.change", owned) || may(governor, "case.retire", owned);
      const id = found.scenario?.id;
      // It is named to those who may open it, or practise on it; to others it does not exist.
      const isOpen = id !== undefined && (await (mayCopy ? isOpenTo : isOffered)(ctx.db, ctx.user, id));
      const decisions = found.study.decisions.map((decision) => ({
        ...decision,
        options: optionsFor(decision, { ...found, userId: ctx.user.id, caseId: found.id }),
      }));
      const study = { ...found.study, decisions };
      return { ...found, study, scenario: isOpen ? found.scenario : null, mayEdit, mayCopy };
    }),

  /** What becomes of a choice at a decision point of a published case, and of the others. */
  answer: signedInProcedure
    .input(z.strictObject({ slug, decisionId: z.string().max(64), optionId: z.string().max(64) }))
    .output(z.object({ options: CaseDecision.shape.options, bestOptionId: z.string() }))
    .query(async ({ ctx, input }) => {
      const found = await readCase(ctx.db, ctx.user, input.slug);
      const decision = found.study.decisions.find(({ id }) => id === input.decisionId);
      if (!decision?.options.some(({ id }) => id === input.optionId)) throw new Refusal("option-unknown");
      const options = optionsFor(decision, { ...found, userId: ctx.user.id, caseId: found.id });
      return { options, bestOptionId: decision.bestOptionId };
    }),

  /** Every case by where it stands, for those who write and review. */
  drafts: editorProcedure
    .input(z.strictObject({ statuses: z.array(CaseStatus).min(1).max(4).optional() }).optional())
    .output(z.array(DraftListed))
    .query(async ({ ctx, input }) => {
      const rows = await listDrafts(ctx.db, ctx.user, input?.statuses ?? CaseStatus.options);
      return rows.map((row) => DraftListed.parse(row));
    }),

  /** A case to work on or to review. */
  readDraft: editorProcedure
    .input(one)
    .output(
      z.object({
        id: z.uuid(),
        slug,
        status: CaseStatus,
        revision,
        content: unfinished(CaseStudy),
        problems: z.array(CaseProblemOut),
        isPublished: z.boolean(),
        origin: z.object({ drillId: z.uuid(), lane: z.number().nullable() }).nullable(),
        sentBackReason: z.string().nullable(),
        createdBy: NamedPerson.nullable(),
        editedBy: NamedPerson.nullable(),
        submittedBy: NamedPerson.nullable(),
        editedAtMs: z.number(),
        steps: z.array(CaseStep),
      }),
    )
    .query(({ ctx, input }) => readDraft(ctx.db, ctx.user, input.caseId)),

  /** A new case with the usual headings and nothing under them. */
  createDraft: editorProcedure
    .input(
      z.strictObject({
        title: NamedText(200),
      }),
    )
    .output(z.object({ caseId: z.uuid() }))
    .mutation(({ ctx, input }) =>
      ctx.db.transaction(async (tx) => {
        const { caseId } = await createCaseDraft(tx, {
          content: blankCase(input.title),
          createdBy: ctx.user.id,
        });
        const object = { type: "case", id: caseId, name: input.title.zh || input.title.en };
        await recordAudit(tx, { ...auditBy(ctx), action: "case.create", object, result: "done" });
        return { caseId };
      }),
    ),

  /** A draft of the reader's own organisation with the words of a published case, marked as a copy. */
  duplicate: editorProcedure
    .input(z.strictObject({ slug }))
    .output(z.object({ caseId: z.uuid() }))
    .mutation(({ ctx, input }) =>
      ctx.db.transaction(async (tx) => {
        const { study, scenario } = await readCase(tx, ctx.user, input.slug);
        const title = copyTitle(study.title);
        const { caseId } = await createCaseDraft(tx, {
          content: { ...study, title },
          createdBy: ctx.user.id,
          origin: scenario ? { scenarioId: scenario.id } : {},
        });
        const object = { type: "case", id: caseId, name: title.zh || title.en };
        const detail = { copyOf: input.slug };
        await recordAudit(tx, { ...auditBy(ctx), action: "case.create", object, result: "done", detail });
        return { caseId };
      }),
    ),

  saveDraft: editorProcedure
    .input(atRevision.extend({ content: asWritten(unfinishedIn(caseDocument), NAMES_IN_CASE) }))
    .output(z.object({ revision, editedAtMs: z.number(), problems: z.array(CaseProblemOut) }))
    .mutation(({ ctx, input }) =>
      saveCaseDraft(ctx.db, ctx.user, input, async (tx, before) => {
        const { title } = input.content;
        const object = { type: "case", id: input.caseId, name: title.zh || title.en };
        const detail = { revision: input.revision + 1, ...changesBetween(before, input.content) };
        await recordAudit(tx, { ...auditBy(ctx), action: "case.save", object, result: "done", detail });
      }),
    ),

  /** Hands a draft over for review. */
  submit: editorProcedure
    .input(atRevision)
    .output(stepped)
    .mutation(({ ctx, input }) => step(ctx, "submit", input)),

  /** Gives a case back to its authors, with what is to be changed. */
  sendBack: editorProcedure
    .input(atRevision.extend({ reason: SaidWords(2_000) }))
    .output(stepped)
    .mutation(({ ctx, input }) => step(ctx, "send-back", input)),

  /**
   * Gives a reviewed case to its readers. Not by whoever wrote it, and not while a text is missing, cannot be shown or
   * says who somebody is.
   */
  publish: editorProcedure
    .input(atRevision.extend({ cleared: z.array(ClearedFind).max(500).default([]) }))
    .output(stepped)
    .mutation(({ ctx, input }) => step(ctx, "publish", input)),

  /** Takes a case from its readers. */
  retire: editorProcedure
    .input(atRevision)
    .output(stepped)
    .mutation(({ ctx, input }) => step(ctx, "retire", input)),

  /** Takes a published or retired case up again. Readers keep the text they have until the next is published. */
  revise: editorProcedure
    .input(atRevision)
    .output(stepped)
    .mutation(({ ctx, input }) => step(ctx, "revise", input)),
});

function isEditor(user: Viewer): boolean {
  return user.roles.includes("trainer") || user.roles.includes("administrator");
}

/** One step through review, with its line in the audit trail. */
async function step(
  ctx: Pick<Context, "address" | "requestId"> & { db: Database; user: Viewer },
  name: Parameters<typeof takeStep>[2],
  input: { caseId: string; revision: number; reason?: string; cleared?: Cleared[] },
): Promise<{ slug: string }> {
  return ctx.db.transaction(async (tx) => {
    const { slug: address, title, from, to } = await takeStep(tx, ctx.user, name, input);
    const object = { type: "case", id: input.caseId, name: title.zh || title.en };
    const action = `case.${name}` as const;
    const detail = {
      revision: input.revision,
      ...(input.reason === undefined ? {} : { reason: input.reason }),
      // How many finds somebody took the responsibility for; not which, or the trail would name people.
      ...(input.cleared?.length ? { cleared: input.cleared.length } : {}),
      ...changesBetween({ status: from }, { status: to }),
    };
    await recordAudit(tx, { ...auditBy(ctx), action, object, result: "done", detail });
    return { slug: address };
  });
}
