import { expect } from "vitest";
import type { RefusalCode } from "@/domain/refusal";
import type { Ground } from "@/domain/ground/schema";
import type { Policy } from "@/domain/policy/schema";
import type { Scenario } from "@/domain/scenario/schema";
import { drillTimeAt } from "./clock";
import { decide } from "./decide";
import { letDueHappen } from "./due";
import { fold } from "./evolve";
import { DrillEvent, type DrillCommand, type Participant, type RecordedEvent, type Setup } from "./schema";
import type { Drill } from "./state";

/** A small world of the tests: a town of four junctions and an island without a bridge. */
const both = (text: string) => ({ zh: text, en: text });
const junction = (id: string, lon: number, lat: number) => ({
  type: "Feature" as const,
  geometry: { type: "Point" as const, coordinates: [lon, lat] as [number, number] },
  properties: { kind: "junction" as const, id },
});
const road = (
  from: string,
  to: string,
  line: [number, number][],
  roadClass: "main" | "water" | "path" = "main",
) => ({
  type: "Feature" as const,
  geometry: { type: "LineString" as const, coordinates: line },
  properties: { kind: "road" as const, id: `${from}-${to}`, class: roadClass, from, to },
});
const place = (id: string, at: string, lon: number, lat: number) => ({
  type: "Feature" as const,
  geometry: { type: "Point" as const, coordinates: [lon, lat] as [number, number] },
  properties: {
    kind: "place" as const,
    id,
    place: "shop" as const,
    name: both(id),
    junction: at,
    grid: "grid",
  },
});

export const testGround: Ground = {
  type: "FeatureCollection",
  id: "test-ground",
  name: both("Test"),
  features: [
    {
      type: "Feature",
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [121.99, 29.99],
            [122.05, 29.99],
            [122.05, 30.05],
            [121.99, 29.99],
          ],
        ],
      },
      properties: { kind: "zone", id: "grid", level: "grid", name: both("Grid"), responseClass: "urban" },
    },
    junction("a", 122, 30),
    junction("b", 122.01, 30),
    junction("c", 122.02, 30),
    junction("island", 122.04, 30),
    road("a", "b", [
      [122, 30],
      [122.01, 30],
    ]),
    road("b", "c", [
      [122.01, 30],
      [122.02, 30],
    ]),
    {
      type: "Feature",
      geometry: { type: "Point", coordinates: [122, 30] },
      properties: {
        kind: "station",
        id: "station",
        station: "joint-duty",
        name: both("Station"),
        junction: "a",
        grid: "grid",
      },
    },
    place("shop", "c", 122.02, 30),
    place("pier", "island", 122.04, 30),
  ],
};

export const testPolicy: Policy = {
  id: "test-policy",
  version: 1,
  name: both("Test"),
  standards: [
    {
      id: "arrival",
      name: both("Arrival"),
      from: "reported",
      to: "on-scene",
      tiers: [{ responseClasses: [], priorities: [], fullMs: 300_000, limitMs: 900_000 }],
    },
  ],
};

const action = {
  target: "incident" as const,
  onScene: false,
  stages: [],
  notice: "own" as const,
  actorIs: [],
  durationMs: 0,
  cost: 0,
  adjudication: { by: "auto" as const },
  effects: [],
  note: "none" as const,
};

