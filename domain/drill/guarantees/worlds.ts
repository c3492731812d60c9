import { shiftSetup } from "@/domain/drill/given";
import type { Mode, Setup } from "@/domain/drill/schema";

/**
 * Small worlds in which everything that can happen happens soon: two shifts, somebody to be seen, an island no road
 * leads to, and moves that are contested, answered and paid for.
 */
const { scenario } = shiftSetup;
const opposed: Setup = {
  ...shiftSetup,
  scenario: {
    ...scenario,
    oppositionBudget: 5,
    actors: scenario.actors.map((actor) => ({ ...actor, hidden: false })),
    builtInActions: [
      "classify",
      "merge",
      "detain",
      "force-hands",
      "notify-agency",
      "request-feed",
      "op-move",
      "op-block-road",
      "op-agitate",
      "op-lie-low",
    ],
  },
};
const inMode = (mode: Mode): Setup => ({ ...opposed, mode });

export const worlds: readonly Setup[] = [
  opposed,
  inMode("mixed"),
  inMode("field"),
  { ...opposed, format: "parallel", lanes: 2, teams: [] },
  { ...opposed, format: "swap", lanes: 2, teams: [] },
];
