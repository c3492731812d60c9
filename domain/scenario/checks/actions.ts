import { equipmentName } from "@/domain/actions/equipment";
import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";
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
    .map((equipment) =>
      error(
        path,
        "equipment-missing",
        say("checks.equipment-missing", { equipment: equipmentName(equipment) }),
      ),
    );
}
