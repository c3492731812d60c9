import { fc } from "@fast-check/vitest";
import type { stop as stopShapes } from "@/domain/drill/commands/stop";
import type { check as checkShapes } from "@/domain/drill/commands/check";
import type { lead as leadShapes } from "@/domain/drill/commands/lead";
import { by, type AskedOf, type Makings } from "./makings";

/** Stops, communications checks, and who leads the control cell. How each comes to be asked. */
export function cell({
  evaluators,
  text,
  controllers,
  anybody,
}: Makings): AskedOf<keyof typeof stopShapes | keyof typeof checkShapes | keyof typeof leadShapes> {
  return {
    StopExercise: by(
      anybody,
      fc.tuple(text, fc.boolean()).map(([reason, real]) => ({
        type: "StopExercise",
        reason,
        ...(real ? { real: true as const } : {}),
      })),
    ),
    AnswerStop: by(controllers, fc.constant({ type: "AnswerStop" })),
    MuteStops: by(
      controllers,
      fc.constantFrom(...evaluators).map(({ participantId }) => ({ type: "MuteStops", participantId })),
    ),
    UnmuteStops: by(
      controllers,
      fc.constantFrom(...evaluators).map(({ participantId }) => ({ type: "UnmuteStops", participantId })),
    ),
    ResumeExercise: by(
      controllers,
      text.map((reason) => ({ type: "ResumeExercise", reason })),
    ),
    CallCheck: by(controllers, fc.constant({ type: "CallCheck" })),
    RepeatCheck: by(controllers, fc.constant({ type: "RepeatCheck" })),
    AnswerCheck: by(anybody, fc.constant({ type: "AnswerCheck" })),
    OfferLead: by(
      controllers,
      controllers.map(({ participantId }) => ({ type: "OfferLead", to: participantId })),
    ),
    CloseLeadOffer: by(controllers, fc.constant({ type: "CloseLeadOffer" })),
    TakeLead: by(
      controllers,
      text.map((reason) => ({ type: "TakeLead", reason })),
    ),
  };
}
