import { describe, expect, test } from "vitest";
import { scoreCard } from "@/domain/scoring/score-card";
import { describe as sentence, storyOf } from "./describe";
import { letDueHappen } from "./due";
import { stageOf } from "./evolve";
import {
  ask,
  carol,
  eve,
  given,
  omar,
  play,
  readDrill,
  rita,
  START_MS,
  startEx,
  testSetup,
  type Step,
} from "./given";
import type { DrillCommand, Participant, Setup } from "./schema";
import { viewFor } from "@/domain/view/view";
import { inEveryLanguage } from "@/domain/words/sentence";
import { everywhere } from "@/domain/text";

const field: Setup = { ...testSetup, mode: "field" };
const mixed: Setup = { ...testSetup, mode: "mixed" };
const at = (afterMs: number, by: Participant, command: DrillCommand): Step => ({ afterMs, by, command });

const arrival = (observedAtMs: number | null, unitId = "car-1"): DrillCommand => ({
  type: "RecordArrival",
  lane: 1,
  unitId,
  incident: 1,
  observedAtMs,
});
const stage = (status: "accepted" | "on-scene" | "closed", observedAtMs: number | null): DrillCommand => ({
  type: "RecordStage",
  lane: 1,
  incident: 1,
  status,
  observedAtMs,
});
const action = (
  actionId: string,
  observedAtMs: number | null,
  more: Partial<Extract<DrillCommand, { type: "RecordAction" }>> = {},
): DrillCommand => ({
  type: "RecordAction",
  lane: 1,
  actionId,
  unitIds: [],
  note: "",
  outcome: "success",
  observedAtMs,
  ...more,
});
const withdraw = (record: number): DrillCommand => ({
  type: "WithdrawRecord",
  lane: 1,
  record,
  reason: "Mistaken",
});
const laneOf = (steps: Step[], setup: Setup = field) => {
  const [lane] = readDrill(play([startEx, ...steps], setup)).lanes;
  if (!lane) throw new Error("A drill has a lane.");
  return lane;
};

describe("recording what was seen", () => {
  test("is refused in a table-top drill, where everything is done on screen", () => {
    given(startEx).when(eve, 20_000, arrival(null)).thenRefused("recording-needs-field");
  });
  test.each([
    [rita, "role-not-allowed"],
    [omar, "role-not-allowed"],
  ] as const)("is refused to players", (by, code) => {
    const drill = readDrill(play([startEx], field));
    expect(ask(drill, by, arrival(null), START_MS + 20_000).decided).toMatchObject({ code });
  });
  test("of an incident before its call is refused, so that a wrong time does not vanish", () => {
    const drill = readDrill(play([startEx], field));
    expect(ask(drill, eve, arrival(9_999), START_MS + 20_000).decided).toMatchObject({
      code: "seen-before-call",
    });
    expect(drill.lanes[0]?.incidents["break-in"]?.statuses).toHaveLength(1);
  });
  test("counts from when it was seen, and what is said to be still to come from now", () => {
    expect(laneOf([at(300_000, eve, arrival(200_000))]).units["car-1"]?.visits).toMatchObject([
      { incidentId: "break-in", fromMs: 200_000, toMs: null },
    ]);
    expect(laneOf([at(300_000, eve, arrival(999_000))]).units["car-1"]?.visits[0]?.fromMs).toBe(300_000);
  });
  test("of an arrival brings the incident on scene, and the standard is measured to when it was seen", () => {
    const drill = readDrill(play([startEx, at(700_000, eve, arrival(310_000))], field));
    const [lane] = drill.lanes;
    const line = lane && scoreCard(drill, lane, "responder").lines.find(({ itemId }) => itemId === "arrival");
    expect(line).toMatchObject({ pointsHundredths: 4_000 });
    expect(inEveryLanguage(line?.why ?? "").en).toBe("Took 5 min; the standard is 5 min.");
  });
  test("of an action lets its effects happen then: a gauge, a due time, a crew that sets out", () => {
    const lane = laneOf([
      at(20_000, eve, arrival(null)),
      at(200_000, eve, action("cordon", 60_000, { incident: 1, unitIds: ["car-1"] })),
    ]);
    // 20 at StartEx, 10 a minute: 30 after one; then 10 less and falling.
    expect(lane.gauges["tension"]?.at(-1)).toMatchObject({ atMs: 60_000, value: 20, ratePerMin: -5 });
    expect(lane.actions[0]).toMatchObject({ taken: { atMs: 60_000 }, completed: { atMs: 60_000 } });
  });
  test("of an action that failed lets only the effects of its failure happen", () => {
    const lane = laneOf([at(20_000, eve, action("op-run", null, { outcome: "failure" }))]);
    expect(lane.actors["thief"]).toMatchObject({ placeId: "shop", statuses: [{}, { status: "located" }] });
  });
  test("asks for no ruling and no budget: what was seen has happened", () => {
    const lane = laneOf([1, 2, 3].map((n) => at(n * 20_000, carol, action("op-run", null))));
    expect(lane.actions.map(({ completed, contested }) => [completed?.outcome, contested])).toEqual(
      [1, 2, 3].map(() => ["success", null]),
    );
  });
  test("of a crew leaving sets it on its way until somebody sees it arrive, however long that takes", () => {
    const drill = readDrill(
      play([startEx, at(20_000, eve, action("dispatch", null, { incident: 1, unitIds: ["car-1"] }))], field),
    );
    letDueHappen(drill, 3_600_000, START_MS);
    expect(drill.lanes[0]?.units["car-1"]?.leg).not.toBeNull();
    ask(drill, eve, arrival(null), START_MS + 3_600_000);
    expect(drill.lanes[0]?.units["car-1"]).toMatchObject({ leg: null, visits: [{ fromMs: 3_600_000 }] });
  });
  test("goes on after EndEx, when the tablets come back, but not for one who has handed in", () => {
    const steps = [at(600_000, carol, { type: "EndDrill", how: "ended", reason: "" })];
    expect(laneOf([...steps, at(900_000, eve, arrival(200_000))]).records).toHaveLength(1);
    const handedIn = at(800_000, eve, { type: "SubmitEvaluation", lane: 1 });
    expect(laneOf([...steps, handedIn, at(900_000, eve, arrival(200_000))]).records).toHaveLength(0);
  });
});

