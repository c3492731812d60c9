import { Refusal } from "@/domain/refusal";
import type { Participant, Player } from "./schema";
import type { Drill, Lane } from "./state";

/**
 * Legs: in the format "swap" the lanes of a drill are played one after the other by the same two teams, with the
 * sides exchanged. Each leg has a StartEx of its own, from which its clock counts: so the same scenario happens at
 * the same times in both (docs/decisions/0021-legs-have-their-own-clock.md). In all other formats every lane is
 * played at once.
 */
export const LEGS = 2;

/** Whether a lane is being played, or was when the drill ended. */
export function isInPlay(drill: Drill, lane: Lane): boolean {
  return drill.setup.format !== "swap" || lane.lane === drill.leg;
}

/** Whether a lane has ever been played. */
export function hasBegun(drill: Drill, lane: Lane): boolean {
  return drill.phase !== "planned" && (drill.setup.format !== "swap" || lane.lane <= drill.leg);
}

/**
 * The moment of its own clock at which a lane stands, and whether anything can still happen in it.
 *
 * @returns Drill time in ms; 0 for a leg that has not begun.
 */
export function standingOf(drill: Drill, lane: Lane): { atMs: number; over: boolean } {
  if (lane.endedAtMs !== null) return { atMs: lane.endedAtMs, over: true };
  if (!hasBegun(drill, lane)) return { atMs: 0, over: false };
  return { atMs: drill.ended?.atMs ?? drill.atMs, over: drill.phase === "ended" };
}

/** @throws {Refusal} "leg-not-in-play" for a lane whose leg is over or has not begun. */
export function requireInPlay(drill: Drill, lane: Lane): void {
  if (!isInPlay(drill, lane)) throw new Refusal("leg-not-in-play");
}

/** The places of the next leg: the same people on the other side. */
export function exchanged(participants: readonly Participant[], lane: number): Player[] {
  return participants.flatMap((participant) =>
    participant.role === "player"
      ? [
          {
            ...participant,
            lane,
            side: participant.side === "responder" ? "opposition" : "responder",
            // The desks of the other leg are given anew.
            teamRole: undefined,
          },
        ]
      : [],
  );
}
