import { actionOf } from "@/domain/conditions/world";
import { thenDue, type Decides } from "@/domain/drill/asking";
import type { actions as actionsShapes } from "@/domain/drill/commands/actions";
import { settle } from "@/domain/drill/contest";
import { planOf } from "@/domain/drill/plan";
import { takeAction } from "@/domain/drill/take-action";
import { Refusal } from "@/domain/refusal";

/** Actions of both sides, rulings on them, and decisions. What comes of each. */
export const actions: Decides<keyof typeof actionsShapes> = {
  TakeAction: takeAction,

  Rule(asking) {
    const { play, command, by, atMs, lane } = asking;
    const action = actionOf(lane, command.no);
    if (!action?.contested) throw new Refusal("move-not-contested");
    if (action.ruling) throw new Refusal("already-ruled");
    const { outcome, rationale } = command;
    settle(play, lane, action, { outcome, how: "umpire", rationale, draw: null }, by, atMs);
    thenDue(asking);
  },

  Decide(asking) {
    const { drill, command, atMs, lane, put } = asking;
    const decision = lane.decisions[command.decisionId];
    const planned = planOf(drill.setup).decisions.get(command.decisionId);
    if (!decision || !planned) throw new Refusal("decision-not-open");
    if (decision.taken) throw new Refusal("decision-already-taken");
    if (decision.lapsed || atMs >= decision.closesAtMs) throw new Refusal("decision-not-open");
    if (!planned.options.some((option) => option.id === command.optionId)) {
      throw new Refusal("option-unknown");
    }
    const { decisionId, optionId, reason } = command;
    put({ type: "DecisionTaken", decisionId, optionId, reason });
    thenDue(asking);
  },
};
