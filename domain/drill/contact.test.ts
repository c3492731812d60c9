import { describe, expect, test } from "vitest";
import type { ActionDefinition } from "@/domain/actions/schema";
import { viewFor } from "@/domain/view/view";
import { letDueHappen } from "./due";
import {
  ask,
  carol,
  omar,
  play,
  readDrill,
  rita,
  startEx,
  START_MS,
  testGround,
  testScenario,
  testSetup,
  type Step,
} from "./given";
import type { DrillCommand, Participant, Setup } from "./schema";
import type { ActionState, Drill } from "./state";

const both = (text: string) => ({ zh: text, en: text });
/** A second place by the road, far from the shop. */
const bar = {
  type: "Feature" as const,
  geometry: { type: "Point" as const, coordinates: [122, 30] as [number, number] },
  properties: {
    kind: "place" as const,
    id: "bar",
    place: "leisure" as const,
    name: both("Bar"),
    junction: "a",
    grid: "grid",
  },
};
/** A check of the shop that takes the thief if all goes well. */
const checkShop: ActionDefinition = {
  id: "check-shop",
  side: "responder",
  group: "pursue",
  label: both("Check the shop"),
  target: "incident",
  crew: "needed",
  onScene: true,
  stages: [],
  durationMs: 60_000,
  notice: "own",
  actorIs: [],
  cost: 0,
  adjudication: {
    by: "umpire",
    odds: 0.8,
    suggested: "success",
    otherwise: "success",
    timeOutMs: 120_000,
    counterMs: 0,
  },
  effects: [{ effect: "actor", actorId: "thief", status: "intercepted", placeId: "shop" }],
  // Nobody has to have heard of him to look at the shop.
  knownWhen: { op: "clock", atLeastMs: 0 },
  note: "none",
};
const setupWith = (thief: Partial<Setup["scenario"]["actors"][number]> = {}): Setup => ({
  ...testSetup,
  scenario: {
    ...testScenario,
    oppositionBudget: 20,
    actors: testScenario.actors.map((actor) => ({ ...actor, hidden: false, ...thief })),
    actions: [...testScenario.actions, checkShop],
    builtInActions: ["op-move", "op-resist", "detain", "intercept"],
  },
  ground: { ...testGround, features: [...testGround.features, bar] },
});
const take = (actionId: string, more: object = {}): DrillCommand => ({
  type: "TakeAction",
  actionId,
  unitIds: [],
  note: "",
  ...more,
});
const step = (by: Participant, afterMs: number, command: DrillCommand): Step => ({ by, afterMs, command });
const crewThere = [
  startEx,
  step(rita, 15_000, take("accept", { incident: 1 })),
  step(rita, 16_000, take("dispatch", { incident: 1, unitIds: ["car-1"] })),
];
const slippedOff = step(omar, 5_000, take("op-move", { targetId: "thief", placeId: "bar" }));
const check = step(rita, 1_200_000, take("check-shop", { incident: 1, unitIds: ["car-1"] }));

function played(steps: Step[], untilMs: number, setup = setupWith()): Drill {
  const drill = readDrill(play(steps, setup));
  letDueHappen(drill, untilMs, START_MS + untilMs);
  return drill;
}
const last = (drill: Drill): ActionState | undefined => drill.lanes[0]?.actions.at(-1);
const thiefIn = (drill: Drill) => drill.lanes[0]?.actors["thief"];
const standing = (drill: Drill) => thiefIn(drill)?.statuses.at(-1)?.status;
const seenBy = (drill: Drill, side: "responder" | "opposition") => {
  const view = viewFor(drill, { kind: "side", side, lane: 1 });
  if (view.kind !== "side") throw new Error("A side has a side's view.");
  return view;
};
const asks = (steps: Step[], by: Participant, atMs: number, command: DrillCommand) =>
  ask(played(steps, atMs), by, command, START_MS + atMs).decided;

describe("a check for somebody who has slipped off", () => {
  test("finds nobody, whatever an umpire rules, and he stays where he is", () => {
    const rule = (outcome: "success" | "failure"): Step =>
      step(carol, 1_610_000, { type: "Rule", lane: 1, no: 4, outcome, rationale: "So" });
    for (const steps of [[], [rule("success")], [rule("failure")]]) {
      const drill = played(
        [...[slippedOff, ...crewThere].toSorted(byTime), { ...check, afterMs: 1_600_000 }, ...steps],
        1_900_000,
      );
      expect(last(drill)?.completed?.outcome).toBe("failure");
      expect(standing(drill)).not.toBe("intercepted");
      expect(thiefIn(drill)?.placeId).toBe("bar");
    }
  });

  test("has no chance on the umpire's card, which says that nobody is there", () => {
    const gone = played([...[slippedOff, ...crewThere].toSorted(byTime), check], 1_201_000);
    expect(last(gone)?.contested).toMatchObject({
      odds: 0,
      suggested: "failure",
      otherwise: "failure",
      scene: { meant: ["thief"], there: [], officers: 2 },
    });
    const there = played([...crewThere, check], 1_201_000, setupWith({ hidden: true }));
    expect(last(there)?.contested).toMatchObject({ odds: 0.8, scene: { there: ["thief"], officers: 2 } });
  });

  test("looks to the responder like one for somebody who is there, to the byte, until it ends", () => {
    const setup = setupWith({ hidden: true });
    const gone = played([...[slippedOff, ...crewThere].toSorted(byTime), check], 1_259_000, setup);
    const there = played([...crewThere, check], 1_259_000, setup);
    expect(JSON.stringify(seenBy(gone, "responder"))).toBe(JSON.stringify(seenBy(there, "responder")));
  });

  test("takes him where he is", () => {
    const drill = played([...crewThere, check], 1_500_000, setupWith({ hidden: true }));
    expect(last(drill)?.completed?.outcome).toBe("success");
    expect(standing(drill)).toBe("intercepted");
  });
});

