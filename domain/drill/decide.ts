import { Refusal } from "@/domain/refusal";
import type { Asked, Asking, Decides } from "./asking";
import type { DrillCommand } from "./commands";
import { actions } from "./decide/actions";
import { check } from "./decide/check";
import { clock } from "./decide/clock";
import { course } from "./decide/course";
import { evaluation } from "./decide/evaluation";
import { injects } from "./decide/injects";
import { lead } from "./decide/lead";
import { radio } from "./decide/radio";
import { recordings } from "./decide/recordings";
import { result } from "./decide/result";
import { stop } from "./decide/stop";
import { emit, type Play } from "./play";
import { requireMay } from "./require-may";
import type { Participant, RecordedEvent } from "./schema";
import type { Drill } from "./state";

/** What comes of every kind of command: a forgotten one does not compile. */
const decides: Decides<DrillCommand["type"]> = {
  ...course,
  ...clock,
  ...stop,
  ...check,
  ...lead,
  ...injects,
  ...actions,
  ...radio,
  ...evaluation,
  ...recordings,
  ...result,
};

/**
 * Decides what happens when someone asks for something, and changes `drill` to match.
 *
 * Pure but for that: no clock, no randomness, no database. Every rule is checked before
 * the first event is decided, so a refusal leaves the drill as it was.
 *
 * @throws {Refusal} when the rules of the exercise forbid the command.
 */
export function decide(drill: Drill, command: DrillCommand, asked: Asked): RecordedEvent[] {
  if (drill.cancelled) throw new Refusal("drill-cancelled");
  const { by, atMs } = asked;
  const lane = requireMay(drill, command, by);
  const play: Play = { drill, wallMs: asked.wallMs, events: [] };
  const put: Asking<DrillCommand["type"]>["put"] = (event, observedAtMs = null) =>
    emit(play, by, lane?.lane ?? 0, atMs, event, observedAtMs);
  decideAs(command.type, { play, drill, command, asked, by, atMs, lane, put });
  return play.events;
}

function decideAs<T extends DrillCommand["type"]>(type: T, asking: Asking<T>): void {
  decides[type](asking);
}

/**
 * The first event of a drill, and somebody's coming in. Both are facts the server states,
 * not wishes a participant may be refused.
 */
export function joined(
  drill: Drill,
  participant: Participant,
  atMs: number,
  wallMs: number,
): RecordedEvent[] {
  const known = drill.participants[participant.participantId];
  if (known && isSamePlace(known, participant)) return [];
  const play: Play = { drill, wallMs, events: [] };
  emit(play, participant, 0, atMs, { type: "ParticipantJoined", participant });
  return play.events;
}

/** Somebody who was given another place comes in once more. */
function isSamePlace(a: Participant, b: Participant): boolean {
  if (a.role === "player" && b.role === "player") {
    return a.lane === b.lane && a.side === b.side && a.teamRole === b.teamRole;
  }
  return a.role === b.role;
}
