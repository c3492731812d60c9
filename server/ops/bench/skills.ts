import "server-only";
import type { Setup, Skill } from "@/domain/drill/schema";
import { simulate } from "@/domain/rehearsal/simulate";
import { scoreCard } from "@/domain/scoring/score-card";

export type SkillShown = {
  scenario: string;
  /** Share of the seeds in which the strong responder scores more than the weak one, and both means. */
  responderWins: number;
  strong: number;
  weak: number;
  /** Share of the seeds in which a strong opposition leaves the responder less than a weak one; null without. */
  oppositionLowers: number | null;
  againstWeak: number | null;
  againstStrong: number | null;
};

/**
 * Plays a scenario with sides of different skill, seed by seed.
 *
 * The evaluators find everybody alike, so only what was done counts. What is compared has the same seed.
 *
 * @param seeds How many drills of each kind.
 */
export function compare(setup: Setup, seeds: number): SkillShown {
  const play = (responder: Skill, opposition: Skill) =>
    Array.from({ length: seeds }, (_, i) => points(setup, { responder, opposition }, i + 1));
  const [strong, weak] = [play("strong", "medium"), play("weak", "medium")];
  const row = {
    scenario: setup.scenarioId,
    responderWins: shareOfMore(strong, weak),
    strong: mean(strong),
    weak: mean(weak),
  };
  if (!setup.scenario.opposed) {
    return { ...row, oppositionLowers: null, againstWeak: null, againstStrong: null };
  }
  const [againstWeak, againstStrong] = [play("strong", "weak"), play("strong", "strong")];
  return {
    ...row,
    oppositionLowers: shareOfMore(againstWeak, againstStrong),
    againstWeak: mean(againstWeak),
    againstStrong: mean(againstStrong),
  };
}

/** The responder's points of a hundred in one drill. */
export function points(setup: Setup, skills: { responder: Skill; opposition: Skill }, seed: number): number {
  const { drill } = simulate(setup, skills, seed, { rated: "medium" });
  const [lane] = drill.lanes;
  if (!lane) throw new Error("A drill has no lane.");
  return scoreCard(drill, lane, "responder").totalHundredths / 100;
}

function shareOfMore(more: readonly number[], less: readonly number[]): number {
  return more.filter((value, i) => value > (less[i] ?? value)).length / more.length;
}

function mean(values: readonly number[]): number {
  return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10) / 10;
}
