import { fc } from "@fast-check/vitest";
import { startEx, type Step } from "@/domain/drill/given";
import type { DrillCommand, Participant, Setup } from "@/domain/drill/schema";
import { actions } from "./asked/actions";
import { cell } from "./asked/cell";
import { closingIn } from "./asked/closing";
import { course } from "./asked/course";
import { evaluation } from "./asked/evaluation";
import { injects } from "./asked/injects";
import { castOf, makingsOf, type AskedOf } from "./asked/makings";
import { recordings } from "./asked/recordings";
import { result } from "./asked/result";

/**
 * How each command comes to be asked in a drill of this setup: with ids that exist, by those who may. A new command
 * does not compile until it is generated here.
 */
export function askedIn(setup: Setup): AskedOf<DrillCommand["type"]> {
  const makings = makingsOf(setup);
  return {
    ...course(makings),
    ...cell(makings),
    ...injects(makings),
    ...actions(makings),
    ...evaluation(makings),
    ...recordings(makings),
    ...result(makings),
  };
}

/** How often a command is asked, where not once: most of a drill is played by its players. */
const OFTEN: Partial<Record<DrillCommand["type"], number>> = {
  TakeAction: 40,
  SendRadio: 5,
  ReadBack: 3,
  Decide: 3,
  Rule: 5,
  AnswerCheck: 3,
  AnswerStop: 2,
  ResumeExercise: 2,
  MuteStops: 2,
  UnmuteStops: 2,
  OfferLead: 2,
  CloseLeadOffer: 2,
  RecordAction: 4,
  RecordArrival: 3,
};

/** What is asked in a drill, one thing after another, from StartEx on. Now and then by somebody who may not. */
export function stepsIn(setup: Setup): fc.Arbitrary<Step[]> {
  const all = askedIn(setup);
  const commands: Record<string, fc.Arbitrary<{ by: Participant; command: DrillCommand }>> = all;
  const often: Record<string, number> = OFTEN;
  const asked = Object.entries(commands).map(([type, arbitrary]) => ({
    weight: often[type] ?? 1,
    arbitrary,
  }));
  const anybody = fc.constantFrom(...castOf(setup).all);
  const step = fc
    .tuple(fc.integer({ min: 1, max: 60_000 }), fc.oneof(...asked), fc.nat(19), anybody)
    .map(([gapMs, { by, command }, luck, other]) => ({ gapMs, by: luck === 0 ? other : by, command }));
  const closing = fc.option(closingIn(setup, all), { nil: [], freq: 2 });
  return fc.tuple(fc.array(step, { maxLength: 40, size: "max" }), closing).map(([gaps, last]) => {
    let afterMs = 0;
    return [
      { ...startEx, by: castOf(setup).control },
      ...gaps.map(({ gapMs, by, command }): Step => ({ by, command, afterMs: (afterMs += gapMs) })),
      ...last.map(({ by, command }): Step => ({ by, command, afterMs: (afterMs += 1_000) })),
    ];
  });
}
