import { z } from "zod";
import { changesNothing, ofLane } from "@/domain/drill/event-kind";
import { FlagKind, id, record, photos } from "@/domain/drill/terms";
import { unstopped } from "@/domain/drill/wording";
import { tPlus } from "@/domain/duration";
import { Rating } from "@/domain/scenario/schema";

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
      });
    },
    says: (event, { who, name }) => {
      const result = {
        met: { zh: "做到", en: "met" },
        partly: { zh: "部分做到", en: "partly met" },
        missed: { zh: "没有做到", en: "missed" },
        withdrawn: { zh: "撤回记录", en: "withdrawn" },
      }[event.result];
      return {
        zh: `${who.zh}记录“${name("item", event.itemId).zh}”${result.zh}${event.note ? `：${unstopped(event.note)}` : ""}。`,
        en: `${who.en} recorded “${name("item", event.itemId).en}”: ${result.en}${event.note ? `; ${unstopped(event.note)}` : ""}.`,
      };
    },
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
      });
    },
    says: (event, { who, name }) => ({
      zh: `${who.zh}评定“${name("item", event.itemId).zh}”${event.rating ?? "（撤回）"}。`,
      en: `${who.en} rated “${name("item", event.itemId).en}” ${event.rating ?? "(withdrawn)"}.`,
    }),
  }),

  EvaluationSubmitted: ofLane(z.strictObject({ type: z.literal("EvaluationSubmitted") }))({
    review: "evaluation",
    change(lane, _event, { moment, author }) {
      lane.submitted[author.id] = moment;
    },
    says: (_event, { who }) => ({ zh: `${who.zh}提交考评。`, en: `${who.en} handed in the evaluation.` }),
  }),

  NoteTaken: ofLane(z.strictObject({ type: z.literal("NoteTaken"), text: z.string(), photos }))({
    review: "evaluation",
    change(lane, event, { position, seen, author }) {
      lane.notes.push({
        atMs: seen.atMs,
        position,
        text: event.text,
        by: author.id,
        byName: author.name,
        role: author.role,
        photos: event.photos ?? [],
      });
    },
    says: (event, { who }) => ({
      zh: `${who.zh}记录：${event.text || "（照片）"}`,
      en: `${who.en} noted: ${event.text || "(a photo)"}`,
    }),
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
        byName: author.name,
      });
    },
    says: (event, { who }) => {
      const kind = {
        "turning-point": { zh: "转折点", en: "a turning point" },
        lesson: { zh: "经验教训", en: "a lesson" },
        dispute: { zh: "有争议", en: "a matter of dispute" },
      }[event.kind];
      return {
        zh: `${who.zh}标记${kind.zh}${event.text ? `：${event.text}` : "。"}`,
        en: `${who.en} flagged ${kind.en}${event.text ? `: ${event.text}` : "."}`,
      };
    },
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
      lane.exemptions[event.itemId] = { atMs, position, reason: event.reason, byName: author.name };
    },
    says: (event, { who, name }) => ({
      zh: `${who.zh}批准“${name("item", event.itemId).zh}”免评：${unstopped(event.reason)}。`,
      en: `${who.en} exempted “${name("item", event.itemId).en}”: ${unstopped(event.reason)}.`,
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
        const seen = tPlus(seenMs);
        const because = event.reason
          ? { zh: `原因：${unstopped(event.reason)}。`, en: ` Reason: ${unstopped(event.reason)}.` }
          : { zh: "", en: "" };
        return {
          zh: `${who.zh}撤回 ${seen} 的现场记录：${what.zh}${because.zh}`,
          en: `${who.en} withdrew what was recorded for ${seen}: ${what.en}${because.en}`,
        };
      },
    },
  ),
};
