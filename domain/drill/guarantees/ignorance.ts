import type { Side } from "@/domain/conditions/terms";
import { drillTimeAt } from "@/domain/drill/clock";
import { START_MS, type Step } from "@/domain/drill/given";
import type { DrillCommand, Setup } from "@/domain/drill/schema";
import type { Drill } from "@/domain/drill/state";
import { sidesOf } from "@/domain/drill/team-role";
import type { Scenario } from "@/domain/scenario/schema";
import type { LocalText } from "@/domain/text";
import type { Audience, View } from "@/domain/view/schema";
import { castOf } from "./asked/makings";
import { playThrough, type Engine } from "./engine";

/** Everybody who gets a view: each side of each lane, each evaluator, control, the wall. */
export function audiencesOf(setup: Setup): Audience[] {
  const lanes = Array.from({ length: setup.lanes }, (_, i) => i + 1);
  return [
    { kind: "control" },
    ...castOf(setup).evaluators.map(({ participantId }): Audience => ({ kind: "evaluator", participantId })),
    ...lanes.flatMap((lane): Audience[] => [
      { kind: "side", side: "responder", lane },
      { kind: "side", side: "opposition", lane },
      { kind: "officer", side: "responder", lane },
      { kind: "officer", side: "opposition", lane },
    ]),
    { kind: "wall" },
  ];
}

/** Every audience gets the same, whether what it may not know was asked or never was. */
export function sameWithoutSecrets(engine: Engine, setup: Setup, history: readonly Step[]): boolean {
  // An appeal is about a line that its captain has read by then, so what was judged of it is no secret to him any more.
  const steps = history.filter(({ command }) => !OF_RELEASED_RESULT.includes(command.type));
  return audiencesOf(setup).every((audience) => {
    const known = steps.filter((step) => !isSecret(step, audience));
    if (known.length === steps.length) return true;
    return boards(engine, setup, steps, audience) === boards(engine, setup, known, audience);
  });
}

/** Every audience but those who know the plot gets the same when everything it may not read says something else. */
export function sameReworded(engine: Engine, setup: Setup, steps: readonly Step[]): boolean {
  return audiencesOf(setup).every((audience) => {
    if (audience.kind === "control" || audience.kind === "evaluator") return true;
    const reworded = { ...setup, scenario: rewordedFor(setup.scenario, audience) };
    return boards(engine, setup, steps, audience) === boards(engine, reworded, steps, audience);
  });
}

/** All that an audience gets: its setting, and its view and its answers after each step it may know of. */
function boards(engine: Engine, setup: Setup, steps: readonly Step[], audience: Audience): string {
  const shown: string[] = [JSON.stringify(engine.settingFor(setup, audience))];
  playThrough(engine, setup, steps, ({ step, drill, refusal }) => {
    if (isSecret(step, audience)) return;
    // A wall is looked at when its time has come, not when something has happened.
    const seen = audience.kind === "wall" ? { ...drill, atMs: momentOf(drill, step) } : drill;
    shown.push(JSON.stringify(untold(engine.viewFor(seen, audience))));
    if (isOwn(step, audience)) shown.push(JSON.stringify([refusal?.code, refusal?.params]));
  });
  return shown.join("\n");
}

/** A view without what everybody was told of all that was secret: the totals, from their release on. */
function untold(view: View): View {
  if (view.kind !== "wall" || !view.scoresReleased) return view;
  return { ...view, lanes: view.lanes.map((lane) => ({ ...lane, scores: [] })) };
}

function momentOf({ clock }: Drill, { afterMs }: Step): number {
  return drillTimeAt(clock, START_MS + afterMs);
}

function isOwn({ by }: Step, audience: Audience): boolean {
  if (audience.kind === "side") {
    return by.role === "player" && by.side === audience.side && by.lane === audience.lane;
  }
  if (audience.kind === "wall" || audience.kind === "officer") return false;
  return audience.kind === "control" ? by.role === "controller" : by.participantId === audience.participantId;
}

function isRadio(
  command: DrillCommand,
): command is Extract<DrillCommand, { type: "SendRadio" | "ReadBack" }> {
  return command.type === "SendRadio" || command.type === "ReadBack";
}

/** What staff enter about the players, which nobody in the world feels. */
const JUDGEMENTS: readonly DrillCommand["type"][] = [
  "ObserveItem",
  "RateItem",
  "TakeNote",
  "FlagMoment",
  "GrantExemption",
  "ModerateLine",
  // Nor is it for anybody but control who else has heard the call.
  "AnswerCheck",
];

/** What becomes of a result once it is released: everybody of the drill reads the same review. */
const OF_RELEASED_RESULT: readonly DrillCommand["type"][] = [
  "FileAppeal",
  "AnswerAppeal",
  "AcceptResult",
  "DeclareFinal",
];

/**
 * Whether an audience may not know of a step, and nothing follows from it that it may know of. What the other side
 * does in the same world is not among these: it can be seen. That one has a property of its own.
 */
function isSecret(step: Step, audience: Audience): boolean {
  const { by, command } = step;
  if (audience.kind === "control" || isOwn(step, audience)) return false;
  if (JUDGEMENTS.includes(command.type)) return true;
  if (OF_RELEASED_RESULT.includes(command.type) || audience.kind === "evaluator") return false;

  if (audience.kind === "wall") {
    const words: readonly DrillCommand["type"][] = [
      "SendRadio",
      "ReadBack",
      "SendAdHocInject",
      "Decide",
      "CallCheck",
      "RepeatCheck",
    ];
    return words.includes(command.type);
  }
  const { side, lane } = audience;
  if (by.role === "player" && command.type !== "EndDrill" && command.type !== "StopExercise") {
    // Lanes are worlds of their own.
    return by.lane !== lane || (isRadio(command) && by.side !== side);
  }
  if ("lane" in command && command.lane !== undefined && command.lane !== lane) return true;
  if (isRadio(command)) return (command.side ?? "responder") !== side;
  return command.type === "SendAdHocInject" && !sidesOf(command.audience).includes(side);
}

/** The scenario with other words in every place a side must never see; nothing else is different. */
function rewordedFor(original: Scenario, audience: { side: Side } | { kind: "wall" }): Scenario {
  const scenario = structuredClone(original);
  const side = "side" in audience ? audience.side : null;
  const others = (["responder", "opposition"] as const).filter((one) => one !== side);
  let count = 0;
  const anew = (): LocalText => ({ zh: `另一句 ${++count}`, en: `Other words ${count}` });

  for (const other of others) scenario.brief[other] = anew();
  scenario.brief.control = anew();
  for (const incident of scenario.incidents) {
    incident.title = anew();
    incident.truth = anew();
  }
  for (const inject of scenario.injects) {
    inject.title = anew();
    if (side === null || !sidesOf(inject.audience).includes(side)) inject.text = anew();
  }
  for (const decision of scenario.decisions) {
    if (side !== "responder") decision.prompt = anew();
    for (const option of decision.options) option.rationale = anew();
  }
  for (const objective of scenario.objectives) if (objective.side !== side) objective.text = anew();
  for (const item of scenario.items) item.title = anew();
  for (const gauge of scenario.gauges)
    if (side === null || !gauge.shownTo.includes(side)) gauge.name = anew();
  if (side !== "opposition") for (const actor of scenario.actors) actor.name = anew();
  if (side !== "responder") for (const agency of scenario.agencies) agency.answer = anew();
  if (side === null) for (const fact of scenario.facts) fact.text = anew();
  return scenario;
}
