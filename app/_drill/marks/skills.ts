import type { Skill } from "@/domain/drill/schema";

export type OpponentSkill = Skill;

/** How well the engine can play, the easiest to face first. */
export const SKILLS = ["weak", "medium", "strong"] as const satisfies readonly OpponentSkill[];
