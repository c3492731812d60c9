import "server-only";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readDocument } from "@/domain/documents/document";
import { scenarioDocument } from "@/domain/scenario/document";
import { groundDocument } from "@/domain/ground/document";
import { policyDocument } from "@/domain/policy/document";
import { RecordedEvent, type Setup } from "@/domain/drill/schema";
import { longLog, type LongLog } from "./long-log";

const starter = path.join(import.meta.dirname, "../../starter");
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(starter, file), "utf8"));

/** Teams side by side, and the number every run on every machine starts from. */
export const LANES = 5;
export const SEED = 1;
const EVENTS = 100_000;

/** The log that is measured, as storage would hand it back: nothing is shared with the drill that decided it. */
export function benchmarkLog(): LongLog {
  const log = longLog(parallelSetup(LANES), EVENTS, SEED);
  const events = log.events
    .slice(0, EVENTS)
    .map((recorded) => RecordedEvent.parse(JSON.parse(JSON.stringify(recorded))));
  return { ...log, events };
}

/** Every starter scenario, as one team plays it. */
export function starterSetups(): Setup[] {
  return readdirSync(path.join(starter, "scenarios"))
    .map((file) => path.basename(file, ".json"))
    .sort()
    .map((id) => setupOf(id, 1));
}

/** The starter scenario with the most injects, played by so many teams side by side. */
export function parallelSetup(lanes: number): Setup {
  return setupOf("phone-shop", lanes);
}

function setupOf(id: string, lanes: number): Setup {
  return {
    title: "Benchmark",
    format: lanes > 1 ? "parallel" : "opposed",
    mode: "tabletop",
    scenario: readDocument(scenarioDocument, read(`scenarios/${id}.json`)),
    scenarioId: id,
    scenarioVersion: 1,
    ground: readDocument(groundDocument, read("ground/lanzhou-island.geojson")),
    policy: readDocument(policyDocument, read("policies/standard-1358.json")),
    lanes,
    teams: [],
    scripted: [],
    oppositionCell: false,
    wallDelayMs: 0,
  };
}

/**
 * The same scenario in one lane, with so many injects more that go on waiting: each for the condition of one that
 * the scenario has, and for one thing that never comes. The latter is asked for last, so that all is evaluated.
 */
export function waitingSetup(waiting: number): Setup {
  const setup = parallelSetup(1);
  const { scenario } = setup;
  const conditional = scenario.injects.flatMap((inject) =>
    inject.trigger.on === "condition" ? [{ inject, trigger: inject.trigger }] : [],
  );
  const never = { op: "gauge" as const, gaugeId: "none", compare: ">=" as const, value: 0 };
  const more = Array.from({ length: waiting }, (_, i) => {
    const model = conditional[i % conditional.length];
    if (!model) throw new Error("The scenario has no inject that waits for a condition.");
    const when = { op: "all" as const, of: [model.trigger.when, never] };
    return { ...model.inject, id: `${model.inject.id}-${i}`, trigger: { ...model.trigger, when } };
  });
  return { ...setup, scenario: { ...scenario, injects: [...scenario.injects, ...more] } };
}
