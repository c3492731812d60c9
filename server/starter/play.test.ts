import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { fold } from "@/domain/drill/evolve";
import { settingFor } from "@/domain/view/setting";
import { RecordedEvent, type Setup } from "@/domain/drill/schema";
import { viewFor } from "@/domain/view/view";
import { Ground } from "@/domain/ground/schema";
import { Policy } from "@/domain/policy/schema";
import { simulate } from "@/domain/rehearsal/simulate";
import { Scenario } from "@/domain/scenario/schema";
import { scoreCard } from "@/domain/scoring/score-card";
import type { LocalText } from "@/domain/text";

const folder = import.meta.dirname;
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), "utf8"));
const ground = Ground.parse(read("ground/lanzhou-island.geojson"));
const policy = Policy.parse(read("policies/standard-1358.json"));
const scenarioIds = readdirSync(path.join(folder, "scenarios")).map((file) => path.basename(file, ".json"));
const scenarioOf = (id: string) => Scenario.parse(read(`scenarios/${id}.json`));

function setupOf(scenario: Scenario, lanes = 1): Setup {
  return {
    title: "Rehearsal",
    format: lanes > 1 ? "parallel" : "opposed",
    mode: "tabletop",
    scenario,
    scenarioId: "starter",
    scenarioVersion: 1,
    ground,
    policy,
    lanes,
    teams: [],
    scripted: [],
    oppositionCell: false,
    wallDelayMs: 0,
  };
}

describe.each(scenarioIds)("the starter scenario %s, played by script", (id) => {
  const setup = setupOf(scenarioOf(id));
  const { drill, events } = simulate(setup, { responder: "strong", opposition: "medium" }, 11);
  const cards = drill.lanes.map((lane) => scoreCard(drill, lane, "responder"));

  test("ends with a score card that is the sum of its lines, fully evaluated", () => {
    for (const card of cards) {
      const sum = card.lines.reduce((total, line) => total + line.pointsHundredths, 0);
      expect(card.totalHundredths).toBe(sum);
      expect(card.totalHundredths).toBeGreaterThan(5_000);
      expect(card.coverage).toBeGreaterThan(0.9);
    }
  });

  test("leaves a log that storage accepts and that replays to the same bytes", () => {
    const stored = events.map((recorded) => RecordedEvent.parse(JSON.parse(JSON.stringify(recorded))));
    expect(stored.map(({ position }) => position)).toEqual(events.map((_, i) => i + 1));
    expect(JSON.stringify(fold(stored))).toBe(JSON.stringify(fold(events)));
    expect(JSON.stringify(fold(stored))).toBe(JSON.stringify(drill));
  });

  test("is worth more to a strong team than to a weak one, though evaluators find both alike", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const total = (skill: "strong" | "weak") => {
        const skills = { responder: skill, opposition: "medium" } as const;
        const played = simulate(setup, skills, seed, { rated: "medium" }).drill;
        const [lane] = played.lanes;
        return lane ? scoreCard(played, lane, "responder").totalHundredths : 0;
      };
      expect(total("strong")).toBeGreaterThan(total("weak"));
    }
  });

  test.runIf(scenarioOf(id).opposed)("leaves a strong team less against a strong opposition", () => {
    // Chance decides single drills; the benchmark of the skills counts a hundred of them.
    const total = (skill: "strong" | "weak") =>
      [1, 2, 3, 4, 5]
        .map((seed) => {
          const skills = { responder: "strong", opposition: skill } as const;
          const played = simulate(setup, skills, seed, { rated: "medium" }).drill;
          const [lane] = played.lanes;
          return lane ? scoreCard(played, lane, "responder").totalHundredths : 0;
        })
        .reduce((sum, points) => sum + points, 0);
    expect(total("strong")).toBeLessThan(total("weak"));
  });

  test("tells the sides nothing that was planted in what they may not know", () => {
    const { scenario, planted } = withCanaries(scenarioOf(id));
    const { events: played } = simulate(setupOf(scenario), { responder: "strong", opposition: "strong" }, 5);
    const seen = { responder: "", opposition: "" };
    for (const side of ["responder", "opposition"] as const) {
      const audience = { kind: "side", side, lane: 1 } as const;
      seen[side] += JSON.stringify(settingFor(setupOf(scenario), audience));
      // At every tenth event, and at the end when most is known.
      for (let upTo = 1; upTo <= played.length; upTo += 10) {
        const then = fold(played.slice(0, upTo));
        if (then) seen[side] += JSON.stringify(viewFor(then, audience));
      }
      seen[side] += JSON.stringify(viewFor(fold(played) ?? drill, audience));
    }
    expect(planted.responder.filter((canary) => seen.responder.includes(canary))).toEqual([]);
    expect(planted.opposition.filter((canary) => seen.opposition.includes(canary))).toEqual([]);
    // The search would find them: control sees what was planted.
    const truth = JSON.stringify(settingFor(setupOf(scenario), { kind: "control" }));
    expect(planted.responder.every((canary) => truth.includes(canary))).toBe(true);
  });
});

