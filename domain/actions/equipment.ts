import { z } from "zod";
import { asChoice } from "@/domain/conditions/fields";
import type { LocalText } from "@/domain/text";

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

const NAMES: Readonly<Record<Equipment, LocalText>> = {
  "body-camera": { zh: "执法记录仪", en: "Body camera" },
  shield: { zh: "盾牌", en: "Shield" },
  "restraint-pole": { zh: "约束叉", en: "Restraint pole" },
  "first-aid-kit": { zh: "急救包", en: "First-aid kit" },
  defibrillator: { zh: "除颤器", en: "Defibrillator" },
  "gas-detector": { zh: "可燃气体检测仪", en: "Gas detector" },
  "breathing-set": { zh: "空气呼吸器", en: "Breathing set" },
  drone: { zh: "无人机", en: "Drone" },
  "road-spikes": { zh: "阻车钉", en: "Road spikes" },
  "cordon-set": { zh: "警戒带和锥筒", en: "Cordon tape and cones" },
  loudhailer: { zh: "喊话器", en: "Loudhailer" },
  "breath-tester": { zh: "酒精检测仪", en: "Breath tester" },
  searchlight: { zh: "强光灯", en: "Searchlight" },
  "life-jackets": { zh: "救生衣", en: "Life jackets" },
};

/** What a piece of equipment is called. */
export function equipmentName(equipment: Equipment): LocalText {
  return NAMES[equipment];
}
