import { fc } from "@fast-check/vitest";
import type { recordings as recordingsShapes } from "@/domain/drill/commands/recordings";
import { actionsAskedIn, aimOf } from "./aim";
import { by, someOf, type AskedOf, type Makings } from "./makings";

/** What staff saw on the street. How each comes to be asked. */
export function recordings(makings: Makings): AskedOf<keyof typeof recordingsShapes> {
  const { plan, lane, text, incident, seen, counted, photos, outcome, staff } = makings;
  return {
    RecordArrival: by(
      staff,
      fc.record({
        type: fc.constant("RecordArrival"),
        lane,
        unitId: someOf([...plan.units.keys()].slice(0, 4)),
        incident,
        observedAtMs: seen,
        counted,
        photos,
      }),
    ),
    RecordAction: by(
      staff,
      actionsAskedIn(makings).chain((chosen) =>
        fc
          .tuple(aimOf(makings, chosen, "recorder"), lane, outcome, seen, counted)
          .map(([aimed, n, ended, observedAtMs, by]) => ({
            type: "RecordAction",
            lane: n,
            ...aimed,
            outcome: ended,
            observedAtMs,
            counted: by,
          })),
      ),
    ),
    RecordStage: by(
      staff,
      fc.record({
        type: fc.constant("RecordStage"),
        lane,
        incident,
        status: fc.constantFrom("accepted" as const, "on-scene" as const, "controlled" as const),
        observedAtMs: seen,
        counted,
      }),
    ),
    WithdrawRecord: by(
      staff,
      fc.record({
        type: fc.constant("WithdrawRecord"),
        lane,
        record: fc.integer({ min: 1, max: 3 }),
        reason: text,
      }),
    ),
  };
}
