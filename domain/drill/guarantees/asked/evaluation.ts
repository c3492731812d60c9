import { fc } from "@fast-check/vitest";
import type { evaluation as evaluationShapes } from "@/domain/drill/commands/evaluation";
import { FlagKind } from "@/domain/drill/schema";
import { by, someOf, type AskedOf, type Makings } from "./makings";

/** What evaluators and control note and judge. How each comes to be asked. */
export function evaluation({
  scenario,
  lane,
  text,
  seen,
  counted,
  photos,
  items,
  controller,
  controllers,
  evaluator,
  staff,
}: Makings): AskedOf<keyof typeof evaluationShapes> {
  return {
    ObserveItem: by(
      evaluator,
      fc.record({
        type: fc.constant("ObserveItem"),
        lane,
        itemId: items("procedure"),
        result: fc.constantFrom("met" as const, "partly" as const, "missed" as const, "withdrawn" as const),
        note: text,
        observedAtMs: seen,
        counted,
      }),
    ),
    RateItem: by(
      evaluator,
      fc.record({
        type: fc.constant("RateItem"),
        lane,
        itemId: items("judgement"),
        rating: fc.constantFrom("P" as const, "S" as const, "M" as const, "U" as const, null),
        note: text,
        observedAtMs: seen,
        counted,
      }),
    ),
    SubmitEvaluation: by(evaluator, fc.record({ type: fc.constant("SubmitEvaluation"), lane })),
    TakeNote: by(
      staff,
      fc.record({ type: fc.constant("TakeNote"), lane, text, observedAtMs: seen, counted, photos }),
    ),
    FlagMoment: by(
      controllers,
      fc.record({
        type: fc.constant("FlagMoment"),
        lane,
        kind: fc.constantFrom(...FlagKind.options),
        text,
        observedAtMs: seen,
      }),
    ),
    GrantExemption: by(
      controller,
      fc.record({
        type: fc.constant("GrantExemption"),
        lane,
        itemId: someOf(scenario.items.map(({ id }) => id)),
        reason: text,
      }),
    ),
  };
}
