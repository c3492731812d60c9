import { heldAgainst, MAY, type Held, type Rule, type Standing } from "./may";

/** What waits: what players do in the world, or what whoever runs the drill does to its course and clock. */
export type Doing = "playing" | "running";

/** A command of each kind: the others of it wait when it does. */
const OF: { [D in Doing]: Rule } = { playing: MAY.TakeAction, running: MAY.JumpClock };

/** Why what the engine would refuse for the moment has to wait; null when it does not. */
export function heldBy(standing: Standing, doing: Doing): Held | null {
  return standing.phase === "running" ? heldAgainst(OF[doing], standing) : null;
}
