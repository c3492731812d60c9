import "server-only";
import { z } from "zod";
import { NamedPerson } from "@/domain/account/schema";
import { ActionDefinition } from "@/domain/actions/schema";
import { builtInActions } from "@/domain/actions/catalogue";
import { unfinishedIn } from "@/domain/documents/document";
import { Ground } from "@/domain/ground/schema";
import { Policy } from "@/domain/policy/schema";
import { Refusal } from "@/domain/refusal";
import { scenarioDocument } from "@/domain/scenario/document";
import type { RuleCode } from "@/domain/scenario/checks/rules";
import { played } from "@/domain/scenario/played";
import { Scenario, ScenarioId } from "@/domain/scenario/schema";
import { LocalText, NamedText } from "@/domain/text";
import { copyTitle } from "@/domain/words/copy-title";
import { asWritten, NAMES_IN_SCENARIO } from "@/domain/written";
import { changesBetween } from "@/domain/audit/changes";
import { unfinished } from "@/domain/unfinished";
import { SaidShape } from "@/domain/words/said";
import { auditBy, type AuditDetail } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import { requireNotClosed } from "@/server/secrecy/queries";
import {
  archiveScenario,
  createBlank,
  duplicateScenario,
  publishVersion,
  saveDraft,
  setPractice,
} from "@/server/scenario/mutations";
import {
  findGround,
  listGrounds,
  listPolicies,
  listScenarios,
  problemsOf,
  readScenario,
  requireOpen,
  versionsOf,
} from "@/server/scenario/queries";
import { procedureFor, router } from "./trpc";

/** Scenarios hold the opposition's plan: they are open to those who write and run drills, and to nobody else. */
const authorProcedure = procedureFor("trainer", "administrator");

const one = z.strictObject({ scenarioId: z.uuid() });
const title = NamedText(200);
/** A scenario as its authors hand it in. */
const WrittenScenario = asWritten(unfinishedIn(scenarioDocument), NAMES_IN_SCENARIO);
const revision = z.number().int().min(1);

/** What the checks found, with the field it is about. */
const ProblemOut = z.object({
  level: z.enum(["error", "warning"]),
  path: z.array(z.union([z.string(), z.number()])),
  code: z.custom<RuleCode>((code) => typeof code === "string"),
  said: SaidShape,
});

const ScenarioListed = z.object({
  id: z.uuid(),
  /** The lasting name of a starter; null for everybody's own. */
  slug: z.string().nullable(),
  isStarter: z.boolean(),
  mayEdit: z.boolean(),
  mayArchive: z.boolean(),
  title: LocalText,
  summary: LocalText,
  plannedMinutes: z.number(),
  opposed: z.boolean(),
  injects: z.number(),
  units: z.number(),
  items: z.number(),
  latestVersion: z.number().nullable(),
  changedSince: z.boolean(),
  editedAtMs: z.number(),
  editedBy: NamedPerson.nullable(),
  organisation: LocalText.nullable(),
  archived: z.boolean(),
});