export const testScenario: Scenario = {
  schemaVersion: 1,
  title: both("Break-in"),
  summary: both("A break-in."),
  plannedMinutes: 30,
  startsAt: "03:10",
  groundId: "test-ground",
  brief: { situation: both("s"), responder: both("r"), opposition: both("o"), control: both("c") },
  opposed: true,
  objectives: [{ id: "reach", side: "responder", text: both("Be there") }],
  forces: {
    package: { officers: 8, auxiliaries: 16, riders: 6, community: 2, shifts: 4 },
    units: [
      {
        id: "car-1",
        callSign: "101",
        name: both("Car 1"),
        branch: "station",
        crew: 2,
        vehicle: "car",
        stationId: "station",
      },
      {
        id: "car-2",
        callSign: "102",
        name: both("Car 2"),
        branch: "patrol",
        crew: 2,
        vehicle: "car",
        stationId: "station",
      },
    ],
  },
  actors: [
    {
      id: "thief",
      name: both("Thief"),
      kind: "suspect",
      status: "at-large",
      placeId: "shop",
      appearance: both("Grey coat"),
      vehicle: "foot",
      hidden: true,
    },
  ],
  oppositionBudget: 3,
  agencies: [
    {
      id: "gas",
      name: both("Gas company"),
      kind: "gas",
      answersAfterMs: 30_000,
      answer: both("On our way"),
      arrivesAfterMs: 240_000,
    },
  ],
  gauges: [
    {
      id: "tension",
      name: both("Tension"),
      unit: both(""),
      min: 0,
      max: 100,
      start: 20,
      ratePerMin: 10,
      shownTo: ["responder"],
      goodIs: "low",
    },
  ],
  facts: [{ id: "plate", text: both("The van is white") }],
  incidents: [
    {
      id: "break-in",
      title: both("Break-in"),
      category: both("Burglary"),
      priority: 1,
      placeId: "shop",
      truth: both("t"),
    },
    {
      id: "on-island",
      title: both("Island"),
      category: both("Help"),
      priority: 2,
      placeId: "pier",
      truth: both("t"),
    },
  ],
  injects: [
    {
      id: "first-call",
      title: both("First call"),
      kind: "call",
      from: both("Caller"),
      text: both("Someone broke in!"),
      audience: "responder",
      trigger: { on: "time", atMs: 10_000 },
      incidentId: "break-in",
      effects: [],
      expected: [{ actionId: "accept", objectiveId: "reach" }],
    },
    {
      id: "tip",
      title: both("Tip"),
      kind: "message",
      from: both("Friend"),
      text: both("OPPOSITION ONLY: they are coming"),
      audience: "opposition",
      trigger: { on: "after", injectId: "first-call", delayMs: 5_000 },
      effects: [],
      expected: [],
    },
    {
      id: "riot",
      title: both("Riot"),
      kind: "environment",
      from: both(""),
      text: both("It boils over"),
      audience: "control",
      trigger: {
        on: "condition",
        when: { op: "gauge", gaugeId: "tension", compare: ">=", value: 80 },
        delayMs: 0,
      },
      effects: [{ effect: "reveal", factId: "plate", to: "responder" }],
      expected: [],
    },
    {
      id: "by-hand",
      title: both("By hand"),
      kind: "phone",
      from: both("Mayor"),
      text: both("What is going on?"),
      audience: "responder",
      trigger: { on: "hand" },
      incidentId: "on-island",
      effects: [],
      expected: [],
    },
  ],
  decisions: [
    {
      id: "how",
      prompt: both("How?"),
      opens: { op: "incident-status", incidentId: "break-in", reached: "on-scene" },
      windowMs: 60_000,
      options: [
        { id: "calm", label: both("Calmly"), worth: 1, rationale: both("Good") },
        { id: "loud", label: both("Loudly"), worth: 0, rationale: both("Bad") },
      ],
    },
  ],
  actions: [
    {
      ...action,
      id: "accept",
      side: "responder",
      group: "respond",
      label: both("Accept"),
      crew: "none",
      stages: ["reported"],
      effects: [{ effect: "incident-status", status: "accepted" }],
    },
    {
      ...action,
      id: "dispatch",
      side: "responder",
      group: "respond",
      label: both("Dispatch"),
      crew: "needed",
      effects: [{ effect: "incident-status", status: "dispatched" }, { effect: "dispatch" }],
    },
    {
      ...action,
      id: "cordon",
      side: "responder",
      group: "handle",
      label: both("Cordon"),
      crew: "needed",
      onScene: true,
      durationMs: 120_000,
      effects: [{ effect: "gauge", gaugeId: "tension", add: -10, ratePerMin: -5 }],
    },
    {
      ...action,
      id: "go-home",
      side: "responder",
      group: "report",
      label: both("Go home"),
      target: "none",
      crew: "needed",
      effects: [{ effect: "return" }],
    },
    {
      ...action,
      id: "op-run",
      side: "opposition",
      group: "opposition",
      label: both("Run"),
      target: "none",
      crew: "none",
      cost: 2,
      adjudication: {
        by: "umpire",
        odds: 0.4,
        suggested: "failure",
        otherwise: "failure",
        timeOutMs: 60_000,
        counterMs: 0,
      },
      effects: [{ effect: "actor", actorId: "thief", placeId: "pier" }],
      effectsOnFailure: [{ effect: "actor", actorId: "thief", status: "located" }],
    },
    {
      ...action,
      id: "op-hide",
      side: "opposition",
      group: "opposition",
      label: both("Hide"),
      target: "none",
      crew: "none",
      cost: 1,
      durationMs: 30_000,
      adjudication: { by: "chance", odds: 0.5 },
      effectsOnFailure: [{ effect: "actor", actorId: "thief", status: "located" }],
    },
  ],
  builtInActions: ["classify"],
  categories: [
    { id: "all", side: "responder", name: both("All") },
    { id: "op-all", side: "opposition", name: both("All") },
  ],
  items: [
    {
      id: "arrival",
      side: "responder",
      categoryId: "all",
      title: both("Arrival"),
      points: 40,
      kind: "timing",
      incidentId: "break-in",
      standardId: "arrival",
    },
    {
      id: "cordon-in-time",
      side: "responder",
      categoryId: "all",
      title: both("Cordon"),
      points: 30,
      kind: "procedure",
      rule: "mandatory",
      condition: { op: "action-done", actionId: "cordon" },
      within: { after: { mark: "incident", incidentId: "break-in", status: "on-scene" }, ms: 180_000 },
    },
    {
      id: "manner",
      side: "responder",
      categoryId: "all",
      title: both("Manner"),
      points: 20,
      kind: "judgement",
      anchors: { P: both("p"), S: both("s"), M: both("m"), U: both("u") },
    },
    {
      id: "choice",
      side: "responder",
      categoryId: "all",
      title: both("Choice"),
      points: 10,
      kind: "decision",
      decisionId: "how",
    },
    {
      id: "op-free",
      side: "opposition",
      categoryId: "op-all",
      title: both("Free"),
      points: 100,
      kind: "outcome",
      bands: [
        { when: { op: "actor-status", actorId: "thief", is: ["at-large"] }, worth: 1, because: both("Free") },
      ],
    },
  ],
};

