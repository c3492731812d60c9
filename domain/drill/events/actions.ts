import { z } from "zod";
import { Side } from "@/domain/conditions/terms";
import { sideWords } from "@/domain/conditions/words";
import { actionOf } from "@/domain/conditions/world";
import { ofLane } from "@/domain/drill/event-kind";
import { Target, Outcome, id, atMs, actionNo, record, photos } from "@/domain/drill/terms";
import { capital, unstopped } from "@/domain/drill/wording";

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
        byName: author.name,
        target: event.target,
        unitIds: event.unitIds,
        note: event.note,
        cost: event.cost,
        recorded: event.record !== undefined,
        taken: seen,
        takenWallMs: wallMs,
        endsAtMs: event.endsAtMs,
        contested: null,
        counters: event.counters,
        ruling: null,
        completed: null,
      });
    },
    says: (event, { who, deed }) => {
      const side = sideWords(event.side);
      const did = deed(event);
      // Whoever recorded it did not do it: only the side is known.
      const actor =
        event.record === undefined ? { zh: `${who.zh}（${side.zh}）`, en: `${who.en} (${side.en})` } : side;
      return {
        zh: `${actor.zh}：${did.zh}${event.note ? `，“${unstopped(event.note)}”` : ""}。`,
        en: `${capital(actor.en)}: ${did.en}${event.note ? `, “${unstopped(event.note)}”` : ""}.`,
      };
    },
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
      };
    },
    says: (event, { action }) => ({
      zh: `${action(event.no).zh}：有争议，等待裁决。`,
      en: `${action(event.no).en}: contested, waits for a ruling.`,
    }),
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
    says: (event, { action }) => ({
      zh: `${action(event.byNo).zh}应对了${action(event.no).zh}，胜算降到 ${Math.round(event.odds * 100)}%。`,
      en: `${capital(action(event.byNo).en)} answered ${action(event.no).en}; its odds fell to ${Math.round(event.odds * 100)} %.`,
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
    change(lane, event, { atMs, position }) {
      const action = actionOf(lane, event.no);
      if (!action) return;
      action.ruling = { atMs, position, outcome: event.outcome, how: event.how, rationale: event.rationale };
    },
    says: (event, { who, action }) => {
      const outcome =
        event.outcome === "success" ? { zh: "成功", en: "success" } : { zh: "失败", en: "failure" };
      const how = {
        umpire: { zh: `${who.zh}裁定`, en: `${who.en} ruled` },
        chance: { zh: "按概率判定", en: "chance decided" },
        "time-out": { zh: "超时按默认裁定", en: "the default ruling applied" },
      }[event.how];
      return {
        zh: `${action(event.no).zh}：${how.zh}${outcome.zh}${event.rationale ? `，理由：${unstopped(event.rationale)}` : ""}。`,
        en: `${action(event.no).en}: ${how.en}, ${outcome.en}${event.rationale ? `; ${unstopped(event.rationale)}` : ""}.`,
      };
    },
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
    says: (event, { action }) => ({
      zh: `${action(event.no).zh}：${event.outcome === "success" ? "完成" : "未成功"}。`,
      en: `${action(event.no).en}: ${event.outcome === "success" ? "done" : "failed"}.`,
    }),
  }),
};
