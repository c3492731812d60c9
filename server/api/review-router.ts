import "server-only";
import { z } from "zod";
import { Side } from "@/domain/conditions/terms";
import { Refusal } from "@/domain/refusal";
import { ReplaySides, ReviewMoment, ReviewOverview } from "@/domain/review/schema";
import { ResultRecord, ReviewResult } from "@/domain/review/result";
import { readRecords, readResult } from "@/server/review/result";
import { SideSetting, SideView } from "@/domain/view/schema";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import { requireReader } from "@/server/review/access";
import { makeCase } from "@/server/review/mutations";
import {
  readEvidence,
  readOverview,
  readReplay,
  readReplaySetting,
  readReplaySides,
  readTimeline,
} from "@/server/review/queries";
import { participantProcedure } from "./drill-router";
import { procedureCheckedBy, router } from "./trpc";

const drillId = z.uuid();
const lane = z.number().int().min(1).max(64);

const mayWriteCases = (roles: readonly string[]) =>
  roles.includes("trainer") || roles.includes("administrator");

/**
 * Proves that the caller may read the review of a drill, and as whom: its control, evaluators and players, and once its
 * scores are released also who was to take part and could not come, and the trainers of the teams' organisations or of
 * one above. To everybody else there is no such drill.
 */
export const reviewProcedure = procedureCheckedBy(
  "reviewProcedure",
  z.object({ drillId: z.uuid() }),
  async ({ db, user, placeIn }, { drillId }) => ({
    reader: await requireReader(db, user, drillId, await placeIn(drillId)),
  }),
);

/** After the drill: what it came to, why, and what is kept of it. */
export const reviewRouter = router({
  overview: reviewProcedure
    .input(z.strictObject({ drillId }))
    .output(ReviewOverview)
    .query(({ ctx, input }) =>
      readOverview(ctx.db, input.drillId, ctx.reader, mayWriteCases(ctx.user.roles)),
    ),

  timeline: reviewProcedure
    .input(z.strictObject({ drillId, lane: lane.nullable() }))
    .output(z.array(ReviewMoment))
    .query(({ ctx, input }) => readTimeline(ctx.db, input.drillId, ctx.reader, input.lane)),

  evidence: reviewProcedure
    .input(
      z.strictObject({ drillId, positions: z.array(z.number().int().min(1).max(2_147_483_647)).max(200) }),
    )
    .output(z.array(ReviewMoment))
    .query(({ ctx, input }) => readEvidence(ctx.db, input.drillId, ctx.reader, input.positions)),

  /** What a side saw at a moment of the drill. */
  replay: reviewProcedure
    .input(z.strictObject({ drillId, lane, side: Side, atMs: z.number().int().min(0) }))
    .output(SideView)
    .query(({ ctx, input }) => readReplay(ctx.db, input.drillId, ctx.reader, input)),

  /** Whose eyes the drill can be looked at again with. */
  replaySides: reviewProcedure
    .input(z.strictObject({ drillId }))
    .output(ReplaySides)
    .query(({ ctx, input }) => readReplaySides(ctx.db, input.drillId, ctx.reader)),

  /** What does not change in what a side saw. */
  replaySetting: reviewProcedure
    .input(z.strictObject({ drillId, lane, side: Side }))
    .output(SideSetting)
    .query(({ ctx, input }) => readReplaySetting(ctx.db, input.drillId, ctx.reader, input)),

  /** How far the result is, and what the reader may do about it. */
  result: reviewProcedure
    .input(z.strictObject({ drillId }))
    .output(ReviewResult)
    .query(({ ctx, input }) => readResult(ctx.db, input.drillId, ctx.reader)),

  /** Every state that a card has had. */
  records: reviewProcedure
    .input(z.strictObject({ drillId, lane, side: Side }))
    .output(z.array(ResultRecord))
    .query(({ ctx, input }) => readRecords(ctx.db, input.drillId, ctx.reader, input)),

  /** Turns a lane into the draft of a case study; opens the draft it has become, where there is one. */
  makeCase: participantProcedure
    .input(z.strictObject({ drillId, lane }))
    .output(z.strictObject({ caseId: z.uuid(), slug: z.string(), isNew: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      if (ctx.participant.role !== "controller" || !mayWriteCases(ctx.user.roles)) {
        throw new Refusal("role-not-allowed");
      }
      const made = await makeCase(ctx.db, { ...input, userId: ctx.user.id });
      if (made.isNew) {
        const object = { type: "case", id: made.caseId, name: made.slug };
        const detail = { fromDrill: input.drillId, lane: input.lane };
        await recordAudit(ctx.db, { ...auditBy(ctx), action: "case.create", object, result: "done", detail });
      }
      return made;
    }),
});
