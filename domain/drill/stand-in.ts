import type { Condition } from "@/domain/conditions/schema";
import type { Side } from "@/domain/conditions/terms";
import type { Inject } from "@/domain/scenario/schema";
import type { Setup } from "./schema";

/** Whether somebody plays a side of a lane: people, or the engine for them. */
export function isPlayed({ teams, scripted, oppositionCell }: Setup, side: Side, lane: number): boolean {
  return (
    scripted.some((one) => one.side === side && one.lane === lane) ||
    teams.some(
      (team) => team.side === side && (team.lane === lane || (oppositionCell && side === "opposition")),
    )
  );
}

/**
 * What an inject waits for in a lane; null when it does not come by itself there.
 *
 * An inject that stands in for a move comes by the clock where nobody plays the opposition. Where somebody does, the
 * move is theirs to make or to leave, and only what they do brings it.
 */
export function cueOf(inject: Inject, setup: Setup, lane: number): Inject["trigger"] | null {
  const { trigger } = inject;
  if (inject.standsInFor === undefined || !isPlayed(setup, "opposition", lane)) return trigger;
  if (trigger.on !== "condition") return trigger.on === "hand" ? trigger : null;
  const when = withoutClock(trigger.when);
  return when && { ...trigger, when };
}

/** A condition without the alternatives in it that time alone makes true; null when nothing is left. */
function withoutClock(condition: Condition): Condition | null {
  switch (condition.op) {
    case "clock":
    case "time-since":
      return null;
    case "any": {
      const of = condition.of.flatMap((part) => withoutClock(part) ?? []);
      return of.length > 0 ? { op: "any", of } : null;
    }
    case "all": {
      // Of several things that must hold together the clock may be one; alternatives among them lose theirs.
      const of = condition.of.map((part) => (part.op === "any" ? withoutClock(part) : part));
      return of.includes(null) ? null : { op: "all", of: of.flatMap((part) => part ?? []) };
    }
    default:
      return condition;
  }
}
