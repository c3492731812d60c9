import { z } from "zod";
import { Side } from "@/domain/conditions/terms";
import { sideWords } from "@/domain/conditions/words";
import { AppealedAgainst, positions, Settled } from "@/domain/drill/commands/result";
import { ofDrill, ofLane, type LaneMoment } from "@/domain/drill/event-kind";
import type { Lane, Settlement } from "@/domain/drill/state";
import { actionNo, id } from "@/domain/drill/terms";
import { unstopped } from "@/domain/drill/wording";
import { Says } from "@/domain/items/terms";
import { say } from "@/domain/words/said";
import { named } from "@/domain/drill/names";

/** What becomes of a result after EndEx. */
export const result = {
  /** Somebody looked at a line that was in dispute and found for good how it stands. */
  LineModerated: ofLane(
    z.strictObject({ type: z.literal("LineModerated"), itemId: id, says: Says, reason: z.string() }),
  )({
    review: "evaluation",
    change(lane, event, at) {
      settle(lane, event.itemId, "moderation", event.says, event.reason, at);
    },
    says: (event, { who, name }) =>
      say("log.LineModerated", {
        who,
        item: name("item", event.itemId),
        level: say(`terms.level.${event.says}`),
        reason: unstopped(event.reason),
      }),
  }),

  AppealFiled: ofLane(
    z.strictObject({
      type: z.literal("AppealFiled"),
      no: actionNo,
      side: Side,
      on: AppealedAgainst,
      text: z.string(),
      evidence: positions,
    }),
  )({
    review: "evaluation",
    change(lane, event, { atMs, position, wallMs, author }) {
      const { no, side, on, text, evidence } = event;
      lane.appeals.push({
        atMs,
        position,
        wallMs,
        no,
        side,
        on,
        text,
        evidence,
        ...named(author),
        answer: null,
      });
    },
    says: ({ on, no, text }, { who, name, action }) =>
      on.of === "line"
        ? say("log.AppealFiled.line", { who, no, item: name("item", on.itemId), reason: unstopped(text) })
        : say("log.AppealFiled.ruling", { who, no, action: action(on.no), reason: unstopped(text) }),
  }),

  AppealAnswered: ofLane(
    z.strictObject({
      type: z.literal("AppealAnswered"),
      no: actionNo,
      accepted: z.boolean(),
      reason: z.string(),
      settled: Settled,
    }),
  )({
    review: "evaluation",
    change(lane, event, at) {
      const { atMs, position, wallMs, author } = at;
      const { accepted, reason, settled } = event;
      const appeal = lane.appeals.find(({ no }) => no === event.no);
      if (appeal) appeal.answer = { atMs, position, wallMs, accepted, reason, settled, ...named(author) };
      for (const { itemId, says } of settled) settle(lane, itemId, "appeal", says, reason, at);
    },
    says: (event, { who, name }) =>
      say("log.AppealAnswered", {
        who,
        no: event.no,
        accepted: event.accepted ? "yes" : "no",
        settled: {
          list: event.settled.map(({ itemId, says }) =>
            say("log.settledLine", { item: name("item", itemId), level: say(`terms.level.${says}`) }),
          ),
          as: "each",
        },
        reason: unstopped(event.reason),
      }),
  }),

  /** The captain of a side does not appeal: one for each place the team has played. */
  ResultAccepted: ofLane(z.strictObject({ type: z.literal("ResultAccepted"), side: Side }))({
    review: "evaluation",
    change(lane, { side }, { atMs, position, author }) {
      lane.accepted[side] = { atMs, position, ...named(author) };
    },
    says: ({ side }, { who }) => say("log.ResultAccepted", { who, side: sideWords(side) }),
  }),

  /** Nobody can appeal any more. */
  ResultFinal: ofDrill(z.strictObject({ type: z.literal("ResultFinal") }))({
    review: "evaluation",
    change(drill, _event, { moment, wallMs, by }) {
      drill.final = { ...moment, wallMs, ...by };
    },
    says: (_event, { who }) => say("log.ResultFinal", { who }),
  }),
};

function settle(
  lane: Lane,
  itemId: string,
  how: Settlement["how"],
  says: Says,
  reason: string,
  { atMs, position, author }: LaneMoment,
): void {
  lane.settlements[itemId] = { atMs, position, how, says, reason, ...named(author) };
  lane.settlers[itemId] = [...(lane.settlers[itemId] ?? []), author.id];
}
