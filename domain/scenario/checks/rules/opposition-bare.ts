import { error, type Finding } from "@/domain/scenario/checks/rule";
import { isWritten } from "@/domain/text";
import { say } from "@/domain/words/said";

/** An opposition for people to play that lacks what it plays with: people, a brief, moves or a budget for them. */
export const oppositionBare = error(({ scenario, actions }) => {
  if (!scenario.opposed) return [];
  const moves = [...actions.values()].filter(({ side }) => side === "opposition");
  const costs = moves.map(({ cost }) => cost).filter((cost) => cost > 0);
  const found: Finding[] = [];
  if (scenario.actors.length === 0) {
    found.push({ path: ["actors"], said: say("checks.opposition-bare.actors") });
  }
  if (!isWritten(scenario.brief.opposition)) {
    found.push({ path: ["brief", "opposition"], said: say("checks.opposition-bare.brief") });
  }
  if (moves.length === 0) found.push({ path: ["actions"], said: say("checks.opposition-bare.moves") });
  if (costs.length > 0 && scenario.oppositionBudget < Math.min(...costs)) {
    const said = say("checks.opposition-bare.budget", {
      budget: scenario.oppositionBudget,
      cheapest: Math.min(...costs),
    });
    found.push({ path: ["oppositionBudget"], said });
  }
  return found;
});