describe("custody", () => {
  // The crew at the shop has him in view: he is located.
  const located = [...crewThere];
  const detain = take("detain", { targetId: "thief", unitIds: ["car-1"] });
  const intercept = step(rita, 1_200_000, take("intercept", { targetId: "thief", unitIds: ["car-1"] }));

  test("does not come of having located somebody: first they have to be stopped", () => {
    expect(standing(played(located, 1_190_000))).toBe("located");
    expect(asks(located, rita, 1_200_000, detain)).toMatchObject({ code: "actor-stands-otherwise" });
    const stopped = [
      ...located,
      intercept,
      step(carol, 1_210_000, { type: "Rule", lane: 1, no: 3, outcome: "success", rationale: "Two on one" }),
      step(rita, 1_400_000, detain),
    ];
    expect(standing(played(stopped, 1_350_000))).toBe("intercepted");
    expect(standing(played(stopped, 1_700_000))).toBe("in-custody");
  });

  test("does not come of handcuffs for somebody who has broken loose unseen", () => {
    const drill = played(
      [
        ...located,
        intercept,
        step(carol, 1_210_000, { type: "Rule", lane: 1, no: 3, outcome: "success", rationale: "Stopped" }),
        step(rita, 1_400_000, detain),
      ],
      1_401_000,
    );
    const thief = thiefIn(drill);
    if (!thief) throw new Error("There is a thief.");
    // What the responder believes stays as it is.
    thief.statuses.push({ atMs: 1_401_000, position: drill.position, status: "at-large" });
    letDueHappen(drill, 1_700_000, START_MS);
    expect(last(drill)?.completed?.outcome).toBe("failure");
    expect(standing(drill)).toBe("at-large");
  });
});

describe("an interception by a crew that has to come first", () => {
  const believed = [...crewThere, step(rita, 1_200_000, take("go-home", { unitIds: ["car-1"] }))];
  const intercept = step(rita, 1_900_000, take("intercept", { targetId: "thief", unitIds: ["car-2"] }));

  test("is put to the umpire when the crew is there, and not before", () => {
    const ordered = played([...believed, intercept], 1_901_000);
    const contactAtMs = last(ordered)?.contactAtMs ?? 0;
    expect(contactAtMs).toBeGreaterThan(1_930_000);
    expect(last(ordered)).toMatchObject({ contested: null, begun: false });
    const control = viewFor(ordered, { kind: "control" });
    expect(control.kind === "control" && control.lanes[0]?.actions.at(-1)).toMatchObject({ contactAtMs });
    const met = played([...believed, intercept], contactAtMs + 1);
    expect(last(met)?.contested).toMatchObject({ odds: 0.7, scene: { there: ["thief"], officers: 2 } });
    expect(last(met)?.contested?.rulingDueAtMs).toBeGreaterThanOrEqual(contactAtMs + 60_000);
  });

  test("is noticed by those it is meant for when the crew is there, and not before", () => {
    const actions = (drill: Drill) =>
      seenBy(drill, "opposition").noticed.filter(({ kind }) => kind === "action");
    const ordered = played([...believed, intercept], 1_901_000);
    const contactAtMs = last(ordered)?.contactAtMs ?? 0;
    expect(actions(ordered)).toEqual([]);
    expect(actions(played([...believed, intercept], contactAtMs + 1))).toMatchObject([
      { what: { en: "Intercept" }, counterUntilMs: contactAtMs + 60_000 },
    ]);
  });

  test("meets him when he comes while the crew waits for him there", () => {
    const ordered = structuredClone(played([...believed, intercept], 1_901_000));
    const contactAtMs = last(ordered)?.contactAtMs ?? 0;
    const thief = thiefIn(ordered);
    if (!thief) throw new Error("There is a thief.");
    // He is on his last steps to the shop.
    const path: [number, number][] = [
      [122.01, 30],
      [122.02, 30],
    ];
    const arrivesAtMs = contactAtMs + 30_000;
    thief.leg = {
      placeId: "shop",
      toJunctionId: "c",
      path,
      via: [],
      lengthM: 900,
      departsAtMs: 1_900_000,
      arrivesAtMs,
      awaitsRecord: false,
    };
    letDueHappen(ordered, contactAtMs + 29_000, START_MS);
    expect(last(ordered)).toMatchObject({ begun: false, completed: null });
    letDueHappen(ordered, contactAtMs + 31_000, START_MS);
    expect(last(ordered)).toMatchObject({ begun: true, contested: { scene: { there: ["thief"] } } });
    expect(last(ordered)?.endsAtMs).toBe(arrivesAtMs + 120_000);
  });

  test("that finds him gone is over then, without a ruling, and the responder knows that much", () => {
    const away = step(omar, 1_905_000, take("op-move", { targetId: "thief", placeId: "bar" }));
    const ordered = played([...believed, intercept], 1_901_000);
    const contactAtMs = last(ordered)?.contactAtMs ?? 0;
    const drill = played([...believed, intercept, away], contactAtMs + 120_001);
    const move = drill.lanes[0]?.actions.find(({ actionId }) => actionId === "intercept");
    expect(move).toMatchObject({
      contested: null,
      completed: { outcome: "failure", atMs: contactAtMs + 120_000 },
    });
    expect(seenBy(drill, "responder").actors[0]).toMatchObject({ status: "at-large", place: { id: "shop" } });
  });
});

function byTime(a: Step, b: Step): number {
  return a.afterMs - b.afterMs;
}
