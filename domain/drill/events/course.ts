import { z } from "zod";
import { sideWords } from "@/domain/conditions/words";
import { documentIn } from "@/domain/documents/document";
import type { LocalText } from "@/domain/text";
import { changesNothing, ofDrill } from "@/domain/drill/event-kind";
import { leadAfter } from "@/domain/drill/lead";
import { replan } from "@/domain/drill/beginning";
import { Participant, lane, setupDocument } from "@/domain/drill/terms";
import { capital, unstopped } from "@/domain/drill/wording";

/** From the plan to the scores: the drill as a whole. */
export const course = {
  DrillPlanned: ofDrill(
    z.strictObject({ type: z.literal("DrillPlanned"), setup: documentIn(setupDocument) }),
  )({
    review: "clock",
    // Begins the drill: evolve.ts.
    change: changesNothing,
    says: (event) => ({
      zh: `计划了演练“${event.setup.title}”。`,
      en: `The drill “${event.setup.title}” was planned.`,
    }),
  }),

  /** Planned anew before StartEx: everything it is played on from here on. Whoever has come in and still fits stays. */
  DrillReplanned: ofDrill(
    z.strictObject({ type: z.literal("DrillReplanned"), setup: documentIn(setupDocument) }),
  )({
    review: "clock",
    change(drill, event) {
      replan(drill, event.setup);
    },
    says: (event, { who }) => ({
      zh: `${who.zh}修改了演练计划“${event.setup.title}”。`,
      en: `${who.en} changed the plan of the drill “${event.setup.title}”.`,
    }),
  }),

  /** It does not take place. Nothing follows. */
  DrillCancelled: ofDrill(z.strictObject({ type: z.literal("DrillCancelled"), reason: z.string() }))({
    review: "clock",
    change(drill) {
      drill.cancelled = true;
    },
    says: (event, { who }) => ({
      zh: `${who.zh}取消了演练${event.reason ? `：${unstopped(event.reason)}` : ""}。`,
      en: `${who.en} cancelled the drill${event.reason ? `: ${unstopped(event.reason)}` : ""}.`,
    }),
  }),

  ParticipantJoined: ofDrill(
    z.strictObject({ type: z.literal("ParticipantJoined"), participant: Participant }),
  )({
    review: "clock",
    change(drill, event) {
      // A list of its own each time: whoever looks whether somebody has moved sees so at a glance.
      drill.participants = { ...drill.participants, [event.participant.participantId]: event.participant };
      drill.lead = leadAfter(drill.lead, drill.participants);
    },
    says: (event, { called }) => ({
      zh: `${called(event.participant).zh}加入演练，${placeWords(event.participant).zh}。`,
      en: `${called(event.participant).en} joined as ${placeWords(event.participant).en}.`,
    }),
  }),

  /** StartEx. The seed makes every draw of chance repeatable. */
  DrillStarted: ofDrill(z.strictObject({ type: z.literal("DrillStarted"), seed: z.number().int() }))({
    review: "clock",
    change(drill, event, { atMs, position, wallMs }) {
      drill.phase = "running";
      drill.seed = event.seed;
      drill.started = { atMs, position, wallMs };
    },
    says: () => ({ zh: "演练开始（StartEx）。", en: "StartEx." }),
  }),

  /**
   * The leg before is over, and this lane's begins: StartEx of its own, with the clock at 0 again. Everybody who
   * plays comes in anew, on the other side.
   */
  LegStarted: ofDrill(z.strictObject({ type: z.literal("LegStarted"), lane }))({
    review: "clock",
    change(drill, event, { atMs, position, wallMs }) {
      const before = drill.lanes[drill.leg - 1];
      if (before) before.endedAtMs = atMs;
      drill.leg = event.lane;
      drill.legsAt = [...drill.legsAt, position];
      drill.atMs = 0;
      drill.clock = { ...drill.clock, atMs: 0, sinceWallMs: wallMs };
    },
    says: (event) => ({
      zh: `双方互换，第 ${event.lane} 回合开始（StartEx）。`,
      en: `Sides exchanged; StartEx of leg ${event.lane}.`,
    }),
  }),

  /** EndEx. `stopped` when somebody called "stop exercise" or a real incident overrode it. */
  DrillEnded: ofDrill(
    z.strictObject({
      type: z.literal("DrillEnded"),
      how: z.enum(["ended", "stopped", "real-incident"]),
      reason: z.string(),
    }),
  )({
    review: "clock",
    change(drill, event, { atMs, position, wallMs, byName, caller }) {
      const stoppedBy = drill.stopped?.by ?? null;
      drill.phase = "ended";
      drill.stopped = null;
      // One that ends by itself is the end that whoever stopped it asked for.
      drill.ended = {
        atMs,
        position,
        wallMs,
        by: caller ?? stoppedBy,
        how: event.how,
        reason: event.reason,
        byName,
      };
      drill.clock = { ...drill.clock, rate: 0, atMs, sinceWallMs: wallMs };
    },
    says: (event) => {
      const how = {
        ended: { zh: "演练结束（EndEx）", en: "EndEx" },
        stopped: { zh: "叫停演练", en: "The exercise was stopped" },
        "real-incident": { zh: "因真实警情中止演练", en: "A real incident overrode the exercise" },
      }[event.how];
      return {
        zh: `${how.zh}${event.reason ? `：${unstopped(event.reason)}` : ""}。`,
        en: `${how.en}${event.reason ? `: ${unstopped(event.reason)}` : ""}.`,
      };
    },
  }),

  /** The score cards are final from here on: freeze and reveal. */
  ScoresReleased: ofDrill(z.strictObject({ type: z.literal("ScoresReleased") }))({
    review: "clock",
    change(drill, _event, { moment }) {
      drill.released = moment;
    },
    says: (_event, { who }) => ({ zh: `${who.zh}发布成绩。`, en: `${capital(who.en)} released the scores.` }),
  }),
};

/** As what somebody comes in. */
function placeWords(participant: Participant): LocalText {
  switch (participant.role) {
    case "controller":
      return { zh: "任导调员", en: "controller" };
    case "evaluator":
      return { zh: "任考评员", en: "evaluator" };
    case "observer":
      return { zh: "观摩", en: "observer" };
    case "player": {
      const side = sideWords(participant.side);
      return { zh: `在${side.zh}`, en: `a player of ${side.en}` };
    }
  }
}
