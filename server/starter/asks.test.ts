import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import {
  askable,
  NO_ANSWERS,
  type Answers,
  type Askable,
  type Asker,
  type Known,
} from "@/domain/actions/asks/ask";
import { asksOf, commandOf, missingIn, optionsFor, withPresets } from "@/domain/actions/asks/asks";
import { askKindOf, type AskKind } from "@/domain/actions/asks/kinds";
import { DrillCommand } from "@/domain/drill/commands";
import { decide } from "@/domain/drill/decide";
import type { Participant, Setup } from "@/domain/drill/schema";
import { copyOf, drillAt, positionAt, snapshotsOf } from "@/domain/drill/snapshots";
import { groundDocument } from "@/domain/ground/document";
import { policyDocument } from "@/domain/policy/document";
import { isRefusal, type RefusalCode } from "@/domain/refusal";
import { simulate } from "@/domain/rehearsal/simulate";
import { scenarioDocument } from "@/domain/scenario/document";
import { readDocument } from "@/domain/documents/document";
import { knownToSide, knownToStaff } from "@/domain/view/known";
import { settingFor } from "@/domain/view/setting";
import { viewFor } from "@/domain/view/view";
import { readJson } from "./testing";

const scenarioIds = readdirSync(path.join(import.meta.dirname, "scenarios")).map((file) =>
  path.basename(file, ".json"),
);
const MOMENTS_MS = [0, 2, 5, 12, 25, 45].map((minutes) => minutes * 60_000 + 20_000);

/** What the rules may answer to an action whose asks were answered with what was offered: the world, not the answer. */
const OF_THE_WORLD: readonly RefusalCode[] = [
  "precondition-not-met",
  "incident-stage-wrong",
  "budget-spent",
  "nobody-on-scene",
  "unit-busy",
  "no-way-there",
  "actor-no-way-there",
  // Which of several units brings a branch or a thing is for people to see to.
  "branch-needed",
  "equipment-needed",
  // Two at most are chosen here, of whoever is on the scene of the first incident or of none.
  "unit-not-on-scene",
  "move-already-answered",
  "counter-window-closed",
  "move-not-answerable",
];

/** What the rules say when what an action needs is left out. */
const LEFT_OUT: { [Kind in AskKind]: RefusalCode | null } = {
  incident: "incident-needed",
  "other-incident": "incident-needed",
  priority: "priority-needed",
  category: null,
  agency: "target-needed",
  actor: "target-needed",
  camera: "target-needed",
  place: "target-needed",
  destination: "target-needed",
  counters: null,
  crew: "crew-needed",
  note: "note-needed",
};

const sides = [
  { role: "player", participantId: "responder-1", name: "r", lane: 1, side: "responder" },
  { role: "player", participantId: "opposition-1", name: "o", lane: 1, side: "opposition" },
] as const satisfies Participant[];
const control: Participant = { role: "controller", participantId: "control", name: "c" };

function setupOf(id: string, mode: Setup["mode"]): Setup {
  return {
    title: "Asks",
    format: "opposed",
    mode,
    scenario: readDocument(scenarioDocument, readJson("scenarios", `${id}.json`)),
    scenarioId: id,
    scenarioVersion: 1,
    ground: readDocument(groundDocument, readJson("ground", "lanzhou-island.geojson")),
    policy: readDocument(policyDocument, readJson("policies", "standard-1358.json")),
    lanes: 1,
    teams: [],
    scripted: [],
    oppositionCell: false,
    wallDelayMs: 0,
  };
}

/** A drill in play at several moments. */
function momentsOf(setup: Setup) {
  const snapshots = snapshotsOf(simulate(setup, { responder: "medium", opposition: "medium" }, 5).events);
  return MOMENTS_MS.flatMap((atMs) => {
    const drill = drillAt(snapshots, positionAt(snapshots, atMs));
    return drill?.phase === "running" ? [{ atMs, drill }] : [];
  });
}

/** The nth way to answer all that an action asks, with what is offered; null where something needed is not offered. */
function answered(action: Askable, known: Known, asker: Asker, nth: number): Answers | null {
  const answers = asksOf(action, asker).reduce<Answers>((all, { kind }) => {
    const options = optionsFor(kind, action, known, all);
    if (options === null) return askKindOf(kind).answered(all, "Two people, one van.");
    const option = options[nth % Math.max(1, options.length)];
    return option ? askKindOf(kind).answered(all, option.value) : all;
  }, NO_ANSWERS);
  return missingIn(action, answers, asker).length === 0 ? answers : null;
}

