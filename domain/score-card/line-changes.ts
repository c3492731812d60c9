import { z } from "zod";
import { LineStatus } from "@/domain/items/terms";
import { LocalText } from "@/domain/text";
import type { ScoreCard } from "./schema";

/** How a line stands on a card: enough to see that it stands otherwise on another. */
const Standing = z.strictObject({ status: LineStatus, pointsHundredths: z.number().int() });

/** A line that stands otherwise on a later card; null where one of them lacks it. */
export const LineChange = z.strictObject({
  itemId: z.string(),
  title: LocalText,
  before: Standing.nullable(),
  after: Standing.nullable(),
});
export type LineChange = z.infer<typeof LineChange>;

/**
 * The lines that stand otherwise on a later card of the same side and lane, in its order, then those it lacks. What only
 * gives another reason is none of them.
 */
export function lineChanges(before: ScoreCard, after: ScoreCard): LineChange[] {
  const was = new Map(before.lines.map((line) => [line.itemId, line]));
  const is = new Set(after.lines.map(({ itemId }) => itemId));
  const changed = after.lines.flatMap((line): LineChange[] => {
    const old = was.get(line.itemId);
    if (old?.status === line.status && old.pointsHundredths === line.pointsHundredths) return [];
    return [
      {
        itemId: line.itemId,
        title: line.title,
        before: old === undefined ? null : standingOf(old),
        after: standingOf(line),
      },
    ];
  });
  const gone = before.lines
    .filter(({ itemId }) => !is.has(itemId))
    .map((line) => ({ itemId: line.itemId, title: line.title, before: standingOf(line), after: null }));
  return [...changed, ...gone];
}

function standingOf({ status, pointsHundredths }: ScoreCard["lines"][number]) {
  return { status, pointsHundredths };
}
