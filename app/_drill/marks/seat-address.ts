import type { Seat } from "@/domain/roster/schema";

/** The screen somebody in this seat works at while a drill runs. */
export function consoleAddress(drillId: string, role: Seat["role"]): string {
  const path = { controller: "/control", evaluator: "/evaluate", observer: "/wall", player: "" }[role];
  return `/drills/${drillId}${path}`;
}

/** What its button says, in the namespace `drills`. */
export function consoleVerb(
  role: Seat["role"],
): "open.control" | "open.evaluate" | "open.wall" | "open.play" {
  return (
    {
      controller: "open.control",
      evaluator: "open.evaluate",
      observer: "open.wall",
      player: "open.play",
    } as const
  )[role];
}
