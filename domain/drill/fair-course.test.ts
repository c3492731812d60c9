import { describe, expect, test } from "vitest";
import { builtInActions } from "@/domain/actions/catalogue";
import type { Inject } from "@/domain/scenario/schema";
import {
  ask,
  carol,
  omar,
  play,
  readDrill,
  rita,
  START_MS,
  startEx,
  testScenario,
  testSetup,
  type Step,
} from "./given";
import { letDueHappen } from "./due";
import type { DrillCommand, Setup } from "./schema";
import { viewFor } from "@/domain/view/view";
import { inEveryLanguage } from "@/domain/words/sentence";

const both = (text: string) => ({ zh: text, en: text });
const at = (afterMs: number, by: Step["by"], command: DrillCommand): Step => ({ afterMs, by, command });
const act = (actionId: string, more: object = {}): DrillCommand => ({
  type: "TakeAction",
  actionId,
  unitIds: [],
  note: "",
  ...more,
});
const setupWith = (scenario: Partial<Setup["scenario"]>, setup: Partial<Setup> = {}): Setup => ({
  ...testSetup,
  ...setup,
  scenario: { ...testScenario, ...scenario },
});
const inject = (more: Partial<Inject> & Pick<Inject, "id" | "trigger">): Inject => ({
  title: both(more.id),
  kind: "environment",
  from: both("x"),
  text: both(more.id),
  audience: "control",
  effects: [],
  expected: [],
  ...more,
});
const typesOf = (steps: Step[], setup: Setup) => play(steps, setup).map(({ event }) => event.type);
const accepted = at(20_000, rita, act("accept", { incident: 1 }));
const dispatched = at(30_000, rita, act("dispatch", { incident: 1, unitIds: ["car-1"] }));

describe("a call", () => {
  test("that was dispatched first can still be classified while its time runs", () => {
    const classify = act("classify", { incident: 1, priority: 1 });
    expect(typesOf([startEx, accepted, dispatched, at(40_000, rita, classify)], testSetup)).toContain(
      "IncidentClassified",
    );
    expect(builtInActions.find(({ id }) => id === "classify")?.stages).toContain("on-scene");
  });

  test("that was merged or diverted has no time running any more", () => {
    const setup = setupWith({ builtInActions: ["classify", "divert", "merge"] });
    const running = (steps: Step[]) => {
      const view = viewFor(readDrill(play(steps, setup)), { kind: "side", side: "responder", lane: 1 });
      if (view.kind !== "side") throw new Error("A side has a side's view.");
      return view.incidents.flatMap(({ number, standards }) =>
        standards.some(({ doneAtMs }) => doneAtMs === null) ? [number] : [],
      );
    };
    const both = [
      startEx,
      at(12_000, carol, { type: "DeliverInject", lane: 1, injectId: "by-hand" }),
      accepted,
    ];
    expect(running(both)).toEqual([1, 2]);
    const diverted = at(21_000, rita, act("divert", { incident: 1, note: "To 12345" }));
    const later = at(120_000, carol, { type: "PauseClock", reason: "" });
    expect(running([...both, diverted, later])).toEqual([2]);
    const merged = at(21_000, rita, act("merge", { incident: 1, otherIncident: 2 }));
    expect(running([...both, merged, later])).toEqual([1]);
  });

  test("is not reported by an early warning, unless the author says so or nothing else ever would", () => {
    const warning = (more: Partial<Inject>) =>
      inject({
        id: "warning",
        kind: "early-warning",
        audience: "responder",
        incidentId: "break-in",
        trigger: { on: "time", atMs: 2_000 },
        ...more,
      });
    const reportedAt = (injects: Inject[]) =>
      play([startEx, at(60_000, carol, { type: "PauseClock", reason: "" })], setupWith({ injects })).find(
        ({ event }) => event.type === "IncidentReported",
      )?.atMs;
    const [call] = testScenario.injects;
    if (!call) throw new Error("The scenario has a first call.");
    expect(reportedAt([warning({}), call])).toBe(10_000);
    expect(reportedAt([warning({ reports: true }), call])).toBe(2_000);
    expect(reportedAt([warning({})])).toBe(2_000);
    expect(reportedAt([{ ...call, reports: false }])).toBeUndefined();
  });
});

test("one who pays twice for the same within a second pressed twice: it is carried out once", () => {
  const drill = readDrill(play([startEx, at(20_000, omar, act("op-hide"))]));
  expect(ask(drill, omar, act("op-hide"), START_MS + 20_080).decided).toMatchObject({
    code: "action-just-taken",
  });
  expect(ask(drill, omar, act("op-hide"), START_MS + 21_100).decided).toMatchObject([
    { event: { type: "ActionTaken" } },
  ]);
});

describe("an inject that tells of somebody who sets out where no way leads", () => {
  const setup = setupWith({
    injects: [
      inject({
        id: "to-the-pier",
        trigger: { on: "time", atMs: 5_000 },
        effects: [{ effect: "set-out", actorId: "thief", placeId: "pier" }],
      }),
    ],
  });
  const later = at(60_000, carol, { type: "PauseClock", reason: "" });

  test("is kept back, with a line for control and for nobody else", () => {
    expect(typesOf([startEx, later], setup)).toEqual(expect.arrayContaining(["EffectFailed", "InjectHeld"]));
    expect(typesOf([startEx, later], setup)).not.toContain("InjectDelivered");
    const drill = readDrill(play([startEx, later], setup));
    const view = viewFor(drill, { kind: "control" });
    const [failure] = view.kind === "control" ? (view.lanes[0]?.failures ?? []) : [];
    expect(inEveryLanguage(failure?.sentence ?? "").en).toContain("no way leads there");
    // What control is sent is the name of the message and why.
    expect(JSON.stringify(view)).toMatch(/EffectFailed.*no-way/);
    for (const side of ["responder", "opposition"] as const) {
      expect(JSON.stringify(viewFor(drill, { kind: "side", side, lane: 1 }))).not.toMatch(
        /EffectFailed|no-way/,
      );
    }
  });

  test("comes when control lets it", () => {
    const released = at(70_000, carol, { type: "DeliverInject", lane: 1, injectId: "to-the-pier" });
    const resumed = at(65_000, carol, { type: "ResumeClock" });
    expect(typesOf([startEx, later, resumed, released], setup)).toContain("InjectDelivered");
  });
});

