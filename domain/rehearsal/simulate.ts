import { decide } from "@/domain/drill/decide";
import { letDueHappen } from "@/domain/drill/due";
import { fold } from "@/domain/drill/evolve";
import { settingFor } from "@/domain/drill/setting";
import type { DrillCommand, Participant, RecordedEvent, Setup, Skill } from "@/domain/drill/schema";
import type { Drill } from "@/domain/drill/state";
import { viewFor } from "@/domain/drill/view";
import { isRefusal } from "@/domain/refusal";
import { LOOK_EVERY_MS } from "@/domain/drill/scripted";
import { nextMoves } from "./player";
import { evaluatorMoves } from "./evaluator";

/** What a simulated drill came to. */
export type Simulated = {
  drill: Drill;
  events: RecordedEvent[];
  refused: { command: DrillCommand; code: string }[];
};

/**
 * Plays a whole drill without a server: scripted players on every side of every lane, an
 * evaluator, and control that lets the plan run. A pure function of its arguments.
 *
 * @param skills How good the sides play.
 */
export function simulate(
  setup: Setup,
  skills: { responder: Skill; opposition: Skill },
  seed: number,
): Simulated {
  const wallMs = 0;
  const events: RecordedEvent[] = [
    {
      position: 1,
      lane: 0,
      atMs: 0,
      wallMs,
      by: { role: "engine" },
      observedAtMs: null,
      event: { type: "DrillPlanned", setup },
    },
  ];
  const drill = fold(events);
  if (!drill) throw new Error("A planned drill folds to a drill.");
  const refused: Simulated["refused"] = [];

  const control: Participant = { role: "controller", participantId: "control", name: "Control" };
  const evaluator: Participant = { role: "evaluator", participantId: "evaluator", name: "Evaluator" };
  const ask = (by: Participant, command: DrillCommand, atMs: number) => {
    try {
      events.push(...decide(drill, command, { by, atMs, wallMs, seed }));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused.push({ command, code: error.code });
    }
  };

  const players = drill.lanes.flatMap(({ lane }) =>
    (["responder", "opposition"] as const)
      .filter((side) => side === "responder" || setup.scenario.opposed)
      .map((side) => {
        const audience = { kind: "side", side, lane } as const;
        const by: Participant = { role: "player", participantId: `${side}-${lane}`, name: side, lane, side };
        return { side, lane, audience, by, setting: settingFor(setup, audience) };
      }),
  );

  ask(control, { type: "StartDrill", rate: 1 }, 0);
  const endMs = setup.scenario.plannedMinutes * 60_000;
  for (let atMs = 0; atMs <= endMs; atMs += LOOK_EVERY_MS) {
    events.push(...letDueHappen(drill, atMs, wallMs));
    for (const { side, lane, audience, by, setting } of players) {
      const view = viewFor(drill, audience);
      if (setting.kind !== "side" || view.kind !== "side") continue;
      for (const command of nextMoves(setting, view, skills[side], atMs, seed + lane)) ask(by, command, atMs);
    }
  }
  for (const command of evaluatorMoves(drill, skills.responder, seed)) ask(evaluator, command, endMs);
  ask(control, { type: "EndDrill", how: "ended", reason: "" }, endMs);
  for (const { lane } of drill.lanes) ask(evaluator, { type: "SubmitEvaluation", lane }, endMs);
  ask(control, { type: "ReleaseScores" }, endMs);
  return { drill, events, refused };
}
