import { describe, expect, test } from "vitest";
import { firstWithin } from "@/domain/ground/sight";
import { letDueHappen } from "./due";
import {
  ask,
  given,
  omar,
  play,
  readDrill,
  rita,
  startEx,
  START_MS,
  testGround,
  testScenario,
  testSetup,
} from "./given";
import type { DrillCommand, Participant, Setup } from "./schema";
import type { Drill } from "./state";
import { viewFor } from "@/domain/view/view";

const scenario = {
  ...testScenario,
  oppositionBudget: 20,
  actors: testScenario.actors.map((actor) => ({ ...actor, hidden: false, vehicle: "foot" as const })),
  builtInActions: ["op-move", "op-agitate", "op-block-road", "force-hands", "intercept", "request-feed"],
};
/** A second place by the road, far from the shop. */
const bar = {
  type: "Feature" as const,
  geometry: { type: "Point" as const, coordinates: [122, 30] as [number, number] },
  properties: {
    kind: "place" as const,
    id: "bar",
    place: "leisure" as const,
    name: { zh: "酒吧", en: "Bar" },
    junction: "a",
    grid: "grid",
  },
};
const setup: Setup = {
  ...testSetup,
  scenario,
  ground: { ...testGround, features: [...testGround.features, bar] },
};

const take = (actionId: string, more: object = {}): DrillCommand => ({
  type: "TakeAction",
  actionId,
  unitIds: [],
  note: "",
  ...more,
});
const step = (by: Participant, afterMs: number, command: DrillCommand) => ({ by, afterMs, command });
const callTaken = [startEx, step(rita, 15_000, take("accept", { incident: 1 }))];
const crewThere = [...callTaken, step(rita, 16_000, take("dispatch", { incident: 1, unitIds: ["car-1"] }))];

function played(steps: Parameters<typeof play>[0], untilMs: number): Drill {
  const drill = readDrill(play(steps, setup));
  letDueHappen(drill, untilMs, START_MS + untilMs);
  return drill;
}

function seenBy(drill: Drill, side: "responder" | "opposition") {
  const view = viewFor(drill, { kind: "side", side, lane: 1 });
  if (view.kind !== "side") throw new Error("A side has a side's view.");
  return view;
}

