import { expect, test } from "vitest";
import { fc } from "@fast-check/vitest";
import { carol, eve, play, readDrill, startEx, testSetup, type Step } from "@/domain/drill/given";
import type { DrillCommand } from "@/domain/drill/schema";
import { cardOf } from "@/domain/scoring/cards";
import { scoreCard } from "@/domain/scoring/score-card";
import { sentence } from "@/domain/words/sentence";
import { amended } from "./amended";
import { difference } from "./difference";
import type { NewScoreCard } from "./schema";

const manner = testSetup.scenario.items.find(({ kind }) => kind === "judgement")?.id ?? "";
const at = (afterMs: number, by: Step["by"], command: DrillCommand): Step => ({ afterMs, by, command });
const rated = [
  startEx,
  at(390_000, eve, { type: "RateItem", lane: 1, itemId: manner, rating: "M", note: "" }),
  at(400_000, carol, { type: "EndDrill", how: "ended", reason: "" }),
  at(401_000, eve, { type: "SubmitEvaluation", lane: 1 }),
];
const moderated = [
  ...rated,
  at(402_000, carol, {
    type: "ModerateLine",
    lane: 1,
    itemId: manner,
    says: "P",
    reason: "Seen on the tape",
  }),
];
function cardFrom(steps: Step[]): NewScoreCard {
  const drill = readDrill(play(steps));
  const [lane] = drill.lanes;
  if (!lane) throw new Error("A drill has a lane.");
  return scoreCard(drill, lane, "responder");
}
const told = (before: NewScoreCard, after: NewScoreCard) =>
  difference(before, after).map((one) => sentence(one, "en"));

test("two cards that say the same differ in nothing, and this is said", () => {
  expect(told(cardFrom(rated), cardFrom(rated))).toEqual(["No line has changed."]);
});

test("a moderated line is told with its status and points before and after, under the new total", () => {
  const [before, after] = [cardFrom(rated), cardFrom(moderated)];
  const line = (card: NewScoreCard) => card.lines.find(({ itemId }) => itemId === manner);
  const points = (hundredths: number | undefined) => String((hundredths ?? NaN) / 100);
  expect(told(before, after)).toEqual([
    `The total goes from ${points(before.totalHundredths)} to ${points(after.totalHundredths)}.`,
    `“${line(after)?.title.en}”: partly met to met, ${points(line(before)?.pointsHundredths)} to ${points(line(after)?.pointsHundredths)} points.`,
  ]);
  expect(line(after)).toMatchObject({
    status: "met",
    settled: { how: "moderation", says: "P", reason: "Seen on the tape", before: { status: "partly" } },
    assessments: [{ says: "M" }],
  });
  expect(line(after)?.disagreement).toBeUndefined();
});

test("lines that come and go, and other rules, are told", () => {
  const card = cardFrom(rated);
  const [first, ...rest] = card.lines;
  const shorter = { ...card, lines: rest, rulesVersion: card.rulesVersion + 1 };
  expect(told(card, shorter).join(" ")).toContain(`“${first?.title.en}” is gone`);
  expect(told(card, shorter).join(" ")).toContain(`rules version ${card.rulesVersion + 1}`);
  expect(told(shorter, card).join(" ")).toContain(`“${first?.title.en}” is new`);
});

test("an amended card changes the lines that are put and the sums, and nothing else", () => {
  const released = { ...cardFrom(rated), rulesVersion: 1 };
  const line = cardFrom(moderated).lines.filter(({ itemId }) => itemId === manner);
  const after = amended(released, line, 99);
  const others = (card: NewScoreCard | null) => card?.lines.filter(({ itemId }) => itemId !== manner);
  expect(JSON.stringify(others(after))).toBe(JSON.stringify(others(released)));
  expect(after).toMatchObject({ rulesVersion: 1, position: 99, team: released.team });
  expect(after?.totalHundredths).toBe(cardFrom(moderated).totalHundredths);
  expect(after?.coverage).toBe(cardFrom(moderated).coverage);
  expect(after?.categories).toEqual(cardFrom(moderated).categories);
  expect(
    cardOf(readDrill(play(moderated)), readDrill(play(moderated)).lanes[0] as never, "responder"),
  ).toEqual(cardFrom(moderated));
});

test("whatever is put in a card, its total is the sum of its lines and of its categories", () => {
  const card = cardFrom(rated);
  fc.assert(
    fc.property(fc.subarray(card.lines), fc.nat(10), (lines, points) => {
      const put = lines.map((line) => ({ ...line, status: "partly" as const, pointsHundredths: points }));
      const after = amended(card, put, 7);
      const sum = after?.lines.reduce((total, line) => total + line.pointsHundredths, 0);
      expect(after?.totalHundredths).toBe(sum);
      expect(after?.categories.reduce((total, one) => total + one.pointsHundredths, 0)).toBe(sum);
      expect(card).toEqual(cardFrom(rated));
    }),
    { numRuns: 50 },
  );
});