export const testSetup: Setup = {
  title: "Test drill",
  format: "opposed",
  mode: "tabletop",
  scenario: testScenario,
  scenarioId: "test",
  scenarioVersion: 1,
  ground: testGround,
  policy: testPolicy,
  lanes: 1,
  teams: [
    { lane: 1, side: "responder", teamId: null, name: "Red" },
    { lane: 1, side: "opposition", teamId: null, name: "Blue" },
  ],
  scripted: [],
  oppositionCell: false,
  wallDelayMs: 0,
};

/** The same world in shifts: car-1 goes off duty and car-3 comes on ten minutes after StartEx. */
export const shiftSetup: Setup = {
  ...testSetup,
  scenario: {
    ...testScenario,
    forces: {
      ...testScenario.forces,
      rota: { onDutyAtStart: 1, changesAt: ["03:20", "09:00", "15:00", "21:00"] },
      units: [
        ...testScenario.forces.units.map((unit) => (unit.id === "car-1" ? { ...unit, shift: 1 } : unit)),
        {
          id: "car-3",
          callSign: "103",
          name: both("Car 3"),
          branch: "special",
          crew: 3,
          vehicle: "car",
          stationId: "station",
          shift: 2,
          equipment: ["gas-detector"],
        },
      ],
    },
    actions: [
      ...testScenario.actions,
      {
        ...action,
        id: "on-call",
        side: "responder",
        group: "support",
        label: both("Call in"),
        target: "none",
        crew: "needed",
        durationMs: 60_000,
        effects: [{ effect: "call-in" }],
      },
      {
        ...action,
        id: "measure",
        side: "responder",
        group: "handle",
        label: both("Measure"),
        crew: "needed",
        onScene: true,
        equipment: ["gas-detector"],
        durationMs: 30_000,
      },
      {
        ...action,
        id: "op-block",
        side: "opposition",
        group: "opposition",
        label: both("Block"),
        target: "none",
        crew: "none",
        effects: [{ effect: "congestion", factor: 2 }],
      },
    ],
  },
};

