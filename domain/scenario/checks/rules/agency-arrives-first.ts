import { error } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** An agency that is on the spot before it has answered. */
export const agencyArrivesFirst = error(({ scenario }) =>
  scenario.agencies.flatMap(({ id, answersAfterMs, arrivesAfterMs }, i) =>
    arrivesAfterMs === null || arrivesAfterMs >= answersAfterMs
      ? []
      : [
          {
            path: ["agencies", i, "arrivesAfterMs"],
            said: say("checks.agency-arrives-first", {
              arrives: { lengthMs: arrivesAfterMs },
              answers: { lengthMs: answersAfterMs },
            }),
            fix: (now) => ({
              ...now,
              agencies: now.agencies.map((one) =>
                one.id === id ? { ...one, arrivesAfterMs: one.answersAfterMs } : one,
              ),
            }),
          },
        ],
  ),
);
