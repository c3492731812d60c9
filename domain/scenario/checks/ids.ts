import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";
import { error, type Path, type Problem } from "./problem";

/** Ids that two things of one kind have. */
export function idProblems(scenario: Scenario): Problem[] {
  const { injects, incidents, agencies, gauges, facts, actors } = scenario;
  const { decisions, categories, objectives, items, actions } = scenario;
  const lists = { injects, incidents, agencies, gauges, facts, actors, decisions, categories };
  return [
    ...Object.entries({ ...lists, objectives, items, actions }).flatMap(([list, things]) =>
      twiceIn([list], things),
    ),
    ...twiceIn(["forces", "units"], scenario.forces.units),
  ];
}

function twiceIn(list: Path, things: readonly { id: string }[]): Problem[] {
  const first = new Map(things.map(({ id }, i) => [id, i] as const).reverse());
  return things.flatMap(({ id }, i) =>
    first.get(id) === i ? [] : [error([...list, i, "id"], "id-twice", say("checks.id-twice", { id }))],
  );
}