export const carol: Participant = { role: "controller", participantId: "carol", name: "Carol" };
export const eve: Participant = { role: "evaluator", participantId: "eve", name: "Eve" };
export const rita: Participant = {
  role: "player",
  participantId: "rita",
  name: "Rita",
  lane: 1,
  side: "responder",
};
export const omar: Participant = {
  role: "player",
  participantId: "omar",
  name: "Omar",
  lane: 1,
  side: "opposition",
};

/** Unix time of StartEx in the tests. */
export const START_MS = 1_800_000_000_000;

/** A drill that is only planned. */
export function plannedEvents(setup: Setup = testSetup): RecordedEvent[] {
  return [
    {
      position: 1,
      lane: 0,
      atMs: 0,
      wallMs: START_MS,
      by: { role: "engine" },
      observedAtMs: null,
      event: { type: "DrillPlanned", setup },
    },
  ];
}

/** One thing somebody asks for, at a wall time in ms after StartEx. */
export type Step = { by: Participant; afterMs: number; command: DrillCommand };

/** Plays steps as the server does: first what is due, then the command. Refused ones are left out. */
export function play(steps: readonly Step[], setup: Setup = testSetup): RecordedEvent[] {
  const events = plannedEvents(setup);
  const drill = readDrill(events);
  let wallMs = START_MS;
  for (const step of steps) {
    wallMs = Math.max(wallMs, START_MS + step.afterMs);
    const { due, decided } = ask(drill, step.by, step.command, wallMs);
    events.push(...due, ...(Array.isArray(decided) ? decided : []));
  }
  return events;
}

/** Lets what is due happen, then asks for a command. A refusal comes back as a value. */
export function ask(
  drill: Drill,
  by: Participant,
  command: DrillCommand,
  wallMs: number,
  known: { isCaptain?: boolean; isOfTeam?: boolean } = { isCaptain: true },
): { due: RecordedEvent[]; decided: RecordedEvent[] | Error } {
  const atMs = Math.max(drill.atMs, drillTimeAt(drill.clock, wallMs));
  const due = letDueHappen(drill, atMs, wallMs);
  try {
    return { due, decided: decide(drill, command, { by, atMs, wallMs, seed: 7, ...known }) };
  } catch (error) {
    if (error instanceof Error && error.name === "Refusal") return { due, decided: error };
    throw error;
  }
}

/** The drill of a stream that is not empty, from events that went through storage and back. */
export function readDrill(events: readonly RecordedEvent[]): Drill {
  const stored = events.map((recorded) => ({
    ...recorded,
    event: DrillEvent.parse(JSON.parse(JSON.stringify(recorded.event))),
  }));
  const drill = fold(stored);
  if (!drill) throw new Error("The stream is empty.");
  return drill;
}

/** Given these steps, when this is asked, then expect these facts or this refusal. */
export function given(...steps: Step[]) {
  return {
    when(by: Participant, afterMs: number, command: DrillCommand) {
      const drill = readDrill(play(steps));
      const before = JSON.stringify(drill);
      const { due, decided } = ask(drill, by, command, START_MS + afterMs);
      return {
        then(...types: DrillEvent["type"][]) {
          if (decided instanceof Error) throw decided;
          expect(decided.map((recorded) => recorded.event.type)).toEqual(types);
          return decided.map((recorded) => recorded.event);
        },
        thenRefused(code: RefusalCode) {
          expect(decided).toMatchObject({ name: "Refusal", code });
          // A refusal leaves no trace but what was due anyway.
          if (due.length === 0) expect(JSON.stringify(drill)).toBe(before);
        },
      };
    },
  };
}

export const startEx: Step = { by: carol, afterMs: 0, command: { type: "StartDrill", rate: 1 } };
