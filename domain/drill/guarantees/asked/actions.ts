import { fc } from "@fast-check/vitest";
import type { actions as actionsShapes } from "@/domain/drill/commands/actions";
import type { radio as radioShapes } from "@/domain/drill/commands/radio";
import { actionsAskedIn, aimOf } from "./aim";
import { by, type AskedOf, type Makings } from "./makings";

/** Actions of both sides, rulings on them, decisions, and the radio. How each comes to be asked. */
export function actions(makings: Makings): AskedOf<keyof typeof actionsShapes | keyof typeof radioShapes> {
  const { scenario, lane, side, text, outcome, player, controller, anyPlayer } = makings;
  return {
    Rule: by(
      controller,
      fc.record({
        type: fc.constant("Rule"),
        lane,
        no: fc.integer({ min: 1, max: 6 }),
        outcome,
        rationale: text,
      }),
    ),
    TakeAction: actionsAskedIn(makings).chain((chosen) =>
      by(
        lane.map((n) => player(chosen.side, n)),
        aimOf(makings, chosen, "player").map((aimed) => ({ type: "TakeAction", ...aimed })),
      ),
    ),
    SendRadio: fc.oneof(
      by(
        anyPlayer,
        fc.tuple(text, fc.boolean()).map(([said, asks]) => ({
          type: "SendRadio",
          text: said,
          ...(asks ? { asksReadBack: true } : {}),
        })),
      ),
      by(
        controller,
        fc.record({
          type: fc.constant("SendRadio"),
          text,
          as: text,
          lane,
          side,
          asksReadBack: fc.constant(true),
        }),
      ),
    ),
    ReadBack: fc.oneof(
      by(
        anyPlayer,
        fc.integer({ min: 1, max: 3 }).map((n) => ({ type: "ReadBack", n })),
      ),
      by(
        controller,
        fc.record({ type: fc.constant("ReadBack"), n: fc.integer({ min: 1, max: 3 }), as: text, lane, side }),
      ),
    ),
    Decide: by(
      lane.map((n) => player("responder", n)),
      fc
        .constantFrom(...scenario.decisions)
        .chain(({ id, options }) =>
          fc
            .constantFrom(...options)
            .map((option) => ({ type: "Decide", decisionId: id, optionId: option.id, reason: "" })),
        ),
    ),
  };
}
