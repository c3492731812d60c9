import type { Sentences } from "@/domain/words/said";
import units from "./en/units.json";

/** Must have the shape of the Chinese one to compile. */
export const en: Sentences = { units };
