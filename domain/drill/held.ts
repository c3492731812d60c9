import type { Clock } from "./clock";

/** Why something that a running drill lets people do has to wait, by the code it would be refused with. */
export type Held = "exercise-stopped" | "clock-paused";

type Standing = { phase: "planned" | "running" | "ended"; clock: Pick<Clock, "rate">; stopped: unknown };

/** What waits: what players do in the world, or what whoever runs the drill does to its course and clock. */
export type Doing = "playing" | "running";

/** Why what the engine would refuse for the moment has to wait; null when it does not. */
export function heldBy({ phase, clock, stopped }: Standing, doing: Doing): Held | null {
  if (phase !== "running") return null;
  if (stopped) return "exercise-stopped";
  return doing === "playing" && clock.rate === 0 ? "clock-paused" : null;
}
