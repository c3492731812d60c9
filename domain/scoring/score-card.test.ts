import { describe, expect, test } from "vitest";
import { carol, eve, play, readDrill, rita, startEx, testSetup, type Step } from "@/domain/drill/given";
import { planOf } from "@/domain/drill/plan";
import type { Condition } from "@/domain/conditions/schema";
import { outcome } from "@/domain/items/kinds/outcome";
import { judgeOf } from "./judge";
import { sentence } from "@/domain/words/sentence";
import { scoreCard } from "./score-card";
import { timelinessShare } from "@/domain/items/kinds/timing";

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
  at(400_500, eve, { type: "SubmitEvaluation", lane: 1 }),
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
    expect(sentence(line.why, "en")).toContain("only at");
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
    expect(lineOf(seen, "cordon-in-time")).toMatchObject({ status: "met" });
    const handedIn = [...seen, at(401_000, eve, { type: "SubmitEvaluation", lane: 1 })];
    expect(lineOf(handedIn, "cordon-in-time")).toMatchObject({
      status: "partly",
      pointsHundredths: 1_500,
      assessments: [{ by: { zh: "Eve", en: "Eve" }, says: "partly", atMs: 340_000 }],
      log: { status: "met" },
      disagreement: true,
    });
  });
});

describe("what never happened", () => {
  const skip = at(1_000, carol, { type: "SkipInject", lane: 1, injectId: "first-call", reason: "Too much" });
  const only = (steps: Step[]) =>
    Object.fromEntries(cardOf(steps).lines.map(({ itemId, status }) => [itemId, status]));

  test("is not evaluated on any kind of item: the call was skipped, or the drill ended before it came", () => {
    const nothing = { arrival: "not-evaluated", "cordon-in-time": "not-evaluated", choice: "not-evaluated" };
    expect(only([startEx, skip, end(900_000)])).toMatchObject(nothing);
    expect(only([startEx, end(5_000)])).toMatchObject(nothing);
    expect(cardOf([startEx, skip, end(900_000)]).coverage).toBe(0);
  });

  test("names the event that says so: who skipped the call", () => {
    const line = lineOf([startEx, skip, end(900_000)], "arrival");
    expect(play([startEx, skip, end(900_000)])[(line.evidence[0] ?? 0) - 1]?.event.type).toBe(
      "InjectSkipped",
    );
  });

  test("is not what a side left out: a call that nobody dispatches makes every later interval missed", () => {
    const ignored = [startEx, at(20_000, rita, act("accept")), end(400_000)];
    expect(only(ignored)).toMatchObject({ arrival: "missed", "cordon-in-time": "missed", choice: "missed" });
    expect(only([startEx, end(400_000)])).toMatchObject({ arrival: "missed", "cordon-in-time": "missed" });
  });
});

describe("two evaluators", () => {
  const adam = { ...eve, participantId: "adam", name: "Adam" };
  const rated = (by: Step["by"], rating: "P" | "U" | "S", note = "") =>
    at(330_000, by, { type: "RateItem", lane: 1, itemId: "manner", rating, note });
  const submits = (by: Step["by"]) => at(401_000, by, { type: "SubmitEvaluation", lane: 1 });
  const without = good.filter(
    ({ command }) => !["RateItem", "EndDrill", "SubmitEvaluation"].includes(command.type),
  );

  test("who are far apart are both shown with their notes, and the line is flagged", () => {
    const steps = [...without, rated(eve, "P", "Calm"), rated(adam, "U", "Shouted"), end(400_000)];
    const line = lineOf([...steps, submits(eve), submits(adam)], "manner");
    expect(line).toMatchObject({
      disagreement: true,
      assessments: [
        { by: { zh: "Eve", en: "Eve" }, says: "P", note: "Calm" },
        { by: { zh: "Adam", en: "Adam" }, says: "U", note: "Shouted" },
      ],
    });
    expect(sentence(line.why, "en")).toContain("Eve P, Adam U");
    // One level apart is how people differ.
    const close = [...without, rated(eve, "P"), rated(adam, "S"), end(400_000), submits(eve), submits(adam)];
    expect(lineOf(close, "manner").disagreement).toBeUndefined();
  });

  test("count only once they have handed in", () => {
    const steps = [...without, rated(eve, "P"), rated(adam, "U"), end(400_000), submits(eve)];
    expect(lineOf(steps, "manner")).toMatchObject({
      status: "met",
      assessments: [{ by: { zh: "Eve", en: "Eve" } }],
    });
  });
});

test("every line of a card has evidence, whatever was done, while it runs and when it is over", () => {
  const stories = [
    [startEx],
    [startEx, end(1_000)],
    [startEx, end(900_000)],
    good.slice(0, 3),
    good,
    [
      startEx,
      at(1_000, carol, { type: "SkipInject", lane: 1, injectId: "first-call", reason: "" }),
      end(5_000),
    ],
  ];
  for (const steps of stories) {
    for (const side of ["responder", "opposition"] as const) {
      for (const line of cardOf(steps, side).lines) expect(line.evidence, line.itemId).not.toEqual([]);
    }
  }
});

test("the opposition's card asks how the world stands at EndEx", () => {
  expect(cardOf(good, "opposition").totalHundredths).toBe(10_000);
});

test("points of the worked example add up to 100 a side", () => {
  const points = (side: string) =>
    testSetup.scenario.items.filter((item) => item.side === side).reduce((sum, item) => sum + item.points, 0);
  expect([points("responder"), points("opposition")]).toEqual([100, 100]);
});

describe("the evidence of an outcome that reads a gauge", () => {
  const tense = (compare: ">=" | "<=", value: number) =>
    ({ op: "gauge", gaugeId: "tension", compare, value }) as const;
  const evidenceOf = (steps: Step[], when: Condition) => {
    const drill = readDrill(play(steps));
    const lane = drill.lanes[0];
    const bounds = { atMs: 400_000, over: true, beganAt: 1, endedAt: drill.ended?.position ?? null };
    if (!lane) throw new Error("A drill has a lane.");
    const said = { zh: "平稳", en: "Calm" };
    const item = {
      id: "calm",
      side: "responder" as const,
      categoryId: "all",
      title: said,
      points: 10,
      kind: "outcome" as const,
      bands: [{ when, worth: 1, because: said }],
    };
    const found = outcome.finding(item, judgeOf(item, lane, planOf(drill.setup), bounds));
    return { evidence: found.evidence, changed: lane.gauges.tension?.at(-1)?.position ?? 0 };
  };

  test("names what changed the gauge last, though it held from the beginning, beside what else was asked", () => {
    const taken: Condition = { op: "action-done", actionId: "accept" };
    const { evidence, changed } = evidenceOf(good, { op: "all", of: [taken, tense("<=", 99)] });
    expect(changed).toBeGreaterThan(0);
    expect(evidence).toContain(changed);
  });

  test("is the end where nothing ever changed it", () => {
    const idle = [startEx, end(400_000)];
    expect(evidenceOf(idle, tense("<=", 99))).toEqual({ evidence: [expect.any(Number)], changed: 0 });
  });
});