test("nine teams side by side get the same calls at the same time", () => {
  const setup = setupOf(scenarioOf("lost-coat"), 9);
  const { drill } = simulate(setup, { responder: "medium", opposition: "weak" }, 3);
  const timed = new Set(
    setup.scenario.injects.flatMap(({ id, trigger }) => (trigger.on === "time" ? [id] : [])),
  );
  const calls = drill.lanes.map((lane) =>
    lane.deliveries.flatMap(({ injectId, atMs }) =>
      injectId && timed.has(injectId) ? [[injectId, atMs]] : [],
    ),
  );
  expect(calls).toHaveLength(9);
  for (const lane of calls) expect(lane).toEqual(calls[0]);
});

/** The scenario with a marked text in every place that one side or both must never see. */
function withCanaries(original: Scenario): {
  scenario: Scenario;
  planted: { responder: string[]; opposition: string[] };
} {
  const scenario = structuredClone(original);
  const planted = { responder: [] as string[], opposition: [] as string[] };
  const plant = (where: string, ...hiddenFrom: ("responder" | "opposition")[]): LocalText => {
    const canary = `canary-${planted.responder.length}-${planted.opposition.length}-${where}`;
    for (const side of hiddenFrom) planted[side].push(canary);
    return { zh: `${canary} 暗`, en: `${canary} dark` };
  };

  scenario.brief.opposition = plant("opposition-brief", "responder");
  scenario.brief.responder = plant("responder-brief", "opposition");
  scenario.brief.control = plant("control-brief", "responder", "opposition");
  for (const incident of scenario.incidents) {
    incident.title = plant("incident-title", "responder", "opposition");
    incident.truth = plant("truth", "responder", "opposition");
  }
  for (const inject of scenario.injects) {
    inject.title = plant("inject-title", "responder", "opposition");
    if (inject.audience === "control") inject.text = plant("control-inject", "responder", "opposition");
    if (inject.audience === "opposition") inject.text = plant("opposition-inject", "responder");
    if (inject.audience === "responder") inject.text = plant("responder-inject", "opposition");
  }
  for (const decision of scenario.decisions) {
    decision.prompt = plant("decision", "opposition");
    for (const option of decision.options) {
      option.rationale = plant("rationale", "responder", "opposition");
    }
  }
  for (const objective of scenario.objectives) {
    objective.text = plant("objective", objective.side === "responder" ? "opposition" : "responder");
  }
  for (const action of scenario.actions) {
    // What can be noticed is named to whoever notices it.
    if (action.notice !== "own") continue;
    action.label = plant("action", action.side === "responder" ? "opposition" : "responder");
  }
  for (const actor of scenario.actors) actor.name = plant("actor", "responder");
  for (const agency of scenario.agencies) agency.answer = plant("answer", "opposition");
  for (const item of scenario.items) item.title = plant("item", "responder", "opposition");
  for (const gauge of scenario.gauges) {
    const hidden = (["responder", "opposition"] as const).filter((side) => !gauge.shownTo.includes(side));
    if (hidden.length > 0) gauge.name = plant("gauge", ...hidden);
  }
  return { scenario, planted };
}
