import { fc } from "@fast-check/vitest";
import type { course as courseShapes } from "@/domain/drill/commands/course";
import type { clock as clockShapes } from "@/domain/drill/commands/clock";
import type { Rate } from "@/domain/drill/schema";
import { by, type AskedOf, type Makings } from "./makings";

/** The course of a drill and its clock. How each comes to be asked. */
export function course({
  controller,
}: Makings): AskedOf<keyof typeof courseShapes | keyof typeof clockShapes> {
  return {
    StartDrill: by(controller, fc.constant({ type: "StartDrill", rate: 1 })),
    StartNextLeg: by(controller, fc.constant({ type: "StartNextLeg" })),
    PauseClock: by(controller, fc.constant({ type: "PauseClock", reason: "" })),
    ResumeClock: by(controller, fc.constant({ type: "ResumeClock" })),
    ChangeRate: by(
      controller,
      fc.constantFrom<Rate[]>(1, 2, 5, 10).map((rate) => ({ type: "ChangeRate", rate })),
    ),
    JumpClock: by(
      controller,
      fc.integer({ min: 1, max: 1_800_000 }).map((toMs) => ({ type: "JumpClock", toMs })),
    ),
    EndDrill: by(controller, fc.constant({ type: "EndDrill", how: "ended", reason: "" })),
    ReleaseScores: by(controller, fc.constant({ type: "ReleaseScores" })),
  };
}