describe.each(scenarioIds)("what actions ask for in %s", (id) => {
  const setup = setupOf(id, "tabletop");
  const moments = momentsOf(setup);
  const asked = { wallMs: 10_000_000, seed: 1 };
  const seats = moments.flatMap(({ atMs, drill }) =>
    sides.flatMap((by) => {
      const audience = { kind: "side", side: by.side, lane: 1 } as const;
      const [setting, view] = [settingFor(setup, audience), viewFor(drill, audience)];
      if (setting.kind !== "side" || view.kind !== "side") return [];
      return [{ atMs, drill, by, setting, view, known: knownToSide(setting, view) }];
    }),
  );

  test("an answer to each ask makes a command that is accepted, or refused for what the world is like", () => {
    const refused = new Set<string>();
    let accepted = 0;
    for (const { atMs, drill, by, setting, known } of seats) {
      for (const action of setting.actions) {
        for (const nth of [0, 1, 2, 5]) {
          const answers = answered(action, known, "player", nth);
          if (!answers) continue;
          const command: DrillCommand = { type: "TakeAction", ...commandOf(action, answers) };
          expect(DrillCommand.parse(command)).toEqual(command);
          try {
            decide(copyOf(drill), command, { by, atMs, ...asked });
            accepted += 1;
          } catch (error) {
            if (!isRefusal(error)) throw error;
            refused.add(error.code);
          }
        }
      }
    }
    expect([...refused].filter((code) => !OF_THE_WORLD.some((known) => known === code))).toEqual([]);
    expect(accepted).toBeGreaterThan(100);
  });

  test("what an action needs is refused by name where it is left out, and nothing else is", () => {
    for (const { atMs, drill, by, setting, known } of seats) {
      for (const action of setting.actions) {
        const answers = answered(action, known, "player", 0);
        if (!answers) continue;
        for (const { kind, how } of asksOf(action)) {
          const without = { ...answers, [askKindOf(kind).fills]: NO_ANSWERS[askKindOf(kind).fills] };
          const isMissing = missingIn(action, without).includes(kind);
          expect(isMissing, `${action.id} ${kind}`).toBe(how === "needed");
          if (isMissing) expect(LEFT_OUT[kind], kind).not.toBeNull();
          const code = codeOf(() =>
            decide(
              copyOf(drill),
              { type: "TakeAction", ...commandOf(action, without) },
              { by, atMs, ...asked },
            ),
          );
          // What is checked before it may be in the way.
          if (!isMissing)
            expect(code === null || OF_THE_WORLD.includes(code), `${action.id} ${code}`).toBe(true);
          else if (!OF_THE_WORLD.includes(code ?? "precondition-not-met")) expect(code).toBe(LEFT_OUT[kind]);
          else expect(code).not.toBeNull();
        }
      }
    }
  });

  test("nothing is offered that the side's own view and setting do not show", () => {
    for (const { setting, view, known } of seats) {
      for (const action of setting.actions) {
        for (const { kind } of asksOf(action)) {
          const values =
            optionsFor(kind, action, known, withPresets(action, known, {}))?.map(({ value }) => value) ?? [];
          for (const value of values) expect(shownTo(setting, view, kind)).toContain(value);
        }
      }
    }
  });

  test("staff are offered all there is, and what they answer is recorded", () => {
    const onStreet = setupOf(id, "mixed");
    const full = settingFor(onStreet, { kind: "control" });
    if (full.kind !== "full") throw new Error("Control sees everything.");
    for (const { atMs, drill } of momentsOf(onStreet).slice(1, 4)) {
      const view = viewFor(drill, { kind: "control" });
      const lane = view.kind === "control" ? view.lanes[0] : undefined;
      if (!lane) throw new Error("There is a lane.");
      const known = knownToStaff(full, lane);
      expect(known.actors.map((actor) => actor.id)).toEqual(
        onStreet.scenario.actors.map((actor) => actor.id),
      );
      for (const definition of full.actions) {
        for (const nth of [0, 3]) {
          const action = askable(definition);
          const answers = answered(action, known, "recorder", nth);
          if (!answers) continue;
          const command: DrillCommand = {
            type: "RecordAction",
            lane: 1,
            outcome: "success",
            observedAtMs: null,
            ...commandOf(action, answers, "recorder"),
          };
          expect(DrillCommand.parse(command)).toEqual(command);
          const code = codeOf(() => decide(copyOf(drill), command, { by: control, atMs, ...asked }));
          expect([null, "incident-over"], `${action.id} ${code}`).toContain(code);
        }
      }
    }
  });
});

function codeOf(work: () => unknown): RefusalCode | null {
  try {
    work();
    return null;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.code;
  }
}

type Side = Extract<ReturnType<typeof settingFor>, { kind: "side" }>;
type Seen = Extract<ReturnType<typeof viewFor>, { kind: "side" }>;

/** All that a side has been shown of such things. */
function shownTo(setting: Side, view: Seen, kind: AskKind): readonly (string | number)[] {
  const onGround = (...kinds: string[]) =>
    setting.ground.features.flatMap(({ properties }) =>
      kinds.includes(properties.kind) ? [properties.id] : [],
    );
  const shown: { [Kind in AskKind]: () => readonly (string | number)[] } = {
    incident: () => view.incidents.map(({ number }) => number),
    "other-incident": () => view.incidents.map(({ number }) => number),
    priority: () => [1, 2, 3],
    category: () => [],
    agency: () => setting.agencies.map((agency) => agency.id),
    actor: () => view.actors.map((actor) => actor.id),
    camera: () => onGround("camera"),
    place: () => onGround("place", "station"),
    destination: () => onGround("place"),
    counters: () => view.noticed.map(({ n }) => n),
    crew: () => view.units.map((unit) => unit.id),
    note: () => [],
  };
  return shown[kind]();
}
