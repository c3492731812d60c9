import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import {
  carol,
  omar,
  play,
  readDrill,
  rita,
  startEx,
  testScenario,
  testSetup,
  type Step,
} from "@/domain/drill/given";
import type { DrillCommand } from "@/domain/drill/schema";
import type { ScoreCard } from "@/domain/score-card/schema";
import { scoreCard } from "./score-card";

const responder: fc.Arbitrary<DrillCommand> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("accept", "dispatch", "cordon"),
      fc.constantFrom(1, 2),
      fc.subarray(["car-1", "car-2"]),
    )
    .map(([actionId, incident, unitIds]) => ({
      type: "TakeAction" as const,
      actionId,
      incident,
      unitIds,
      note: "",
    })),
  fc
    .constantFrom("calm", "loud")
    .map((optionId) => ({ type: "Decide" as const, decisionId: "how", optionId, reason: "" })),
);
const steps: fc.Arbitrary<Step[]> = fc
  .array(
    fc.record({
      // After the first call: an incident keeps its number whatever else is left out.
      afterMs: fc.integer({ min: 11_000, max: 600_000 }),
      asked: fc.oneof(
        responder.map((command) => ({ by: rita, command })),
        fc.constantFrom("op-run", "op-hide").map((actionId) => ({
          by: omar,
          command: { type: "TakeAction" as const, actionId, unitIds: [], note: "" },
        })),
        fc.constant({
          by: carol,
          command: { type: "DeliverInject" as const, lane: 1, injectId: "by-hand" },
        }),
      ),
    }),
    { maxLength: 14 },
  )
  .map((all) =>
    all
      .sort((a, b) => a.afterMs - b.afterMs)
      .map(({ afterMs, asked }) => ({ afterMs, by: asked.by, command: asked.command })),
  );
/** Both calls come, and one of them is seen to as far as somebody goes: whoever ignores it has left something out. */
const answered: fc.Arbitrary<[Step[], number]> = fc
  .tuple(steps, fc.constantFrom(1, 2), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 200_000 }))
  .map(([asked, incident, stages, everyMs]) => {
    const called: Step = {
      by: carol,
      afterMs: 11_000,
      command: { type: "DeliverInject", lane: 1, injectId: "by-hand" },
    };
    const seenTo = ["accept", "dispatch", "cordon"].slice(0, stages).map((actionId, i): Step => {
      const unitIds = actionId === "accept" ? [] : [`car-${incident}`];
      const command = { type: "TakeAction" as const, actionId, incident, unitIds, note: "" };
      return { by: rita, afterMs: 12_000 + i * everyMs, command };
    });
    return [[called, ...seenTo, ...asked].sort((a, b) => a.afterMs - b.afterMs), incident];
  });
const end = (afterMs: number): Step => ({
  by: carol,
  afterMs,
  command: { type: "EndDrill", how: "ended", reason: "" },
});
const skipOf = (injectId: string): Step => ({
  by: carol,
  afterMs: 1_000,
  command: { type: "SkipInject", lane: 1, injectId, reason: "" },
});

/** Control skips an inject at the start, and does not think better of it. */
const skipping = (asked: Step[], injectId: string): Step[] => [
  skipOf(injectId),
  ...asked.filter(({ command }) => command.type !== "DeliverInject" || command.injectId !== injectId),
];

/** The small world with an item of every kind that hangs on something control can leave out. */
const setup = {
  ...testSetup,
  scenario: {
    ...testScenario,
    items: [
      ...testScenario.items.map((item) => ({ ...item, points: item.points / 2 })),
      ...(["forbidden", "mandatory"] as const).map((rule) => ({
        id: `island-${rule}`,
        side: "responder" as const,
        categoryId: "all",
        title: { zh: "岛", en: "Island" },
        // What is gained by staying away would be seen beside what is lost by it.
        points: rule === "forbidden" ? 25 : 10,
        kind: "procedure" as const,
        rule,
        condition: {
          op: "incident-status" as const,
          incidentId: "on-island",
          reached: "accepted" as const,
        },
      })),
      {
        id: "riot-kept-away",
        side: "responder" as const,
        categoryId: "all",
        title: { zh: "平稳", en: "Calm" },
        points: 30,
        kind: "outcome" as const,
        bands: [
          {
            when: { op: "not" as const, of: { op: "inject-delivered" as const, injectId: "riot" } },
            worth: 1,
            because: { zh: "没有失控", en: "No riot" },
          },
        ],
      },
    ],
  },
};

function cardsOf(some: Step[]): ScoreCard[] {
  const drill = readDrill(play(some, setup));
  return drill.lanes.flatMap((lane) =>
    (["responder", "opposition"] as const).map((side) => scoreCard(drill, lane, side)),
  );
}

const NAMES: Record<string, string[]> = {
  "first-call": ["arrival", "cordon-in-time", "choice"],
  tip: [],
  riot: ["riot-kept-away"],
  "by-hand": ["island-forbidden", "island-mandatory"],
};

test.prop([steps, fc.constantFrom("tip", "riot", "by-hand"), fc.integer({ min: 600_000, max: 900_000 })])(
  "an inject that control skips changes no line that is not tied to it",
  (asked, injectId, endMs) => {
    const played = cardsOf([startEx, ...asked, end(endMs)]).flatMap(({ lines }) => lines);
    const skipped = cardsOf([startEx, ...skipping(asked, injectId), end(endMs)]).flatMap(
      ({ lines }) => lines,
    );
    for (const [i, line] of skipped.entries()) {
      if (NAMES[injectId]?.includes(line.itemId)) continue;
      expect([line.itemId, line.status, line.pointsHundredths]).toEqual([
        played[i]?.itemId,
        played[i]?.status,
        played[i]?.pointsHundredths,
      ]);
    }
  },
);

test.prop([steps, fc.constantFrom(...Object.keys(NAMES)), fc.integer({ min: 600_000, max: 900_000 })])(
  "an inject that control skips turns no line into missed, and gives nobody a point",
  (asked, injectId, endMs) => {
    const played = cardsOf([startEx, ...asked, end(endMs)]).flatMap(({ lines }) => lines);
    const skipped = cardsOf([startEx, ...skipping(asked, injectId), end(endMs)]).flatMap(
      ({ lines }) => lines,
    );
    for (const [i, line] of skipped.entries()) {
      if (!NAMES[injectId]?.includes(line.itemId)) continue;
      if (line.status === "missed") expect([line.itemId, played[i]?.status]).toEqual([line.itemId, "missed"]);
      expect(["missed", "not-evaluated"]).toContain(line.status);
    }
  },
);

test.prop([answered, fc.integer({ min: 600_000, max: 900_000 })])(
  "a call that is ignored never raises a score",
  ([asked, incident], endMs) => {
    const total = (some: Step[]) => cardsOf([startEx, ...some, end(endMs)])[0]?.totalHundredths ?? 0;
    const ignoring = asked.filter(
      ({ command }) => !(command.type === "TakeAction" && command.incident === incident),
    );
    // The item that forbids going to the island is kept best by not going; but not by leaving the call unanswered.
    expect(total(ignoring)).toBeLessThanOrEqual(total(asked));
  },
);
