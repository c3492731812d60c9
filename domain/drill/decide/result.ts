import {
  appealsUntilMs,
  hasDecided,
  hasFound,
  isAcceptedByAll,
  openAppeals,
  placesOfTeam,
  requireAppealable,
  requireCaptain,
  requireLevel,
} from "@/domain/drill/appeals";
import type { Decides } from "@/domain/drill/asking";
import type { result as resultShapes } from "@/domain/drill/commands/result";
import { emit } from "@/domain/drill/play";
import { handedIn } from "@/domain/items/assessments";
import { Refusal } from "@/domain/refusal";

/** What becomes of a result after EndEx. What comes of each. */
export const result: Decides<keyof typeof resultShapes> = {
  ModerateLine({ drill, command, asked, by, lane, put }) {
    const { itemId, says, reason } = command;
    requireLevel(drill, itemId, says);
    if (asked.isOfTeam) throw new Refusal("team-own");
    const entries = [...lane.observations, ...lane.ratings];
    if (handedIn(entries, itemId, lane.submitted).length === 0) throw new Refusal("line-not-evaluated");
    if (hasFound(drill, { ...lane, settlers: {} }, itemId, by.participantId))
      throw new Refusal("finding-own");
    put({ type: "LineModerated", itemId, says, reason });
  },

  FileAppeal({ drill, command, asked, by, lane, put }) {
    const captain = requireCaptain(by, asked.isCaptain);
    const own = placesOfTeam(drill, captain).find((place) => place.lane === lane.lane);
    if (!own) throw new Refusal("lane-unknown");
    const { on, text, evidence } = command;
    requireAppealable(drill, lane, own.side, on);
    if (lane.accepted[own.side]) throw new Refusal("result-accepted");
    if (asked.wallMs > (appealsUntilMs(drill) ?? 0)) throw new Refusal("appeal-window-over");
    if (evidence.some((position) => position > drill.position)) throw new Refusal("not-found");
    put({ type: "AppealFiled", no: lane.appeals.length + 1, side: own.side, on, text, evidence });
  },

  AnswerAppeal({ drill, command, asked, by, lane, put }) {
    const { no, accepted, reason, settled } = command;
    const appeal = lane.appeals.find((one) => one.no === no);
    if (!appeal) throw new Refusal("not-found");
    if (appeal.answer) throw new Refusal("appeal-answered");
    if (asked.isOfTeam) throw new Refusal("team-own");
    const { on } = appeal;
    if (hasDecided(drill, lane, on, by.participantId)) throw new Refusal("finding-own");
    for (const { itemId, says } of settled) {
      requireLevel(drill, itemId, says);
      if (hasFound(drill, lane, itemId, by.participantId)) throw new Refusal("finding-own");
    }
    const isOfLine = on.of === "line" && settled.length === 1 && settled[0]?.itemId === on.itemId;
    const isOnce = new Set(settled.map(({ itemId }) => itemId)).size === settled.length;
    const fits = accepted ? isOfLine || (on.of === "ruling" && isOnce) : settled.length === 0;
    if (!fits) throw new Refusal("input-invalid");
    put({ type: "AppealAnswered", no, accepted, reason, settled });
  },

  AcceptResult({ play, drill, asked, by, atMs }) {
    const captain = requireCaptain(by, asked.isCaptain);
    const places = placesOfTeam(drill, captain);
    const isOwn = (lane: number) => (appeal: { side: string; lane: number }) =>
      appeal.lane === lane && places.some((place) => place.lane === lane && place.side === appeal.side);
    if (places.some(({ lane }) => openAppeals(drill).some(isOwn(lane)))) throw new Refusal("appeals-open");
    if (places.every(({ lane, side }) => drill.lanes[lane - 1]?.accepted[side])) {
      throw new Refusal("result-accepted");
    }
    for (const { lane, side } of places) emit(play, by, lane, atMs, { type: "ResultAccepted", side });
  },

  DeclareFinal({ drill, asked, put }) {
    if (openAppeals(drill).length > 0) throw new Refusal("appeals-open");
    const isOver = asked.wallMs > (appealsUntilMs(drill) ?? 0);
    if (!isOver && !isAcceptedByAll(drill)) throw new Refusal("appeal-window-open");
    put({ type: "ResultFinal" });
  },
};
