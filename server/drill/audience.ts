import "server-only";
import type { Participant, Player } from "@/domain/drill/schema";
import type { Seat } from "@/domain/roster/schema";
import type { Audience } from "@/domain/view/schema";

/** Which projection somebody gets. Who only looks on sees what hangs on the wall. */
export function audienceOf(participant: Participant): Audience {
  switch (participant.role) {
    case "controller":
      return { kind: "control" };
    case "evaluator":
      return { kind: "evaluator", participantId: participant.participantId };
    case "player":
      return {
        kind: "side",
        side: participant.side,
        lane: participant.lane,
        teamRole: participant.teamRole,
      };
    case "observer":
      return { kind: "wall" };
  }
}

/** One word per audience: people of one audience get the same bytes. */
export function audienceKey(audience: Audience): string {
  switch (audience.kind) {
    case "control":
      return "control";
    case "evaluator":
      return `evaluator:${audience.participantId}`;
    case "side":
      return `side:${audience.side}:${audience.lane}:${audience.teamRole ?? ""}`;
    case "officer":
      return `officer:${audience.side}:${audience.lane}`;
    case "wall":
      return "wall";
  }
}

/** The person in a seat, as the stream names them. */
export function participantIn(
  seat: Seat,
  { userId, name, latinName }: { userId: string; name: string; latinName?: string | null | undefined },
): Participant {
  const who = { participantId: userId, name, ...(latinName == null ? {} : { latinName }) };
  switch (seat.role) {
    case "controller":
      return { role: "controller", ...who };
    case "evaluator":
      return { role: "evaluator", ...who };
    case "observer":
      return { role: "observer", ...who };
    case "player":
      return { ...seat, ...who };
  }
}

/** The seat of somebody who plays. */
export function seatIn({ lane, side, teamRole }: Player): Seat {
  return { role: "player", lane, side, ...(teamRole ? { teamRole } : {}) };
}

export function isSameSeat(a: Seat, b: Seat): boolean {
  if (a.role === "player" && b.role === "player") {
    return a.lane === b.lane && a.side === b.side && a.teamRole === b.teamRole;
  }
  return a.role === b.role;
}
