import type { Side } from "@/domain/conditions/terms";
import { TeamRole, type InjectAudience } from "@/domain/injects/audience";
import type { Delivery, Drill, Lane } from "./state";

/**
 * Roles inside a responding team: who sits at the dispatch desk, in the duty room and in the command centre, and who
 * is out with the crews. A role decides which injects reach somebody; what they may do is their side's.
 *
 * What is meant for a role reaches those who hold it, and nobody else. An inject must never reach nobody: where the
 * role is held by nobody when it is delivered, or by nobody any more, it is the whole side's.
 */
export function roleIn(audience: InjectAudience): TeamRole | null {
  return TeamRole.options.find((role) => role === audience) ?? null;
}

/** The sides an inject is meant for, whole or in part; none when it is for control only. */
export function sidesOf(audience: InjectAudience): Side[] {
  switch (audience) {
    case "responder":
    case "opposition":
      return [audience];
    case "both":
      return ["responder", "opposition"];
    case "control":
      return [];
    default:
      return ["responder"];
  }
}

/** Whether anybody of a lane's responders holds a role now. */
export function isHeld(drill: Drill, lane: number, role: TeamRole): boolean {
  return Object.values(drill.participants).some(
    (participant) =>
      participant.role === "player" && participant.lane === lane && participant.teamRole === role,
  );
}

/** Whether an inject for this audience goes to the whole side, because nobody holds the role it is meant for. */
export function fallsToSide(drill: Drill, lane: number, audience: InjectAudience): boolean {
  const role = roleIn(audience);
  return role !== null && !isHeld(drill, lane, role);
}

/** Whether what was delivered is for somebody's eyes: their side's, or their role's. */
export function reaches(
  drill: Drill,
  lane: Lane,
  { audience, toSide }: Delivery,
  reader: { side: Side; desk: TeamRole | "every" | null },
): boolean {
  if (!sidesOf(audience).includes(reader.side)) return false;
  const role = roleIn(audience);
  return (
    role === null ||
    toSide ||
    reader.desk === "every" ||
    reader.desk === role ||
    !isHeld(drill, lane.lane, role)
  );
}
