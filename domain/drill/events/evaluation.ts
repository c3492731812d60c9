import { z } from "zod";
import { say } from "@/domain/words/said";
import { changesNothing, ofLane } from "@/domain/drill/event-kind";
import { FlagKind, id, record, photos } from "@/domain/drill/terms";
import { unstopped } from "@/domain/drill/wording";
import { tPlus } from "@/domain/duration";
import { Rating } from "@/domain/items/terms";
import { named } from "@/domain/drill/names";

/** What evaluators and control enter about the players. */
export const evaluation = {
  /** An evaluator saw a procedure item done, partly done, or not done. */
  ItemObserved: ofLane(
    z.strictObject({
      type: z.literal("ItemObserved"),
      itemId: id,
      result: z.enum(["met", "partly", "missed", "withdrawn"]),
      note: z.string(),
    }),
  )({
    review: "evaluation",
    change(lane, event, { position, seen, author }) {
      lane.observations.push({
        atMs: seen.atMs,
        position,
        itemId: event.itemId,
        result: event.result,
        note: event.note,
        evaluatorId: author.id,
        evaluatorName: author.name,
        ...(author.latinName === undefined ? {} : { evaluatorLatinName: author.latinName }),
      });
    },
    says: (event, { who, name }) =>
      say("log.ItemObserved", {
        who,
        item: name("item", event.itemId),
        result: say(`terms.result.${event.result}`),
        note: unstopped(event.note),
      }),
  }),

  ItemRated: ofLane(
    z.strictObject({
      type: z.literal("ItemRated"),
      itemId: id,
      rating: Rating.nullable(),
      note: z.string(),
    }),
  )({
    review: "evaluation",
    change(lane, event, { position, seen, author }) {
      lane.ratings.push({
        atMs: seen.atMs,
        position,
        itemId: event.itemId,
        rating: event.rating,
        note: event.note,
        evaluatorId: author.id,
        evaluatorName: author.name,
        ...(author.latinName === undefined ? {} : { evaluatorLatinName: author.latinName }),
      });
    },
    says: (event, { who, name }) =>
      say("log.ItemRated", { who, item: name("item", event.itemId), rating: event.rating ?? "" }),
  }),

  EvaluationSubmitted: ofLane(z.strictObject({ type: z.literal("EvaluationSubmitted") }))({
    review: "evaluation",
    change(lane, _event, { moment, author }) {
      lane.submitted[author.id] = moment;
    },
    says: (_event, { who }) => say("log.EvaluationSubmitted", { who }),
  }),

  NoteTaken: ofLane(z.strictObject({ type: z.literal("NoteTaken"), text: z.string(), photos }))({
    review: "evaluation",
    change(lane, event, { position, seen, author }) {
      lane.notes.push({
        atMs: seen.atMs,
        position,
        text: event.text,
        by: author.id,
        ...named(author),
        role: author.role,
        photos: event.photos ?? [],
      });
    },
    says: (event, { who }) => say("log.NoteTaken", { who, text: event.text }),
  }),

  /** Control marked this moment for the review. */
  MomentFlagged: ofLane(
    z.strictObject({ type: z.literal("MomentFlagged"), kind: FlagKind, text: z.string() }),
  )({
    review: "evaluation",
    change(lane, event, { position, seen, author }) {
      lane.flags.push({
        atMs: seen.atMs,
        position,
        kind: event.kind,
        text: event.text,
        ...named(author),
      });
    },
    says: (event, { who }) =>
      say("log.MomentFlagged", { who, flag: say(`terms.flag.${event.kind}`), text: event.text }),
  }),

  ExemptionGranted: ofLane(
    z.strictObject({
      type: z.literal("ExemptionGranted"),
      itemId: id,
      reason: z.string(),
    }),
  )({
    review: "evaluation",
    change(lane, event, { atMs, position, author }) {
      lane.exemptions[event.itemId] = {
        atMs,
        position,
        reason: event.reason,
        by: author.id,
        ...named(author),
      };
    },
    says: (event, { who, name }) =>
      say("log.ExemptionGranted", {
        who,
        item: name("item", event.itemId),
        reason: unstopped(event.reason),
      }),
  }),

  /** Whoever recorded something takes it back: it never counted. */
  RecordWithdrawn: ofLane(z.strictObject({ type: z.literal("RecordWithdrawn"), record, reason: z.string() }))(
    {
      review: "evaluation",
      // Which events never counted: hindsight.ts.
      change: changesNothing,
      says: (event, { who, recording }) => {
        const { says: what, seenMs } = recording(event.record);
        return say("log.RecordWithdrawn", {
          who,
          what,
          time: tPlus(seenMs),
          reason: unstopped(event.reason),
        });
      },
    },
  ),
};
