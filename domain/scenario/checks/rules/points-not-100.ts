import { sideWords } from "@/domain/conditions/words";
import { error, type Finding } from "@/domain/scenario/checks/rule";
import { sidesOf } from "@/domain/scenario/checks/sides";
import { say } from "@/domain/words/said";

/** A side whose items do not add up to 100 points. */
export const pointsNot100 = error(({ scenario }) =>
  sidesOf(scenario).flatMap((side): Finding[] => {
    const items = scenario.items.filter((item) => item.side === side);
    const sum = items.reduce((total, item) => total + Math.round(item.points * 100), 0) / 100;
    if (items.length === 0 || sum === 100) return [];
    return [{ path: ["items"], said: say("checks.points-not-100", { side: sideWords(side), sum }) }];
  }),
);