test.each([
  { effect: "incident-status", status: "closed", incidentId: "on-island" },
  { effect: "dispatch" },
  { effect: "return" },
  { effect: "call-in" },
  { effect: "merge" },
  { effect: "notify-agency", agencyId: "nobody" },
  { effect: "gauge", gaugeId: "nothing", add: 1 },
  { effect: "actor", actorId: "nobody", status: "calm" },
  { effect: "set-out", actorId: "nobody", placeId: "shop" },
  { effect: "hide", actorId: "nobody" },
  { effect: "find", radiusM: 10 },
  { effect: "watch" },
] as const)("an effect that can do nothing says so to control: $effect", (effect) => {
  const idle = inject({ id: "idle", trigger: { on: "hand" }, effects: [effect] });
  const steps = [startEx, at(5_000, carol, { type: "DeliverInject", lane: 1, injectId: "idle" })];
  expect(typesOf(steps, setupWith({ injects: [idle] }))).toContain("EffectFailed");
});

describe("the options of a decision", () => {
  const scenario = {
    decisions: testScenario.decisions.map((decision) => ({
      ...decision,
      opens: { op: "clock" as const, atLeastMs: 1_000 },
      options: ["best", "b", "c", "d"].map((id, i) => ({
        id,
        label: both(id),
        worth: i === 0 ? 1 : 0,
        rationale: both(id),
      })),
    })),
  };
  const orders = (seed: number) => {
    const drill = readDrill(play([], setupWith(scenario, { format: "parallel", lanes: 3, teams: [] })));
    ask(drill, carol, { type: "StartDrill", rate: 1 }, START_MS);
    drill.seed = seed;
    letDueHappen(drill, 2_000, START_MS);
    const view = viewFor(drill, { kind: "control" });
    return view.kind === "control"
      ? view.lanes.map(({ decisions }) => decisions[0]?.options.map(({ id }) => id).join(" ") ?? "")
      : [];
  };

  test("stand in one order in all lanes, and the best is not always the first", () => {
    const first = new Map<string, number>();
    for (let seed = 0; seed < 200; seed++) {
      const [one = "", ...others] = orders(seed);
      expect(others).toEqual([one, one]);
      const place = String(one.split(" ").indexOf("best"));
      first.set(place, (first.get(place) ?? 0) + 1);
    }
    for (const place of ["0", "1", "2", "3"]) expect(first.get(place)).toBeGreaterThan(25);
  });

  test("stand as they were written in a log that does not say", () => {
    const events = play(
      [startEx, at(2_000, carol, { type: "PauseClock", reason: "" })],
      setupWith(scenario),
    ).map((recorded) => {
      if (recorded.event.type !== "DecisionOpened") return recorded;
      const { order: _, ...old } = recorded.event;
      return { ...recorded, event: old };
    });
    const view = viewFor(readDrill(events), { kind: "side", side: "responder", lane: 1 });
    expect(view.kind === "side" && view.decisions[0]?.options.map(({ id }) => id)).toEqual([
      "best",
      "b",
      "c",
      "d",
    ]);
  });
});

describe("an inject that stands in for a move of the opposition", () => {
  const injects = [
    inject({
      id: "rumour",
      standsInFor: "op-hide",
      trigger: {
        on: "condition",
        delayMs: 0,
        when: {
          op: "any",
          of: [
            { op: "clock", atLeastMs: 50_000 },
            { op: "action-done", actionId: "op-hide" },
          ],
        },
      },
    }),
    inject({ id: "decoy", standsInFor: "op-run", trigger: { on: "time", atMs: 50_000 } }),
  ];
  const deliveredIn = (setup: Setup, ...steps: Step[]) =>
    play([startEx, ...steps, at(200_000, carol, { type: "PauseClock", reason: "" })], setup).flatMap(
      ({ event }) => (event.type === "InjectDelivered" ? [event.injectId] : []),
    );

  test("does not come by the clock where people or the engine play the opposition", () => {
    expect(deliveredIn(setupWith({ injects }))).toEqual([]);
    const scripted = [{ lane: 1, side: "opposition" as const, skill: "medium" as const }];
    const [responder] = testSetup.teams;
    expect(deliveredIn(setupWith({ injects }, { teams: responder ? [responder] : [], scripted }))).toEqual(
      [],
    );
  });

  test("comes when they make the move, and by the clock where nobody plays them", () => {
    const chosen = {
      ...testScenario.actions.find(({ id }) => id === "op-hide"),
      adjudication: { by: "auto" as const },
    };
    const actions = testScenario.actions.map((action) =>
      action.id === "op-hide" ? { ...action, ...chosen } : action,
    );
    expect(deliveredIn(setupWith({ injects, actions }), at(20_000, omar, act("op-hide")))).toEqual([
      "rumour",
    ]);
    expect(deliveredIn(setupWith({ injects }, { teams: [] })).toSorted()).toEqual(["decoy", "rumour"]);
  });
});
