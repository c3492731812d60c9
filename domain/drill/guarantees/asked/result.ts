import { fc } from "@fast-check/vitest";
import { levelsOf } from "@/domain/drill/appeals";
import type { result as resultShapes } from "@/domain/drill/commands/result";
import { by, type AskedOf, type Makings } from "./makings";

/** What becomes of a result. How each comes to be asked. */
export function result({
  scenario,
  lane,
  text,
  controller,
  controllers,
  judges,
  anyPlayer,
}: Makings): AskedOf<keyof typeof resultShapes> {
  /** An item with a level that its kind has. */
  const level = fc
    .constantFrom(...scenario.items)
    .chain((item) => fc.constantFrom(...levelsOf(item)).map((says) => ({ itemId: item.id, says })));
  return {
    ModerateLine: by(
      controllers,
      fc
        .tuple(lane, level, text)
        .map(([n, settled, reason]) => ({ type: "ModerateLine", lane: n, ...settled, reason })),
    ),
    FileAppeal: by(
      anyPlayer,
      fc.record({
        type: fc.constant("FileAppeal"),
        lane,
        on: fc.oneof(
          level.map(({ itemId }) => ({ of: "line" as const, itemId })),
          fc.integer({ min: 1, max: 3 }).map((no) => ({ of: "ruling" as const, no })),
        ),
        text,
        // In every drill: how long its log is, is no secret once everybody may read it.
        evidence: fc.array(fc.integer({ min: 1, max: 2 }), { maxLength: 2 }),
      }),
    ),
    AnswerAppeal: by(
      judges,
      fc
        .tuple(lane, fc.integer({ min: 1, max: 2 }), fc.option(level), text)
        .map(([n, no, settled, reason]) => ({
          type: "AnswerAppeal",
          lane: n,
          no,
          accepted: settled !== null,
          reason,
          settled: settled ? [settled] : [],
        })),
    ),
    AcceptResult: by(anyPlayer, fc.constant({ type: "AcceptResult" })),
    DeclareFinal: by(controller, fc.constant({ type: "DeclareFinal" })),
  };
}
