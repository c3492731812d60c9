import type { Said } from "@/domain/words/said";
import { contextOf, type Against } from "./checks/context";
import type { Finding, Path, Rule } from "./checks/rule";
import { rules, type RuleCode } from "./checks/rules";
import type { Scenario } from "./schema";

/** Something an author should mend. An error stops publishing; a warning does not. */
export type Problem = { level: Rule["level"]; code: RuleCode; path: Path; said: Said };

/** A problem as the one who can mend it sees it: with the safe way to do so, where there is one. */
export type Mendable = Problem & Pick<Finding, "fix">;

/**
 * What is wrong with a scenario beyond its shape: references that lead nowhere, points that do not add up, injects that
 * can never fall due, incidents nobody can drive to, secrets in texts that a side is given.
 */
export function checkScenario(scenario: Scenario, against: Against): Mendable[] {
  const context = contextOf(scenario, against);
  return entriesOf(rules).flatMap(([code, { level, find }]) =>
    find(context).map((found) => ({ level, code, ...found })),
  );
}

function entriesOf(table: Record<RuleCode, Rule>): [RuleCode, Rule][] {
  return Object.entries(table) as [RuleCode, Rule][];
}
