import { Refusal } from "@/domain/refusal";
import { isSelfRun } from "./solo";
import type { DrillCommand, DrillEvent, Participant, Setup } from "./schema";
import type { Drill } from "./state";

/**
 * Stopping everything is anybody's, ending is control's (docs/decisions/0040-stopping-and-ending.md). A stop for a
 * real incident that no controller answers ends the drill by itself.
 */

/** How long a stop for a real incident waits for control where the setup does not say, in ms. */
export const UNANSWERED_STOP_ENDS_MS = 600_000;

export function unansweredStopEndsMs(setup: Setup): number {
  return setup.unansweredStopEndsMs ?? UNANSWERED_STOP_ENDS_MS;
}

type Stop = Extract<DrillCommand, { type: "StopExercise" }>;

/**
 * @throws {Refusal} "stops-muted" for whoever control has muted; "exercise-already-stopped", unless a real incident
 *   is reported while everything stands still for another reason.
 */
export function stoppedExercise(drill: Drill, by: Participant, stop: Stop, wallMs: number): DrillEvent {
  if (drill.muted[by.participantId]) throw new Refusal("stops-muted");
  const { reason, real } = stop;
  if (drill.stopped && (!real || drill.stopped.real)) throw new Refusal("exercise-already-stopped");
  if (!real) return { type: "ExerciseStopped", reason };
  // A controller who calls it knows of it: there is nobody to wait for.
  const waits = by.role !== "controller";
  const endsAtWallMs = wallMs + unansweredStopEndsMs(drill.setup);
  return { type: "ExerciseStopped", reason, real, ...(waits ? { endsAtWallMs } : {}) };
}

/** @throws {Refusal} "stop-not-waiting" when nothing would end by itself. */
export function answeredStop(drill: Drill): DrillEvent {
  if (drill.stopped?.endsAtWallMs == null) throw new Refusal("stop-not-waiting");
  return { type: "StopAnswered" };
}

/**
 * Takes somebody's stops away, or gives them back.
 *
 * @throws {Refusal} "not-found" for whoever has not come in, and for control itself; "stops-already-muted";
 *   "stops-not-muted".
 */
export function changedMute(
  drill: Drill,
  command: Extract<DrillCommand, { type: "MuteStops" | "UnmuteStops" }>,
): DrillEvent {
  const { participantId } = command;
  const person = drill.participants[participantId];
  const isScripted = person?.role === "player" && person.scripted === true;
  if (!person || isScripted || person.role === "controller") throw new Refusal("not-found");
  const muted = drill.muted[participantId] === true;
  if (command.type === "MuteStops") {
    if (muted) throw new Refusal("stops-already-muted");
    return { type: "StopsMuted", participantId, name: person.name };
  }
  if (!muted) throw new Refusal("stops-not-muted");
  return { type: "StopsUnmuted", participantId, name: person.name };
}

/** When a stop that nobody answers ends the drill, Unix time in ms; null when none does. */
export function endsUnansweredAtMs(drill: Drill): number | null {
  return drill.phase === "running" ? (drill.stopped?.endsAtWallMs ?? null) : null;
}

/** How the drill ends once that time has come. */
export function unansweredEnd(drill: Drill): DrillEvent[] {
  const end: DrillEvent = {
    type: "DrillEnded",
    how: "real-incident",
    reason: drill.stopped?.reason ?? "",
  };
  return isSelfRun(drill) ? [end, { type: "ScoresReleased" }] : [end];
}
