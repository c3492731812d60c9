import type { Seat } from "@/domain/roster/schema";

/** The screen somebody in this seat works at while a drill runs. */
export function consoleAddress(drillId: string, role: Seat["role"]): string {
  const path = { controller: "/control", evaluator: "/evaluate", player: "" }[role];
  return `/drills/${drillId}${path}`;
}

/** What its button says, in the namespace `drills`. */
export function consoleVerb(role: Seat["role"]): "open.control" | "open.evaluate" | "open.play" {
  return ({ controller: "open.control", evaluator: "open.evaluate", player: "open.play" } as const)[role];
}
