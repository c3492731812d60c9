import type { Side } from "@/domain/conditions/terms";
import type { Format } from "@/domain/drill/schema";
import { Refusal } from "@/domain/refusal";
import type { Seat } from "./schema";

/** What a seat lets somebody read: a side's secrets, the wall, or everything as staff do. */
export const HELD = ["controller", "evaluator", "observer", "responder", "opposition"] as const;
export type Held = (typeof HELD)[number];

/** Somebody as a drill remembers them, whether or not they have a seat in it now. */
export type Standing = {
  /** Every kind of seat they have come into. */
  held: ReadonlySet<Held>;
  /** Control took their seat away and has not named them again. */
  removed: boolean;
};

type DrillNow = { format: Format; phase: "planned" | "running" | "ended" };

/**
 * What a seat counts as. In the second leg of a swap the teams have exchanged sides, so a player's seat counts as
 * the one that their team had in the first: the exchange itself crosses nothing.
 */
export function heldIn(format: Format, seat: Seat): Held {
  if (seat.role !== "player") return seat.role;
  return format === "swap" && seat.lane === 2 ? otherSide(seat.side) : seat.side;
}

/**
 * Whether somebody may be given a seat.
 *
 * Whoever may have read one side's secrets gets no seat that plays for the other, or shows it. Staff read both sides,
 * so they play for neither; the wall shows the responders, which in a swap is each team in its turn. Only before StartEx control may make staff of somebody who
 * has come in as a player, because from then on they play no more.
 *
 * @param way "code": they come by themselves; "name": control names them. Whom control removed comes back by name only,
 *   and after EndEx nobody comes by the code and nobody is named to play.
 * @throws {Refusal} "join-not-open", "drill-already-ended", "has-played", "knows-other-side".
 */
export function requireMayTake(
  seat: Seat,
  { held, removed }: Standing,
  { format, phase }: DrillNow,
  way: "code" | "name",
): void {
  if (way === "code" && removed) throw new Refusal("join-not-open");
  if (phase === "ended" && (way === "code" || seat.role === "player" || seat.role === "observer")) {
    throw new Refusal("drill-already-ended");
  }
  const wanted = heldIn(format, seat);
  if (wanted === "controller" || wanted === "evaluator") {
    const hasPlayed = held.has("responder") || held.has("opposition");
    if (hasPlayed && (way === "code" || phase !== "planned")) throw new Refusal("has-played");
    return;
  }
  if (wanted === "observer") {
    const isHindered = held.has("opposition") || (format === "swap" && held.has("responder"));
    if (isHindered && (way === "code" || phase !== "planned")) {
      throw new Refusal("knows-other-side");
    }
    return;
  }
  if (sidesRead(held, { format, phase }).has(otherSide(wanted))) throw new Refusal("knows-other-side");
}

/** The same as an answer, for a list of what is on offer. */
export function mayTake(...asked: Parameters<typeof requireMayTake>): boolean {
  try {
    requireMayTake(...asked);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** The sides whose secrets somebody may have read. The wall shows nothing before StartEx. */
function sidesRead(held: ReadonlySet<Held>, { format, phase }: DrillNow): Set<Side> {
  const isStaff = held.has("controller") || held.has("evaluator");
  const sawWall = held.has("observer") && phase !== "planned";
  const read = new Set<Side>();
  if (isStaff || held.has("opposition") || (sawWall && format === "swap")) read.add("opposition");
  if (isStaff || held.has("responder") || sawWall) read.add("responder");
  return read;
}

function otherSide(side: Side): Side {
  return side === "responder" ? "opposition" : "responder";
}
