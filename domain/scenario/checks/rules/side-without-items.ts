import { sideWords } from "@/domain/conditions/words";
import { error } from "@/domain/scenario/checks/rule";
import { sidesOf } from "@/domain/scenario/checks/sides";
import { say } from "@/domain/words/said";

/** A side that nothing is scored of. */
export const sideWithoutItems = error(({ scenario }) =>
  sidesOf(scenario)
    .filter((side) => !scenario.items.some((item) => item.side === side))
    .map((side) => ({ path: ["items"], said: say("checks.side-without-items", { side: sideWords(side) }) })),
);