export const scenarioRouter = router({
  /** Every scenario one may open, or the archived ones, the last edited first. */
  list: authorProcedure
    .input(z.strictObject({ archived: z.boolean().default(false) }).optional())
    .output(z.array(ScenarioListed))
    .query(async ({ ctx, input }) => {
      const rows = await listScenarios(ctx.db, ctx.user, { archived: input?.archived ?? false });
      return rows.map((row) => ScenarioListed.parse(row));
    }),

  /** A scenario to work on, with what the checks say about it. */
  read: authorProcedure
    .input(one)
    .output(
      z.object({
        id: z.uuid(),
        isStarter: z.boolean(),
        mayEdit: z.boolean(),
        policyId: z.string(),
        revision,
        content: unfinished(Scenario),
        editedAtMs: z.number(),
        editedBy: NamedPerson.nullable(),
        archived: z.boolean(),
        /** Whether people may practise on it alone, and whether the reader may change that. */
        openForPractice: z.boolean(),
        maySetPractice: z.boolean(),
        latestVersion: z
          .object({ version: z.number(), revision: z.number(), publishedAtMs: z.number() })
          .nullable(),
        problems: z.array(ProblemOut),
      }),
    )
    .query(async ({ ctx, input }) => {
      await requireNotClosed(ctx.db, ctx.user.id, input.scenarioId);
      return readScenario(ctx.db, ctx.user, input.scenarioId);
    }),

  /** A new scenario, from nothing or from another one (a starter, usually). */
  create: authorProcedure
    .input(
      z.strictObject({
        from: z.discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("blank"), groundId: ScenarioId }),
          z.strictObject({ kind: z.literal("scenario"), scenarioId: z.uuid() }),
        ]),
        title,
      }),
    )
    .output(z.object({ scenarioId: z.uuid() }))
    .mutation(({ ctx, input }) =>
      ctx.db.transaction(async (tx) => {
        const scenarioId =
          input.from.kind === "blank"
            ? await createBlank(tx, ctx.user, { title: input.title, groundId: input.from.groundId })
            : await duplicateScenario(tx, ctx.user, input.from.scenarioId, input.title);
        const object = { type: "scenario", id: scenarioId, name: input.title.zh || input.title.en };
        const detail: AuditDetail =
          input.from.kind === "blank" ? { ground: input.from.groundId } : { copyOf: input.from.scenarioId };
        await recordAudit(tx, { ...auditBy(ctx), action: "scenario.create", object, result: "done", detail });
        return { scenarioId };
      }),
    ),

  /** A copy under the same name, marked as one. */
  duplicate: authorProcedure
    .input(one)
    .output(z.object({ scenarioId: z.uuid() }))
    .mutation(({ ctx, input }) =>
      ctx.db.transaction(async (tx) => {
        const { content } = await readScenario(tx, ctx.user, input.scenarioId);
        const copied = copyTitle(content.title);
        const scenarioId = await duplicateScenario(tx, ctx.user, input.scenarioId, copied);
        const object = { type: "scenario", id: scenarioId, name: copied.zh || copied.en };
        const detail = { copyOf: content.title.zh || content.title.en };
        await recordAudit(tx, {
          ...auditBy(ctx),
          action: "scenario.create",
          object,
          result: "done",
          detail,
        });
        return { scenarioId };
      }),
    ),

  /** Stores the draft and says what the checks make of it. A draft may still break references. */
  save: authorProcedure
    .input(z.strictObject({ scenarioId: z.uuid(), revision, content: WrittenScenario }))
    .output(z.object({ revision, editedAtMs: z.number(), problems: z.array(ProblemOut) }))
    .mutation(({ ctx, input }) =>
      saveDraft(ctx.db, ctx.user, input, async (tx, before) => {
        const { title: name } = input.content;
        const object = { type: "scenario", id: input.scenarioId, name: name.zh || name.en };
        const detail = {
          revision: input.revision + 1,
          ...changesBetween(played(before), played(input.content)),
        };
        await recordAudit(tx, { ...auditBy(ctx), action: "scenario.save", object, result: "done", detail });
      }),
    ),

  /** What the checks say about a scenario that is not stored. Stores nothing itself. */
  check: authorProcedure
    .input(z.strictObject({ content: WrittenScenario }))
    .output(z.array(ProblemOut))
    .mutation(async ({ ctx, input }) => {
      const [policy] = await listPolicies(ctx.db);
      if (!policy) throw new Refusal("not-found");
      return problemsOf(ctx.db, input.content, policy.id);
    }),

  /** Makes the draft the next version that drills can run. Refused while the checks find errors. */
  publish: authorProcedure
    .input(z.strictObject({ scenarioId: z.uuid(), revision }))
    .output(z.object({ version: z.number() }))
    .mutation(({ ctx, input }) =>
      ctx.db.transaction(async (tx) => {
        const { version, isNew, title: name } = await publishVersion(tx, ctx.user, input);
        if (!isNew) return { version };
        const object = { type: "scenario", id: input.scenarioId, name: name.zh || name.en };
        const detail = { version };
        await recordAudit(tx, {
          ...auditBy(ctx),
          action: "scenario.publish",
          object,
          result: "done",
          detail,
        });
        return { version };
      }),
    ),

  /** The published versions, newest first. */
  versions: authorProcedure
    .input(one)
    .output(
      z.array(
        z.object({
          version: z.number(),
          revision: z.number(),
          publishedAtMs: z.number(),
          publishedBy: NamedPerson.nullable(),
        }),
      ),
    )
    .query(async ({ ctx, input }) => {
      await requireOpen(ctx.db, ctx.user, input.scenarioId);
      return versionsOf(ctx.db, input.scenarioId);
    }),

  /** Opens a scenario for people to practise on alone, or closes it. */
  setPractice: authorProcedure.input(one.extend({ open: z.boolean() })).mutation(({ ctx, input }) =>
    ctx.db.transaction(async (tx) => {
      const { name, before } = await setPractice(tx, ctx.user, input.scenarioId, input.open);
      const object = { type: "scenario", id: input.scenarioId, name: name.zh || name.en };
      const detail = changesBetween({ openForPractice: before }, { openForPractice: input.open });
      await recordAudit(tx, { ...auditBy(ctx), action: "scenario.practice", object, result: "done", detail });
    }),
  ),

  /** Puts a scenario away, or takes it back. */
  archive: authorProcedure.input(one.extend({ archived: z.boolean() })).mutation(({ ctx, input }) =>
    ctx.db.transaction(async (tx) => {
      const name = await archiveScenario(tx, ctx.user, input.scenarioId, input.archived);
      const object = { type: "scenario", id: input.scenarioId, name: name.zh || name.en };
      const action = input.archived ? "scenario.archive" : "scenario.restore";
      await recordAudit(tx, { ...auditBy(ctx), action, object, result: "done" });
    }),
  ),

  /** The grounds there are, by name. */
  grounds: authorProcedure
    .output(z.array(z.object({ id: z.string(), version: z.number(), name: LocalText })))
    .query(async ({ ctx }) => {
      const rows = await listGrounds(ctx.db);
      return rows.map(({ id, version, name }) => ({ id, version, name: LocalText.parse(name) }));
    }),

  /** One ground, whole: its places, stations and cameras are what a scenario refers to. */
  ground: authorProcedure
    .input(z.strictObject({ groundId: ScenarioId }))
    .output(Ground)
    .query(async ({ ctx, input }) => {
      const found = await findGround(ctx.db, input.groundId);
      if (!found) throw new Refusal("not-found");
      return found.ground;
    }),

  /** The response-time standards there are. */
  policies: authorProcedure.output(z.array(Policy)).query(({ ctx }) => listPolicies(ctx.db)),

  /** The built-in catalogue of actions. */
  actions: authorProcedure.output(z.array(ActionDefinition)).query(() => [...builtInActions]),
});
