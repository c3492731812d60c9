import type { Inject, Scenario } from "@/domain/scenario/schema";

/** When an inject comes by the clock alone, in ms of drill time; null where it hangs on what people do. */
export function clockMs({ trigger }: Inject, scenario: Scenario, steps = 0): number | null {
  if (trigger.on === "time") return trigger.atMs;
  if (trigger.on !== "after" || steps > scenario.injects.length) return null;
  const before = scenario.injects.find(({ id }) => id === trigger.injectId);
  const beforeMs = before ? clockMs(before, scenario, steps + 1) : null;
  return beforeMs === null ? null : beforeMs + trigger.delayMs;
}