describe("what a side notices", () => {
  test("a crew that comes to where somebody stands in the open locates them, and is seen by them", () => {
    const drill = played(crewThere, 1_200_000);
    expect(drill.lanes[0]?.actors["thief"]?.statuses.at(-1)?.status).toBe("located");
    expect(seenBy(drill, "responder").noticed.map(({ kind }) => kind)).toContain("actor");
    expect(seenBy(drill, "opposition").noticed.map(({ kind }) => kind)).toContain("unit");
    // That they are located is not told to them.
    expect(seenBy(drill, "opposition").actors[0]?.status).toBe("at-large");
  });

  test("nobody is near: the responder's view of a move is the view without it, to the byte", () => {
    const quiet = played(callTaken, 60_000);
    const moved = played(
      [...callTaken, step(omar, 20_000, take("op-move", { targetId: "thief", placeId: "bar" }))],
      60_000,
    );
    expect(moved.lanes[0]?.actors["thief"]?.leg ?? moved.lanes[0]?.actors["thief"]?.placeId).not.toBe("shop");
    expect(JSON.stringify(seenBy(moved, "responder"))).toBe(JSON.stringify(seenBy(quiet, "responder")));
  });

  test("somebody who slips away unseen is still taken to be where they were last seen, until crews find nobody", () => {
    const gone = [
      ...crewThere,
      step(rita, 1_200_000, take("go-home", { unitIds: ["car-1"] })),
      step(omar, 1_800_000, take("op-move", { targetId: "thief", placeId: "bar" })),
    ];
    const moved = played(gone, 1_801_000);
    expect(moved.lanes[0]?.actors["thief"]?.leg).not.toBeNull();
    expect(seenBy(moved, "responder").actors[0]).toMatchObject({ status: "located", place: { id: "shop" } });
    const stop = step(rita, 1_802_000, take("intercept", { targetId: "thief", unitIds: ["car-2"] }));
    const found = played([...gone, stop], 1_802_000 + 600_000);
    expect(found.lanes[0]?.actions.at(-1)?.completed?.outcome).toBe("failure");
    expect(seenBy(found, "responder").actors[0]).toMatchObject({ status: "at-large", place: { id: "shop" } });
  });

  test("nobody goes where no road leads", () => {
    const drill = readDrill(play(callTaken, setup));
    const { decided } = ask(
      drill,
      omar,
      take("op-move", { targetId: "thief", placeId: "pier" }),
      START_MS + 20_000,
    );
    expect(decided).toMatchObject({ code: "actor-no-way-there" });
  });

  test("what a camera recorded is found by asking for it, with the time it was to be seen", () => {
    const camera = {
      type: "Feature" as const,
      geometry: { type: "Point" as const, coordinates: [122.01, 30] as [number, number] },
      properties: {
        kind: "camera" as const,
        id: "cam",
        name: { zh: "路口", en: "Crossing" },
        junction: "b",
        rangeM: 50,
      },
    };
    const withCamera = {
      ...setup,
      ground: { ...setup.ground, features: [...setup.ground.features, camera] },
    };
    const steps = [
      ...callTaken,
      step(omar, 20_000, take("op-move", { targetId: "thief", placeId: "bar" })),
      step(rita, 3_000_000, take("request-feed", { targetId: "cam" })),
    ];
    const drill = readDrill(play(steps, withCamera));
    const onCamera = () => seenBy(drill, "responder").noticed.filter(({ by }) => by?.kind === "camera");
    expect(onCamera()).toEqual([]);
    letDueHappen(drill, 3_200_000, START_MS);
    const [sighting] = onCamera();
    expect(sighting?.kind).toBe("actor");
    expect(sighting?.seenAtMs).toBeLessThan(1_000_000);
    expect(sighting?.seenAtMs).toBeGreaterThan(20_000);
  });

  test("a move that can be answered opens a window only for a side that noticed it", () => {
    const command = take("op-block-road", { targetId: "shop" });
    const alone = played([...callTaken, step(omar, 20_000, command)], 21_000);
    expect(alone.lanes[0]?.actions.at(-1)?.contested?.counterUntilMs).toBeNull();
    const watched = played([...crewThere, step(omar, 1_200_000, command)], 1_201_000);
    expect(watched.lanes[0]?.actions.at(-1)?.contested?.counterUntilMs).toBe(1_290_000);
  });

  test("an answer lowers the odds, and both are settled by one ruling", () => {
    const command = take("op-block-road", { targetId: "shop" });
    const before = [...crewThere, step(omar, 1_200_000, command)];
    const n = seenBy(played(before, 1_201_000), "responder").noticed.at(-1)?.n;
    const drill = played(
      [
        ...before,
        step(rita, 1_210_000, take("force-hands", { incident: 1, unitIds: ["car-1"], counters: n })),
      ],
      1_500_000,
    );
    const [move, answer] = drill.lanes[0]?.actions.slice(-2) ?? [];
    expect(move?.contested).toMatchObject({ odds: 0.25, counteredBy: answer?.no });
    expect(move?.ruling?.how).toBe("time-out");
    expect(answer?.ruling?.outcome).not.toBe(move?.ruling?.outcome);
    expect([move?.completed?.outcome, answer?.completed?.outcome]).toEqual([
      move?.ruling?.outcome,
      answer?.ruling?.outcome,
    ]);
  });
});

test("an answer to nothing is refused", () => {
  given(startEx)
    .when(omar, 5_000, take("op-hide", { counters: 1 }))
    .thenRefused("action-answers-nothing");
});

describe("the first point of a way within range", () => {
  const east = (metres: number): [number, number] => [metres / 111_319.49, 0];
  test("is where it enters the circle", () => {
    expect(firstWithin([east(0), east(1_000)], east(600), 100)).toBeCloseTo(0.5, 3);
  });
  test("is the start when it starts inside, and nothing when it passes by", () => {
    expect(firstWithin([east(590), east(1_000)], east(600), 100)).toBe(0);
    expect(firstWithin([east(0), east(100)], east(600), 100)).toBeNull();
  });
});
