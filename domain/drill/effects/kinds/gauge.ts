import { changed, segmentAt } from "@/domain/drill/gauge";
import type { CarryOut } from "@/domain/drill/effects/scene";

export const gauge: CarryOut<"gauge"> = (effect, { lane, plan, worldMs, put, fail }) => {
  const gauge = plan.gauges.get(effect.gaugeId);
  if (!gauge) fail("nothing-meant");
  if (!gauge) return;
  const segment = segmentAt(lane, gauge.id, worldMs);
  if (!segment) return;
  const change = {
    ...(effect.set === undefined ? {} : { set: effect.set }),
    ...(effect.add === undefined ? {} : { add: effect.add }),
    ...(effect.ratePerMin === undefined ? {} : { ratePerMin: effect.ratePerMin }),
  };
  const now = changed(segment, gauge, change, worldMs);
  put({ type: "GaugeChanged", gaugeId: gauge.id, ...now, change });
};
