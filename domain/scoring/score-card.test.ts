import { describe, expect, test } from "vitest";
import { carol, eve, play, readDrill, rita, startEx, testSetup, type Step } from "@/domain/drill/given";
import { scoreCard } from "./score-card";
import { timelinessShare } from "./timing";

const at = (afterMs: number, by: Step["by"], command: Step["command"]): Step => ({ afterMs, by, command });
const act = (actionId: string, unitIds: string[] = []): Step["command"] => ({
  type: "TakeAction",
  actionId,
  incident: 1,
  unitIds,
  note: "",
});
const end = (afterMs: number) => at(afterMs, carol, { type: "EndDrill", how: "ended", reason: "" });
const good: Step[] = [
  startEx,
  at(20_000, rita, act("accept")),
  at(30_000, rita, act("dispatch", ["car-1"])),
  at(200_000, rita, act("cordon", ["car-1"])),
  at(210_000, rita, { type: "Decide", decisionId: "how", optionId: "calm", reason: "Lightest means" }),
  at(330_000, eve, { type: "RateItem", lane: 1, itemId: "manner", rating: "S", note: "" }),
  end(400_000),
];

function cardOf(steps: Step[], side: "responder" | "opposition" = "responder") {
  const drill = readDrill(play(steps));
  const lane = drill.lanes[0];
  if (!lane) throw new Error("A drill has a lane.");
  return scoreCard(drill, lane, side);
}
const lineOf = (steps: Step[], itemId: string) => {
  const line = cardOf(steps).lines.find((candidate) => candidate.itemId === itemId);
  if (!line) throw new Error(`No line ${itemId}.`);
  return line;
};

describe("the straight line between standard and limit", () => {
  // The table a trainer would draw: full marks up to 5 minutes, none from 15.
  test.each([
    [0, 1],
    [300_000, 1],
    [600_000, 0.5],
    [840_000, 0.1],
    [900_000, 0],
    [2_000_000, 0],
  ])("%i ms earn %d of the points", (tookMs, share) => {
    expect(timelinessShare(tookMs, { fullMs: 300_000, limitMs: 900_000 })).toBeCloseTo(share, 10);
  });
  test("a standard without room between full and none is refused", () => {
    expect(() => timelinessShare(1, { fullMs: 5, limitMs: 5 })).toThrow(RangeError);
  });
});

describe("a score card", () => {
  test("adds up to its lines and shows what each is worth", () => {
    const card = cardOf(good);
    expect(card.lines.map((line) => [line.itemId, line.status, line.pointsHundredths])).toEqual([
      ["arrival", "met", 4_000],
      ["cordon-in-time", "met", 3_000],
      ["manner", "partly", 1_333],
      ["choice", "met", 1_000],
    ]);
    expect(card.totalHundredths).toBe(9_333);
    expect(card.coverage).toBe(1);
  });

  test("links every evaluated line to events of the log", () => {
    const events = play(good);
    for (const line of cardOf(good).lines) {
      expect(line.evidence.length).toBeGreaterThan(0);
      for (const position of line.evidence) expect(events[position - 1]?.position).toBe(position);
    }
  });

  test("gives nothing for what was not evaluated, and says how much that is", () => {
    const card = cardOf(good.filter((step) => step.command.type !== "RateItem"));
    expect(card.totalHundredths).toBe(8_000);
    expect(card.coverage).toBeCloseTo(0.8, 10);
    expect(card.rateOfEvaluated).toBe(1);
  });

  test("leaves an exempted item out of the coverage's base", () => {
    const card = cardOf([
      ...good.filter((step) => step.command.type !== "RateItem"),
      at(401_000, carol, { type: "GrantExemption", lane: 1, itemId: "manner", reason: "No evaluator" }),
    ]);
    expect(card.coverage).toBe(1);
    expect(card.lines.find((line) => line.itemId === "manner")?.status).toBe("exempt");
  });

  test("does not count a paused clock as time taken", () => {
    const paused = [
      startEx,
      at(20_000, rita, act("accept")),
      at(30_000, rita, act("dispatch", ["car-1"])),
      at(31_000, carol, { type: "PauseClock", reason: "" }),
      at(3_631_000, carol, { type: "ResumeClock" }),
      end(3_631_000 + 400_000),
    ];
    expect(lineOf(paused, "arrival").status).toBe("met");
  });
});

describe("a procedure item", () => {
  test("is missed when it was done too late, with the time it was done", () => {
    const late = [...good.slice(0, 3), at(600_000, rita, act("cordon", ["car-1"])), end(900_000)];
    const line = lineOf(late, "cordon-in-time");
    expect(line.status).toBe("missed");
    expect(line.why.en).toContain("only at");
  });
  test("is missed when it was never done", () => {
    expect(lineOf([...good.slice(0, 3), end(900_000)], "cordon-in-time").status).toBe("missed");
  });
  test("goes by what evaluators saw before what the log shows", () => {
    const seen = [
      ...good.slice(0, 4),
      at(350_000, eve, {
        type: "ObserveItem",
        lane: 1,
        itemId: "cordon-in-time",
        result: "partly",
        note: "",
        observedAtMs: 340_000,
      }),
      end(400_000),
    ];
    expect(lineOf(seen, "cordon-in-time")).toMatchObject({ status: "partly", pointsHundredths: 1_500 });
  });
});

test("the opposition's card asks how the world stands at EndEx", () => {
  expect(cardOf(good, "opposition").totalHundredths).toBe(10_000);
});

test("points of the worked example add up to 100 a side", () => {
  const points = (side: string) =>
    testSetup.scenario.items.filter((item) => item.side === side).reduce((sum, item) => sum + item.points, 0);
  expect([points("responder"), points("opposition")]).toEqual([100, 100]);
});
