import type { Said } from "@/domain/words/said";
import type { Scenario } from "@/domain/scenario/schema";
import type { Context } from "./context";

/** Where in a scenario: `["injects", 3, "incidentId"]`. */
export type Path = (string | number)[];

/** One place that a rule objects to, in words. */
export type Finding = {
  path: Path;
  said: Said;
  /** Mends it without changing what the author meant; none where only the author can. */
  fix?: (scenario: Scenario) => Scenario;
};

/**
 * All that is known of one check. Its code is its name in the table of rules; its sentences stand in the catalogues
 * under that name (`checks.<code>`).
 */
export type Rule = {
  /** An error stops publishing; a warning does not. */
  level: "error" | "warning";
  find: (context: Context) => Finding[];
};

/** A rule whose findings stop publishing. */
export function error(find: Rule["find"]): Rule {
  return { level: "error", find };
}

/** A rule whose findings are told, and stop nothing. */
export function warning(find: Rule["find"]): Rule {
  return { level: "warning", find };
}
