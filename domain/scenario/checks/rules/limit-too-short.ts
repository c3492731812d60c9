import { leavesOf } from "@/domain/conditions/schema";
import { conditionsOf } from "@/domain/scenario/checks/conditions";
import { error, type Path } from "@/domain/scenario/checks/rule";
import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";

/** Nobody reads, decides and presses in less. This project's own figure. */
const SHORTEST_MS = 5_000;

/** A limit that nobody can keep: time to answer, to do something or to rule. */
export const limitTooShort = error(({ scenario }) =>
  limitsIn(scenario)
    .filter(({ ms }) => ms < SHORTEST_MS)
    .map(({ path, ms }) => ({
      path,
      said: say("checks.limit-too-short", { ms, shortest: { lengthMs: SHORTEST_MS } }),
    })),
);

function limitsIn({ decisions, items, actions }: Scenario): { path: Path; ms: number }[] {
  return [
    ...decisions.map(({ windowMs }, i) => ({ path: ["decisions", i, "windowMs"], ms: windowMs })),
    ...items.flatMap((item, i) => [
      ...(item.kind === "procedure" && item.within
        ? [{ path: ["items", i, "within", "ms"], ms: item.within.ms }]
        : []),
      ...conditionsOf(item).flatMap(({ path, condition }) =>
        leavesOf(condition).flatMap((leaf) =>
          leaf.op === "read-back" ? [{ path: ["items", i, ...path], ms: leaf.withinMs }] : [],
        ),
      ),
    ]),
    ...actions.flatMap(({ adjudication }, i) => {
      if (adjudication.by !== "umpire") return [];
      const { timeOutMs, counterMs } = adjudication;
      const at = ["actions", i, "adjudication"];
      const ruling = { path: [...at, "timeOutMs"], ms: timeOutMs };
      // None: the other side may not answer.
      return counterMs === 0 ? [ruling] : [ruling, { path: [...at, "counterMs"], ms: counterMs }];
    }),
  ];
}
