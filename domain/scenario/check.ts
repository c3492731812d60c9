import type { Ground } from "@/domain/ground/schema";
import type { Policy } from "@/domain/policy/schema";
import { actionProblems } from "./checks/actions";
import { decisionProblems } from "./checks/decisions";
import { idProblems } from "./checks/ids";
import { injectProblems } from "./checks/injects";
import { itemProblems } from "./checks/items";
import { claimProblems, setOutProblems, unreportedProblems } from "./checks/nothing-happens";
import { lawProblems } from "./checks/laws";
import { pointsProblems } from "./checks/points";
import type { Problem } from "./checks/problem";
import { reachProblems } from "./checks/reach";
import { surroundingsOf, type Surroundings } from "./checks/surroundings";
import { textProblems } from "./checks/texts";
import { worldProblems } from "./checks/world";
import type { Scenario } from "./schema";

/** Every check, in the order in which authors read what it finds. */
const checks: ((scenario: Scenario, surroundings: Surroundings) => Problem[])[] = [
  textProblems,
  idProblems,
  worldProblems,
  injectProblems,
  claimProblems,
  unreportedProblems,
  setOutProblems,
  reachProblems,
  decisionProblems,
  actionProblems,
  itemProblems,
  lawProblems,
  pointsProblems,
];

/**
 * What is wrong with a scenario beyond its shape: references that lead nowhere, points
 * that do not add up, injects that can never fall due, incidents nobody can drive to.
 *
 * @param ground Where it plays; null where that is not known, and then nothing is said of places and ways.
 * @param policy What rates it; null where that is not known, and then nothing is said of standards.
 */
export function checkScenario(scenario: Scenario, ground: Ground | null, policy: Policy | null): Problem[] {
  const surroundings = surroundingsOf(scenario, ground, policy);
  return checks.flatMap((check) => check(scenario, surroundings));
}
