import { z } from "zod";
import { asChoice } from "@/domain/conditions/fields";
import { say, type Said } from "@/domain/words/said";

/** What a crew can carry. A closed list, so that an action can ask for a thing and always be understood. */
export const Equipment = asChoice(
  "equipment",
  z.enum([
    "body-camera",
    "shield",
    "restraint-pole",
    "first-aid-kit",
    "defibrillator",
    "gas-detector",
    "breathing-set",
    "drone",
    "road-spikes",
    "cordon-set",
    "loudhailer",
    "breath-tester",
    "searchlight",
    "life-jackets",
  ]),
);
export type Equipment = z.infer<typeof Equipment>;

/** What a piece of equipment is called. */
export function equipmentName(equipment: Equipment): Said {
  return say(`terms.equipment.${equipment}`);
}
