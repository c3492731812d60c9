import { error, type Finding } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** A gauge whose bounds are the wrong way round, or that starts outside them. */
export const gaugeOutOfBounds = error(({ scenario }) =>
  scenario.gauges.flatMap(({ id, min, max, start }, i): Finding[] => {
    const among = <Gauge extends { id: string }>(gauges: readonly Gauge[], change: (gauge: Gauge) => Gauge) =>
      gauges.map((gauge) => (gauge.id === id ? change(gauge) : gauge));
    if (min >= max) {
      const said = say("checks.gauge-out-of-bounds.bounds", { min, max });
      const path = ["gauges", i, "max"];
      if (min === max) return [{ path, said }];
      return [
        {
          path,
          said,
          fix: (now) => ({
            ...now,
            gauges: among(now.gauges, (one) => ({ ...one, min: one.max, max: one.min })),
          }),
        },
      ];
    }
    if (start >= min && start <= max) return [];
    return [
      {
        path: ["gauges", i, "start"],
        said: say("checks.gauge-out-of-bounds.start", { start, min, max }),
        fix: (now) => ({
          ...now,
          gauges: among(now.gauges, (one) => ({
            ...one,
            start: Math.min(one.max, Math.max(one.min, one.start)),
          })),
        }),
      },
    ];
  }),
);
