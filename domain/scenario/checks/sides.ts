import type { Side } from "@/domain/conditions/terms";
import type { Scenario } from "@/domain/scenario/schema";

/** The sides that are played and scored. */
export function sidesOf({ opposed }: Scenario): Side[] {
  return opposed ? ["responder", "opposition"] : ["responder"];
}
