import type { Seat } from "./schema";

/** A drill on a scenario, as far as it concerns one person. */
export type Engagement = {
  /** A practice of somebody's own: nobody competes in it. */
  isPractice: boolean;
  scoresReleased: boolean;
  /** Without notice, and no call has reached a responder yet. */
  isHidden: boolean;
  /** Their seat now; null when they have none. */
  role: Seat["role"] | null;
  /** They have come into their seat. */
  joined: boolean;
  /** They had a seat before, and have none any more. */
  hadSeat: boolean;
  /** A team they belong to plays. */
  teamPlays: boolean;
};

/**
 * Whether a drill closes its scenario to a person: practice, cases, scenario and other drills on it stay shut to
 * whoever plays, may play or looks on, until the scores are released. Staff know all of it anyway.
 *
 * A drill that is hidden from its players closes nothing to them: what is suddenly shut would tell of it.
 */
export function closesScenario(drill: Engagement): boolean {
  if (drill.isPractice || drill.scoresReleased) return false;
  if (drill.role === "controller" || drill.role === "evaluator") return false;
  if (drill.isHidden && drill.role !== "observer") return false;
  return drill.role !== null || drill.hadSeat || drill.teamPlays;
}

/**
 * Whether it also closes another drill on that scenario of which the person is staff. That takes having come in as a
 * player by oneself: otherwise whoever names somebody as a player could take a running drill's control from them.
 */
export function closesToStaff(drill: Engagement): boolean {
  return closesScenario(drill) && drill.role === "player" && drill.joined;
}
