import { say, type Said } from "@/domain/words/said";
import type { ScoreCard, ScoreLine } from "./schema";

/**
 * What a card says otherwise than the one before it, as sentences: the total, then line by line in the order of the later
 * card. Points are told with up to two decimals. Cards of different lanes or sides are not to be compared.
 */
export function difference(before: ScoreCard, after: ScoreCard): Said[] {
  const was = new Map(before.lines.map((line) => [line.itemId, line]));
  const is = new Set(after.lines.map(({ itemId }) => itemId));
  const changes = [
    ...after.lines.flatMap((line) => ofLine(was.get(line.itemId), line) ?? []),
    ...before.lines
      .filter(({ itemId }) => !is.has(itemId))
      .map(({ title, pointsHundredths }) =>
        say("scores.difference.removed", { item: title, before: points(pointsHundredths) }),
      ),
  ];
  if (before.totalHundredths !== after.totalHundredths) {
    changes.unshift(
      say("scores.difference.total", {
        before: points(before.totalHundredths),
        after: points(after.totalHundredths),
      }),
    );
  }
  if (before.rulesVersion !== after.rulesVersion) {
    changes.push(say("scores.difference.rules", { before: before.rulesVersion, after: after.rulesVersion }));
  }
  return changes.length > 0 ? changes : [say("scores.difference.same")];
}

/** Null where nothing of it has changed. */
function ofLine(before: ScoreLine | undefined, after: ScoreLine): Said | null {
  const values = {
    item: after.title,
    status: say(`terms.line.${after.status}`),
    after: points(after.pointsHundredths),
  };
  if (!before) return say("scores.difference.added", values);
  const both = { ...values, before: points(before.pointsHundredths) };
  if (before.status !== after.status) {
    return say("scores.difference.line", { ...both, statusBefore: say(`terms.line.${before.status}`) });
  }
  if (before.pointsHundredths !== after.pointsHundredths) return say("scores.difference.points", both);
  return JSON.stringify(before.why) === JSON.stringify(after.why)
    ? null
    : say("scores.difference.why", values);
}

/** Hundredths as points, without zeros at the end: the same in every language. */
function points(hundredths: number): string {
  return String(hundredths / 100);
}