describe("a stage recorded late", () => {
  test("does not take the incident back", () => {
    const lane = laneOf([
      at(200_000, eve, stage("on-scene", 100_000)),
      at(210_000, eve, stage("accepted", 30_000)),
    ]);
    const incident = lane.incidents["break-in"];
    expect(incident && stageOf(incident)).toBe("on-scene");
    expect(incident?.statuses.map(({ status, atMs }) => [status, atMs])).toEqual([
      ["reported", 10_000],
      ["accepted", 30_000],
      ["on-scene", 100_000],
    ]);
  });
  test("counts from the earliest of those who saw it", () => {
    const lane = laneOf([
      at(200_000, eve, stage("on-scene", 100_000)),
      at(210_000, carol, stage("on-scene", 90_000)),
    ]);
    expect(lane.incidents["break-in"]?.statuses.at(-1)).toMatchObject({ status: "on-scene", atMs: 90_000 });
  });
});

describe("withdrawing a recording", () => {
  test("makes what it changed never have been, and keeps numbering and log", () => {
    const steps = [
      at(20_000, eve, arrival(null)),
      at(30_000, eve, action("cordon", null, { incident: 1 })),
      at(40_000, eve, withdraw(2)),
      at(50_000, eve, action("cordon", 45_000, { incident: 1 })),
    ];
    const lane = laneOf(steps);
    expect(lane.actions.map(({ no }) => no)).toEqual([2]);
    expect(lane.gauges["tension"]?.map(({ atMs }) => atMs)).toEqual([0, 45_000]);
    expect(lane.records.map(({ no, withdrawn }) => [no, withdrawn])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
  });
  test.each([
    ["somebody else's", carol, withdraw(1), "record-not-own"],
    ["one there is not", eve, withdraw(9), "record-unknown"],
  ] as const)("is refused for %s", (_, by, command, code) => {
    const drill = readDrill(play([startEx, at(20_000, eve, arrival(null))], field));
    expect(ask(drill, by, command, START_MS + 30_000).decided).toMatchObject({ code });
  });
  test("is refused a second time", () => {
    const drill = readDrill(
      play([startEx, at(20_000, eve, arrival(null)), at(25_000, eve, withdraw(1))], field),
    );
    expect(ask(drill, eve, withdraw(1), START_MS + 30_000).decided).toMatchObject({
      code: "record-already-withdrawn",
    });
  });
  test("leaves told what people were told because of it", () => {
    const lane = laneOf([at(20_000, eve, arrival(null)), at(40_000, eve, withdraw(1))]);
    expect(lane.decisions["how"]).toBeDefined();
    expect(lane.units["car-1"]?.visits).toEqual([]);
  });
  test("lets an inject that only waited because of it wait for its cause again", () => {
    const waiting: Setup = {
      ...field,
      scenario: {
        ...field.scenario,
        injects: field.scenario.injects.map((inject) =>
          inject.id === "riot"
            ? {
                ...inject,
                trigger: {
                  on: "condition",
                  when: { op: "unit-on-scene", incidentId: "break-in" },
                  delayMs: 60_000,
                },
              }
            : inject,
        ),
      },
    };
    const status = (steps: Step[]) => laneOf(steps, waiting).injects["riot"];
    const arrived = at(50_000, eve, arrival(40_000));
    // Counted from when it was seen, not from when it was written down.
    expect(status([arrived])).toMatchObject({ status: "scheduled", dueAtMs: 100_000 });
    expect(status([arrived, at(60_000, eve, withdraw(1))])).toMatchObject({
      status: "pending",
      dueAtMs: null,
    });
  });
});

describe("players", () => {
  test("act on the street in a field drill: moves on screen are refused, the radio is not", () => {
    const drill = readDrill(play([startEx], field));
    const accept: DrillCommand = {
      type: "TakeAction",
      actionId: "accept",
      incident: 1,
      unitIds: [],
      note: "",
    };
    expect(ask(drill, rita, accept, START_MS + 20_000).decided).toMatchObject({
      code: "field-recorded-by-staff",
    });
    expect(
      ask(drill, rita, { type: "SendRadio", text: "We are here" }, START_MS + 21_000).decided,
    ).toMatchObject([{ event: { type: "RadioSent" } }]);
  });
  test("act on screen and are recorded in a mixed drill, and the earlier of both counts", () => {
    const lane = laneOf(
      [
        at(20_000, rita, { type: "TakeAction", actionId: "accept", incident: 1, unitIds: [], note: "" }),
        at(30_000, rita, {
          type: "TakeAction",
          actionId: "dispatch",
          incident: 1,
          unitIds: ["car-1"],
          note: "",
        }),
        at(100_000, eve, arrival(90_000)),
      ],
      mixed,
    );
    expect(lane.units["car-1"]?.visits).toMatchObject([{ fromMs: 90_000 }]);
    expect(lane.incidents["break-in"]?.statuses.map(({ status }) => status)).toEqual([
      "reported",
      "accepted",
      "dispatched",
      "on-scene",
    ]);
  });
  test("see that their own action was recorded, but neither by whom nor with which words", () => {
    const drill = readDrill(
      play([startEx, at(20_000, eve, action("cordon", null, { incident: 1, note: "Sloppy" }))], field),
    );
    const view = JSON.stringify(viewFor(drill, { kind: "side", side: "responder", lane: 1 }));
    expect(view).toContain('"cordon"');
    expect(view).not.toContain("Sloppy");
    expect(view).not.toContain("Eve");
  });
});

test("no other evaluator is told who recorded an action, nor is it said to have been done by them", () => {
  const drill = readDrill(play([startEx, at(20_000, eve, action("cordon", null, { incident: 1 }))], field));
  const view = viewFor(drill, { kind: "evaluator", participantId: "another" });
  expect(view.kind === "evaluator" && view.lanes[0]?.actions).toMatchObject([
    { actionId: "cordon", byName: everywhere(""), state: "done" },
  ]);
  expect(JSON.stringify(view)).not.toContain("Eve");
});

test("an evaluator is shown their own recordings, control those of all", () => {
  const drill = readDrill(
    play([startEx, at(20_000, eve, arrival(15_000)), at(30_000, carol, stage("closed", null))], field),
  );
  const own = viewFor(drill, { kind: "evaluator", participantId: "eve" });
  expect(own.kind === "evaluator" && own.lanes[0]?.records).toEqual([
    {
      n: 1,
      record: 1,
      by: "eve",
      byName: everywhere("Eve"),
      seenAtMs: 15_000,
      recordedAtMs: 20_000,
      withdrawn: false,
      photos: [],
      what: { kind: "arrival", unitId: "car-1", incident: 1 },
    },
  ]);
  const all = viewFor(drill, { kind: "control" });
  expect(all.kind === "control" && all.lanes[0]?.records.map(({ byName }) => byName)).toEqual([
    everywhere("Eve"),
    everywhere("Carol"),
  ]);
});

test("the log says what was seen, of whom, by whom and when, in both languages", () => {
  const events = play(
    [
      startEx,
      at(200_000, eve, arrival(190_000)),
      at(210_000, eve, action("cordon", 195_000, { incident: 1, unitIds: ["car-1"], note: "Rope only" })),
      at(220_000, eve, withdraw(2)),
    ],
    field,
  );
  const story = storyOf(readDrill(events));
  const said = events.slice(4).map((recorded) => inEveryLanguage(sentence(recorded, field, story)));
  expect(said.map(({ zh }) => zh)).toEqual(
    expect.arrayContaining([
      "101 到达“Break-in”现场（Eve记录，T+03:10 所见）。",
      "处警方：“Break-in”101 Cordon，“Rope only”（Eve记录，T+03:15 所见）。",
      "“Break-in”101 Cordon：完成（Eve记录，T+03:15 所见）。",
      "Eve撤回 T+03:15 的现场记录：处警方：“Break-in”101 Cordon，“Rope only”。原因：Mistaken。",
    ]),
  );
  expect(said.map(({ en }) => en)).toEqual(
    expect.arrayContaining([
      "101 arrived at “Break-in” (recorded by Eve, seen at T+03:10).",
      "The responder: “Cordon” by 101 on “Break-in”, “Rope only” (recorded by Eve, seen at T+03:15).",
      "“Cordon” by 101 on “Break-in”: done (recorded by Eve, seen at T+03:15).",
      "Eve withdrew what was recorded for T+03:15: The responder: “Cordon” by 101 on “Break-in”, “Rope only”. Reason: Mistaken.",
    ]),
  );
});
