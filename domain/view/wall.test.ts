import { describe, expect, test } from "vitest";
import { scoreCard, sidesPlayed } from "@/domain/scoring/score-card";
import { View, type WallView } from "./schema";
import {
  carol,
  omar,
  play,
  readDrill,
  rita,
  START_MS,
  startEx,
  testSetup,
  type Step,
} from "@/domain/drill/given";
import type { DrillCommand, Player, RecordedEvent, Setup } from "@/domain/drill/schema";
import { settingFor } from "./setting";
import { hear, nothingToldYet, tellLate } from "./wall";
import { viewFor } from "./view";
import { everywhere } from "@/domain/text";

const late: Setup = { ...testSetup, wallDelayMs: 60_000 };
const take = (actionId: string, more: object = {}): DrillCommand => ({
  type: "TakeAction",
  actionId,
  unitIds: [],
  note: "",
  ...more,
});
const accept: Step = { by: rita, afterMs: 20_000, command: take("accept", { incident: 1 }) };
const dispatch: Step = {
  by: rita,
  afterMs: 30_000,
  command: take("dispatch", { incident: 1, unitIds: ["car-1"] }),
};

/** The wall as it hangs at a wall time in ms after StartEx, of a drill that went on to some later step. */
function wallAt(events: readonly RecordedEvent[], afterMs: number): WallView {
  const told = nothingToldYet();
  hear(told, events);
  const heard = events.filter(({ wallMs }) => wallMs <= START_MS + afterMs);
  const shown = tellLate(told, readDrill(heard), START_MS + afterMs);
  const view = shown && View.parse(viewFor(shown, { kind: "wall" }));
  if (view?.kind !== "wall") throw new Error("There is no wall.");
  return view;
}
const incidentsOf = (view: WallView) => view.lanes.flatMap(({ incidents }) => incidents);

describe("a wall a minute late", () => {
  const events = play([startEx, accept, dispatch, { ...startEx, afterMs: 900_000 }], late);

  test("shows nothing of the drill in its first minute, and its clock runs a minute behind", () => {
    expect(wallAt(events, 59_999)).toMatchObject({ phase: "planned", clock: { rate: 0 }, lanes: [] });
    expect(wallAt(events, 60_000)).toMatchObject({ phase: "running", lanes: [{ incidents: [] }] });
    const { clock } = wallAt(events, 100_000);
    expect(clock.atMs + clock.rate * (START_MS + 100_000 - clock.sinceWallMs)).toBe(40_000);
  });

  test("shows a call a minute after it came, and how it stood then", () => {
    expect(incidentsOf(wallAt(events, 69_999))).toEqual([]);
    expect(incidentsOf(wallAt(events, 70_000))).toMatchObject([{ number: 1, status: "reported" }]);
    expect(incidentsOf(wallAt(events, 80_000))).toMatchObject([{ number: 1, status: "accepted" }]);
  });

  test("shows where a crew was and not where it is going, and with the call only once it is there", () => {
    const [from, moving, there] = [89_000, 120_000, 800_000].map((afterMs) => wallAt(events, afterMs));
    const crew = (view: WallView | undefined) => view?.lanes[0]?.units.find(({ id }) => id === "car-1");
    expect(crew(from)).toMatchObject({ status: "idle", at: [122, 30] });
    expect(crew(moving)).toMatchObject({ status: "en-route" });
    expect(crew(moving)?.at).not.toEqual(crew(from)?.at);
    expect(crew(moving)?.at).not.toEqual(crew(there)?.at);
    expect(Object.keys(crew(moving) ?? {})).toEqual(["id", "status", "at"]);
    expect(incidentsOf(moving ?? wallAt(events, 0))[0]?.units).toEqual([]);
    expect(incidentsOf(there ?? wallAt(events, 0))[0]?.units).toEqual(["car-1"]);
  });

  test("stands still while the drill is paused, a minute before the pause", () => {
    const paused = play(
      [startEx, { by: carol, afterMs: 75_000, command: { type: "PauseClock", reason: "CANARY" } }],
      late,
    );
    const [soon, later] = [wallAt(paused, 80_000), wallAt(paused, 8_000_000)];
    expect(soon).toEqual(later);
    expect(soon).toMatchObject({ clock: { rate: 0, atMs: 15_000 } });
    expect(JSON.stringify(soon)).not.toContain("CANARY");
  });

  test("says at once that the exercise was stopped, without a name and a word, and when it goes on again", () => {
    const stopped = play(
      [
        startEx,
        accept,
        { by: omar, afterMs: 75_000, command: { type: "StopExercise", reason: "CANARY" } },
        { by: carol, afterMs: 95_000, command: { type: "ResumeExercise", reason: "CANARY" } },
      ],
      late,
    );
    expect(wallAt(stopped, 74_000).stopped).toBeNull();
    const now = wallAt(stopped, 75_000);
    expect(now.stopped).toMatchObject({
      wallMs: START_MS + 75_000,
      role: "player",
      name: everywhere(""),
      reason: "",
    });
    // Everything else is as late as ever.
    expect(incidentsOf(now)).toMatchObject([{ status: "reported" }]);
    expect(JSON.stringify(now)).not.toMatch(/CANARY|Omar/);
    expect(wallAt(stopped, 95_000).stopped).toBeNull();
  });

  test("shows all of it once the drill is over, but not the words it was ended with", () => {
    const ended = play(
      [
        startEx,
        accept,
        { by: carol, afterMs: 21_000, command: { type: "EndDrill", how: "ended", reason: "CANARY" } },
      ],
      late,
    );
    const view = wallAt(ended, 21_000);
    expect(view).toMatchObject({ phase: "ended", ended: { atMs: 21_000, how: "ended" } });
    expect(incidentsOf(view)).toMatchObject([{ status: "accepted" }]);
    expect(JSON.stringify(view)).not.toContain("CANARY");
  });
});

