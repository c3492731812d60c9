import { equipmentName } from "@/domain/actions/equipment";
import type { Scenario } from "@/domain/scenario/schema";
import { error, type Path, type Problem } from "./problem";
import { referenceChecks } from "./references";
import type { Surroundings } from "./surroundings";

/** What is wrong with a scenario's own actions: references, and equipment that nobody carries. */
export function actionProblems(scenario: Scenario, surroundings: Surroundings): Problem[] {
  const check = referenceChecks(scenario, surroundings);
  return scenario.actions.flatMap((action, i) => {
    const at: Path = ["actions", i];
    return [
      ...check.condition([...at, "precondition"], action.precondition),
      ...check.effects([...at, "effects"], action.effects),
      ...equipmentProblems(scenario, [...at, "equipment"], action.equipment ?? []),
      ...check.effects([...at, "effectsOnFailure"], action.effectsOnFailure),
    ];
  });
}

function equipmentProblems(
  { forces }: Scenario,
  path: Path,
  needed: NonNullable<Scenario["actions"][number]["equipment"]>,
): Problem[] {
  return needed
    .filter((equipment) => !forces.units.some((unit) => unit.equipment?.includes(equipment)))
    .map((equipment) => {
      const { zh, en } = equipmentName(equipment);
      return error(
        path,
        "equipment-missing",
        `该行动需要“${zh}”，但没有车组配备。`,
        `No crew carries what it needs: ${en}.`,
      );
    });
}
