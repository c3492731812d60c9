import { earliestOf } from "@/domain/conditions/earliest";
import { NEVER } from "@/domain/conditions/timetable";
import { tPlus } from "@/domain/duration";
import { conditionsOf } from "@/domain/scenario/checks/conditions";
import { warning, type Path } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** What comes about after the planned end at the earliest, so that a drill that ends as planned never sees it. */
export const afterEnd = warning(({ scenario, timetable }) => {
  const endMs = scenario.plannedMinutes * 60_000;
  const moments: { path: Path; ms: number }[] = [
    ...scenario.injects.map(({ id }, i) => ({ path: ["injects", i, "trigger"], ms: timetable.injectMs(id) })),
    ...scenario.decisions.map(({ id }, i) => ({
      path: ["decisions", i, "opens"],
      ms: timetable.decisionMs(id),
    })),
    ...scenario.items.flatMap((item, i) =>
      conditionsOf(item).map(({ path, condition }) => ({
        path: ["items", i, ...path],
        ms: earliestOf(condition, timetable),
      })),
    ),
  ];
  return moments
    .filter(({ ms }) => ms > endMs && ms !== NEVER)
    .map(({ path, ms }) => ({
      path,
      said: say("checks.after-end", { time: tPlus(ms), end: tPlus(endMs) }),
    }));
});