test("a wall tells none of the words that anybody was sent", () => {
  const events = play(
    [
      startEx,
      { by: rita, afterMs: 1_000, command: { type: "SendRadio", text: "CANARY" } },
      { by: omar, afterMs: 1_000, command: { type: "SendRadio", text: "CANARY" } },
      accept,
    ],
    testSetup,
  );
  const wall = JSON.stringify([wallAt(events, 50_000), settingFor(testSetup, { kind: "wall" })]);
  expect(wall).not.toMatch(/CANARY|OPPOSITION ONLY|Someone broke in|Blue|camera/);
});

test("where groups play side by side a call is on the wall once every group has had it, and no crews are", () => {
  const setup: Setup = {
    ...testSetup,
    format: "parallel",
    lanes: 2,
    teams: [1, 2].map((lane) => ({ lane, side: "responder" as const, teamId: null, name: `Group ${lane}` })),
  };
  const second: Player = { ...rita, role: "player", lane: 2, side: "responder", participantId: "ruth" };
  const byHand = (lane: number, afterMs: number): Step => ({
    by: carol,
    afterMs,
    command: { type: "DeliverInject", lane, injectId: "by-hand" },
  });
  const events = play(
    [startEx, byHand(2, 5_000), accept, { ...accept, by: second, afterMs: 21_000 }, byHand(1, 40_000)],
    setup,
  );
  const places = (afterMs: number) =>
    wallAt(events, afterMs).lanes.map(({ incidents }) =>
      incidents.map(({ number, place }) => `${number} ${place.id}`),
    );
  const [theirs = ""] = setup.scenario.incidents.filter(({ id }) => id === "break-in").map((i) => i.placeId);
  expect(places(6_000)).toEqual([[], []]);
  expect(places(30_000)).toEqual([[`1 ${theirs}`], [`1 ${theirs}`]]);
  expect(places(40_000).map((lane) => lane.length)).toEqual([2, 2]);
  expect(wallAt(events, 40_000).lanes.flatMap(({ units }) => units)).toEqual([]);
});

test("the totals are on the wall once they have been released and not before, and nothing of what they rest on", () => {
  const end: Step = { by: carol, afterMs: 21_000, command: { type: "EndDrill", how: "ended", reason: "" } };
  const release: Step = { by: carol, afterMs: 22_000, command: { type: "ReleaseScores" } };
  const events = play([startEx, accept, end, release], late);
  const scores = (afterMs: number) =>
    wallAt(
      events.filter(({ wallMs }) => wallMs <= START_MS + afterMs),
      afterMs,
    ).lanes.flatMap((lane) => lane.scores);
  expect(scores(21_500)).toEqual([]);
  const drill = readDrill(events);
  const [lane] = drill.lanes;
  if (!lane) throw new Error("The drill has no lane.");
  const cards = sidesPlayed(drill).map((side) => scoreCard(drill, lane, side));
  expect(scores(22_000)).toEqual(
    cards.map(({ side, team, totalHundredths, coverage }) => ({ side, team, totalHundredths, coverage })),
  );
});
