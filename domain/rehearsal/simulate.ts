import type { Side } from "@/domain/conditions/terms";
import { decide, joined } from "@/domain/drill/decide";
import { letDueHappen } from "@/domain/drill/due";
import { fold } from "@/domain/drill/evolve";
import { settingFor } from "@/domain/view/setting";
import type { DrillCommand, Participant, RecordedEvent, Setup, Skill } from "@/domain/drill/schema";
import { LOOK_EVERY_MS } from "./scripted";
import type { Drill } from "@/domain/drill/state";
import { viewFor } from "@/domain/view/view";
import { isRefusal } from "@/domain/refusal";
import { nextMoves } from "./player";
import { evaluatorMoves } from "./evaluator";

/** What a simulated drill came to. */
export type Simulated = {
  drill: Drill;
  events: RecordedEvent[];
  refused: { command: DrillCommand; code: string }[];
};

/** Where and how a simulated drill is staged, where that matters. */
export type Staging = {
  /** Who takes part. The first controller runs it; several players of one place take turns. */
  cast: readonly Participant[];
  /** Unix time in ms of StartEx. */
  startWallMs: number;
  /** Stops the clock at a drill time in ms before the end and leaves it; null to play to the end. */
  pause: { atMs: number; reason: string } | null;
  /** Where it is left: with its scores released, or right after EndEx. */
  until: "released" | "ended";
  /** How evaluators find the responders, where it must not follow from how these play. */
  rated: Skill;
};

const MINUTE_MS = 60_000;

/**
 * Plays a whole drill without a server: scripted players on every side of every lane, evaluators, and control that
 * lets the plan run. A pure function of its arguments.
 *
 * @param skills How good the sides play.
 * @param staging What is left out: one person in every place, StartEx at 0, and played to the end.
 */
export function simulate(
  setup: Setup,
  skills: Record<Side, Skill>,
  seed: number,
  {
    cast = castFor(setup),
    startWallMs = 0,
    pause = null,
    until = "released",
    rated = skills.responder,
  }: Partial<Staging> = {},
): Simulated {
  const control = cast.find(({ role }) => role === "controller");
  if (!control) throw new Error("Somebody has to control a drill.");
  const events: RecordedEvent[] = [
    {
      position: 1,
      lane: 0,
      atMs: 0,
      wallMs: startWallMs - 120 * MINUTE_MS,
      by: control,
      observedAtMs: null,
      event: { type: "DrillPlanned", setup },
    },
  ];
  const drill = fold(events);
  if (!drill) throw new Error("A planned drill folds to a drill.");
  const refused: Simulated["refused"] = [];
  for (const who of cast) events.push(...joined(drill, who, 0, startWallMs - 5 * MINUTE_MS));

  const ask = (by: Participant, command: DrillCommand, atMs: number, wallMs = startWallMs + atMs) => {
    try {
      events.push(...decide(drill, command, { by, atMs, wallMs, seed }));
    } catch (error) {
      // Scripted players try what people would; the rules say no now and then, and nothing is stored.
      if (!isRefusal(error)) throw error;
      refused.push({ command, code: error.code });
    }
  };

  ask(control, { type: "StartDrill", rate: 1 }, 0);
  const endMs = setup.scenario.plannedMinutes * MINUTE_MS;
  const places = placesOf(setup, cast);
  for (let atMs = 0; atMs <= Math.min(endMs, pause?.atMs ?? endMs); atMs += LOOK_EVERY_MS) {
    events.push(...letDueHappen(drill, atMs, startWallMs + atMs));
    for (const { audience, setting, players } of places) {
      const by = players[Math.floor(atMs / TURN_MS) % players.length];
      const view = viewFor(drill, audience);
      if (!by || setting.kind !== "side" || view.kind !== "side") continue;
      const { side, lane } = audience;
      for (const move of nextMoves(setting, view, skills[side], atMs, seed + lane)) ask(by, move, atMs);
    }
  }
  if (pause && pause.atMs < endMs) {
    ask(control, { type: "PauseClock", reason: pause.reason }, pause.atMs);
    return { drill, events, refused };
  }

  ask(control, { type: "EndDrill", how: "ended", reason: "" }, endMs);
  if (until === "released") evaluate(drill, cast, seed, rated, ask);
  return { drill, events, refused };
}

/** Hand-ins and the release: evaluators enter what they saw one behind the other, and not all see it alike. */
function evaluate(
  drill: Drill,
  cast: readonly Participant[],
  seed: number,
  rated: Skill,
  ask: (by: Participant, command: DrillCommand, atMs: number, wallMs: number) => void,
): void {
  const { atMs, wallMs: endWallMs } = drill.ended ?? { atMs: 0, wallMs: 0 };
  const evaluators = cast.filter(({ role }) => role === "evaluator");
  evaluators.forEach((by, i) => {
    const wallMs = endWallMs + (i + 1) * 4 * MINUTE_MS;
    for (const move of evaluatorMoves(drill, rated, seed + i)) ask(by, move, atMs, wallMs);
    for (const { lane } of drill.lanes) ask(by, { type: "SubmitEvaluation", lane }, atMs, wallMs);
  });
  const control = cast.find(({ role }) => role === "controller");
  const releasedMs = endWallMs + (evaluators.length + 1) * 4 * MINUTE_MS;
  if (control) ask(control, { type: "ReleaseScores" }, atMs, releasedMs);
}

/** How long one of several players of a place plays before the next does: the log then names all of them. */
const TURN_MS = 3 * MINUTE_MS;

/** One person in every place. */
function castFor({ lanes, scenario }: Setup): Participant[] {
  const sides = scenario.opposed ? (["responder", "opposition"] as const) : (["responder"] as const);
  return [
    { role: "controller", participantId: "control", name: "Control" },
    { role: "evaluator", participantId: "evaluator", name: "Evaluator" },
    ...Array.from({ length: lanes }, (_, i) => i + 1).flatMap((lane) =>
      sides.map((side): Participant => {
        return { role: "player", participantId: `${side}-${lane}`, name: side, lane, side };
      }),
    ),
  ];
}

/** The places somebody plays, lane by lane, with what is known there and by whom. */
function placesOf(setup: Setup, cast: readonly Participant[]) {
  return Array.from({ length: setup.lanes }, (_, i) => i + 1).flatMap((lane) =>
    (["responder", "opposition"] as const).map((side) => {
      const audience = { kind: "side", side, lane } as const;
      const players = cast.filter((who) => who.role === "player" && who.side === side && who.lane === lane);
      return { audience, setting: settingFor(setup, audience), players };
    }),
  );
}
