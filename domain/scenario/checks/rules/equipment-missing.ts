import { equipmentName } from "@/domain/actions/equipment";
import { error } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** An action of the scenario's own that needs equipment no crew carries. */
export const equipmentMissing = error(({ scenario }) =>
  scenario.actions.flatMap(({ equipment = [] }, i) =>
    equipment
      .filter((needed) => !scenario.forces.units.some((unit) => unit.equipment?.includes(needed)))
      .map((needed) => ({
        path: ["actions", i, "equipment"],
        said: say("checks.equipment-missing", { equipment: equipmentName(needed) }),
      })),
  ),
);
