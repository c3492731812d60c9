import { error, type Finding, type Path } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** An id that two things of one kind have. */
export const idTwice = error(({ scenario }) => {
  const { injects, incidents, agencies, gauges, facts, actors } = scenario;
  const { decisions, categories, objectives, items, actions } = scenario;
  const lists = { injects, incidents, agencies, gauges, facts, actors, decisions, categories };
  return [
    ...Object.entries({ ...lists, objectives, items, actions }).flatMap(([list, things]) =>
      twiceIn([list], things),
    ),
    ...twiceIn(["forces", "units"], scenario.forces.units),
    ...decisions.flatMap(({ options }, i) => twiceIn(["decisions", i, "options"], options)),
  ];
});

function twiceIn(list: Path, things: readonly { id: string }[]): Finding[] {
  const first = new Map(things.map(({ id }, i) => [id, i] as const).reverse());
  return things.flatMap(({ id }, i) =>
    first.get(id) === i ? [] : [{ path: [...list, i, "id"], said: say("checks.id-twice", { id }) }],
  );
}
