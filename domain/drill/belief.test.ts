import { describe, expect, test } from "vitest";
import type { Inject } from "@/domain/scenario/schema";
import type { ActorSeen } from "@/domain/view/schema";
import { viewFor } from "@/domain/view/view";
import { letDueHappen } from "./due";
import {
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
import type { Drill } from "./state";

const both = (text: string) => ({ zh: text, en: text });
const point = (lon: number) => ({ type: "Point" as const, coordinates: [lon, 30] as [number, number] });
const bar = {
  type: "Feature" as const,
  geometry: point(122),
  properties: {
    kind: "place" as const,
    id: "bar",
    place: "leisure" as const,
    name: both("Bar"),
    junction: "a",
    grid: "grid",
  },
};
const camera = {
  type: "Feature" as const,
  geometry: point(122.01),
  properties: { kind: "camera" as const, id: "cam", name: both("Crossing"), junction: "b", rangeM: 50 },
};
const clip = (more: Partial<Inject>): Inject => ({
  id: "clip",
  title: both("Clip"),
  kind: "video",
  from: both("Video team"),
  text: both("At the shop, at the time shown."),
  audience: "responder",
  trigger: { on: "time", atMs: 2_400_000 },
  effects: [],
  expected: [],
  ...more,
});
const sighting = (more: object = {}) =>
  ({ effect: "sighting", actorId: "thief", placeId: "shop", seenAtMs: 10_000, ...more }) as const;
const setupWith = (...injects: Inject[]): Setup => ({
  ...testSetup,
  scenario: {
    ...testScenario,
    oppositionBudget: 20,
    // Nobody of the responder stands where he goes.
    forces: {
      ...testScenario.forces,
      units: testScenario.forces.units.map((unit) => ({ ...unit, vehicle: "foot" as const })),
    },
    injects: [...testScenario.injects, ...injects],
    builtInActions: ["op-move", "request-feed"],
  },
  ground: { ...testGround, features: [...testGround.features, bar, camera] },
});
const take = (actionId: string, more: object = {}): DrillCommand => ({
  type: "TakeAction",
  actionId,
  unitIds: [],
  note: "",
  ...more,
});
const step = (by: Participant, afterMs: number, command: DrillCommand): Step => ({ by, afterMs, command });
/** He is half way to the crossing when the clip comes, across town from where it was made. */
const leaves = step(omar, 2_000_000, take("op-move", { targetId: "thief", placeId: "bar" }));

function played(setup: Setup, steps: Step[], untilMs: number): Drill {
  const drill = readDrill(play([startEx, ...steps], setup));
  letDueHappen(drill, untilMs, START_MS + untilMs);
  return drill;
}
function board(drill: Drill) {
  const view = viewFor(drill, { kind: "side", side: "responder", lane: 1 });
  if (view.kind !== "side") throw new Error("A side has a side's view.");
  return view;
}
const thiefSeen = (drill: Drill): ActorSeen | undefined => board(drill).actors[0];
const truthOf = (drill: Drill) => {
  const view = viewFor(drill, { kind: "control" });
  if (view.kind !== "control") throw new Error("Control has control's view.");
  return view.lanes[0]?.actors[0];
};
const reports = (drill: Drill, setup: Setup, steps: Step[]) =>
  [...play([startEx, ...steps], setup), ...letDueHappen(drill, drill.atMs, START_MS)].flatMap(({ event }) =>
    event.type === "ActorReported" ? [event.planted] : [],
  );

describe.each([
  ["a sighting with its time", clip({ effects: [sighting()] })],
  [
    "the story's word that he has been located",
    clip({ effects: [{ effect: "actor", actorId: "thief", status: "located" }] }),
  ],
])("a clip: %s", (_, inject) => {
  const setup = setupWith(inject);

  test("tells of the place where it was made, and never where he is by now", () => {
    const gone = played(setup, [leaves], 2_401_000);
    expect(thiefSeen(gone)?.place.id).toBe("shop");
    expect(gone.lanes[0]?.actors["thief"]?.leg?.placeId).toBe("bar");
  });

  test("looks the same, to the byte, whether he is still there or gone", () => {
    const [gone, there] = [played(setup, [leaves], 2_401_000), played(setup, [], 2_401_000)];
    expect(JSON.stringify(board(gone))).toBe(JSON.stringify(board(there)));
  });
});

describe("a sighting", () => {
  test("moves nobody and locates nobody", () => {
    const drill = played(setupWith(clip({ effects: [sighting({ placeId: "bar" })] })), [], 2_401_000);
    const thief = drill.lanes[0]?.actors["thief"];
    expect({
      placeId: thief?.placeId,
      hidden: thief?.hidden,
      status: thief?.statuses.at(-1)?.status,
    }).toEqual({
      placeId: "shop",
      hidden: true,
      status: "at-large",
    });
  });

  test("says when it was, who says so and where he was going, and ages from then", () => {
    const drill = played(setupWith(clip({ effects: [sighting({ headingPlaceId: "bar" })] })), [], 2_401_000);
    expect(thiefSeen(drill)).toMatchObject({
      status: "at-large",
      seenAtMs: 10_000,
      lastSeen: { by: "told", name: { en: "Video team" }, headingDeg: 270, heading: { en: "Bar" } },
    });
  });

  test("that is true of its place and time is no planted one, and one that is not is marked, for control alone", () => {
    const told = (...effects: Inject["effects"]) => {
      const setup = setupWith(clip({ trigger: { on: "time", atMs: 30_000 }, effects }));
      const later = step(rita, 60_000, take("accept", { incident: 1 }));
      return { setup, later, drill: played(setup, [later], 61_000) };
    };
    const marks = [sighting(), sighting({ placeId: "bar" }), sighting({ planted: true })].map((effect) => {
      const { setup, later, drill } = told(effect);
      return reports(drill, setup, [later]);
    });
    expect(marks).toEqual([[false], [true], [true]]);
    const [right, made] = [told(sighting()), told(sighting({ planted: true }))];
    expect(JSON.stringify(board(right.drill))).toBe(JSON.stringify(board(made.drill)));
  });

  test("gives way to a later one and not to an earlier one, whichever is told first", () => {
    const early = clip({ id: "early", effects: [sighting({ seenAtMs: 10_000 })] });
    const late = clip({ id: "late", effects: [sighting({ seenAtMs: 500_000, placeId: "bar" })] });
    for (const injects of [
      [early, late],
      [late, early],
    ]) {
      const drill = played(setupWith(...injects), [], 2_401_000);
      expect(thiefSeen(drill)).toMatchObject({ place: { id: "bar" }, seenAtMs: 500_000 });
    }
  });
});

test("control sees the truth and, beside it, what the responder believes", () => {
  const drill = played(setupWith(clip({ effects: [sighting()] })), [leaves], 2_401_000);
  expect(truthOf(drill)).toMatchObject({
    leg: { departsAtMs: 2_000_000 },
    believed: { place: { id: "shop" }, seenAtMs: 10_000 },
  });
  expect(truthOf(played(setupWith(), [], 2_401_000))?.believed).toBeNull();
});

test("whoever passes a watched camera was last seen there, going that way, and not where they went", () => {
  const watched = step(rita, 60_000, take("request-feed", { targetId: "cam" }));
  const drill = played(setupWith(), [watched, leaves], 2_900_000);
  expect(thiefSeen(drill)).toMatchObject({
    place: { id: "cam" },
    lastSeen: { by: "camera", name: { en: "Crossing" }, headingDeg: 270 },
  });
  expect(thiefSeen(drill)?.seenAtMs).toBeLessThan(2_900_000);
});
