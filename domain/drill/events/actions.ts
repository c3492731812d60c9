import { z } from "zod";
import { say } from "@/domain/words/said";
import { Side } from "@/domain/conditions/terms";
import { sideWords } from "@/domain/conditions/words";
import { actionOf } from "@/domain/conditions/world";
import { ofLane } from "@/domain/drill/event-kind";
import { ContactScene, Target, Outcome, id, atMs, actionNo, record, photos } from "@/domain/drill/terms";
import { unstopped } from "@/domain/drill/wording";
import { named } from "@/domain/drill/names";

/** Actions of both sides, and the rulings on those that are contested. */
export const actions = {
  ActionTaken: ofLane(
    z.strictObject({
      type: z.literal("ActionTaken"),
      no: actionNo,
      actionId: id,
      side: Side,
      target: Target,
      unitIds: z.array(id),
      note: z.string(),
      endsAtMs: atMs,
      cost: z.number().int().min(0),
      /** The contested move of the other side that this one answers. */
      counters: actionNo.nullable().default(null),
      record: record.optional(),
      /** Where crews have to go first: when they are there, and it begins. Old logs do not say. */
      contactAtMs: atMs.optional(),
      /** Only of a recording: how it was seen to end. */
      outcome: Outcome.optional(),
      photos,
    }),
  )({
    review: "move",
    change(lane, event, { wallMs, seen, author }) {
      lane.lastActionNo = Math.max(lane.lastActionNo, event.no);
      // By number; only where staff record is one told after another of a higher number.
      let at = lane.actions.length;
      while (at > 0 && (lane.actions[at - 1]?.no ?? 0) > event.no) at--;
      lane.actions.splice(at, 0, {
        no: event.no,
        actionId: event.actionId,
        side: event.side,
        by: author.id,
        ...named(author),
        target: event.target,
        unitIds: event.unitIds,
        note: event.note,
        cost: event.cost,
        recorded: event.record !== undefined,
        taken: seen,
        takenWallMs: wallMs,
        endsAtMs: event.endsAtMs,
        contactAtMs: event.contactAtMs ?? null,
        begun: event.contactAtMs === undefined,
        contested: null,
        counters: event.counters,
        ruling: null,
        completed: null,
      });
    },
    says: (event, { who, deed }) => {
      const values = { side: sideWords(event.side), action: deed(event), note: unstopped(event.note) };
      // Whoever recorded it did not do it: only the side is known.
      return event.record === undefined
        ? say("log.ActionTaken", { who, ...values })
        : say("log.ActionSeen", values);
    },
  }),

  /** Its crews are where it takes place: from now on it can be noticed, answered and ruled on. */
  ActionBegun: ofLane(z.strictObject({ type: z.literal("ActionBegun"), no: actionNo, endsAtMs: atMs }))({
    review: "move",
    change(lane, event) {
      const action = actionOf(lane, event.no);
      if (!action) return;
      action.begun = true;
      action.endsAtMs = event.endsAtMs;
    },
    says: (event, { action }) => say("log.ActionBegun", { action: action(event.no) }),
  }),

  /** `counterUntilMs`: until when the other side, who noticed it, may answer; null when it may not. */
  MoveContested: ofLane(
    z.strictObject({
      type: z.literal("MoveContested"),
      no: actionNo,
      odds: z.number(),
      suggested: Outcome,
      otherwise: z.enum(["success", "failure", "draw"]),
      rulingDueAtMs: atMs,
      counterUntilMs: atMs.nullable().default(null),
      /** Where crews mean to get hold of somebody: what they meet. Old logs do not say. */
      scene: ContactScene.optional(),
    }),
  )({
    review: "ruling",
    change(lane, event, { position }) {
      const action = actionOf(lane, event.no);
      if (!action) return;
      const { odds, suggested, otherwise, rulingDueAtMs, counterUntilMs } = event;
      action.contested = {
        odds,
        suggested,
        otherwise,
        rulingDueAtMs,
        counterUntilMs,
        counteredBy: null,
        position,
        scene: event.scene ?? null,
      };
    },
    says: (event, { action }) => say("log.MoveContested", { action: action(event.no) }),
  }),

  /** The other side answered: the odds are these now. */
  MoveCountered: ofLane(
    z.strictObject({
      type: z.literal("MoveCountered"),
      no: actionNo,
      byNo: actionNo,
      odds: z.number(),
      suggested: Outcome,
    }),
  )({
    review: "ruling",
    change(lane, event) {
      const contested = actionOf(lane, event.no)?.contested;
      if (!contested) return;
      contested.odds = event.odds;
      contested.suggested = event.suggested;
      contested.counteredBy = event.byNo;
    },
    says: (event, { action }) =>
      say("log.MoveCountered", {
        answer: action(event.byNo),
        action: action(event.no),
        odds: { share: event.odds },
      }),
  }),

  RulingGiven: ofLane(
    z.strictObject({
      type: z.literal("RulingGiven"),
      no: actionNo,
      outcome: Outcome,
      how: z.enum(["umpire", "chance", "time-out"]),
      rationale: z.string(),
      /** Only for `chance`: the draw in [0, 1) and the odds it was held against. */
      draw: z.number().nullable(),
      odds: z.number().nullable(),
    }),
  )({
    review: "ruling",
    change(lane, event, { atMs, position, author }) {
      const action = actionOf(lane, event.no);
      if (!action) return;
      const { outcome, how, rationale } = event;
      action.ruling = { atMs, position, outcome, how, rationale, by: how === "umpire" ? author.id : "" };
    },
    says: (event, { who, action }) =>
      say("log.RulingGiven", {
        who,
        action: action(event.no),
        how: event.how,
        outcome: event.outcome,
        reason: unstopped(event.rationale),
      }),
  }),

  ActionCompleted: ofLane(
    z.strictObject({ type: z.literal("ActionCompleted"), no: actionNo, outcome: Outcome }),
  )({
    review: "move",
    change(lane, event, { position, seen }) {
      const action = actionOf(lane, event.no);
      if (!action) return;
      action.completed = { atMs: seen.atMs, position, outcome: event.outcome };
      if (event.outcome === "success") (lane.succeeded[action.actionId] ??= []).push(event.no);
    },
    says: (event, { action }) =>
      say("log.ActionCompleted", { action: action(event.no), outcome: event.outcome }),
  }),
};
