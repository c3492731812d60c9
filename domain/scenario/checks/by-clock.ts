import type { Inject, Scenario } from "@/domain/scenario/schema";

const known = new WeakMap<readonly Inject[], ReadonlyMap<string, number>>();

/** When an inject comes by the clock alone, in ms of drill time; null where it hangs on what people do. */
export function clockMs({ id }: Inject, { injects }: Scenario): number | null {
  const times = known.get(injects) ?? timesIn(injects);
  known.set(injects, times);
  return times.get(id) ?? null;
}

/** All of them at once: what follows something that comes by the clock does, too, and a circle never begins. */
function timesIn(injects: readonly Inject[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const followers = new Map<string, { id: string; delayMs: number }[]>();
  for (const { id, trigger } of injects) {
    if (trigger.on === "time") times.set(id, trigger.atMs);
    if (trigger.on !== "after") continue;
    const others = followers.get(trigger.injectId) ?? [];
    others.push({ id, delayMs: trigger.delayMs });
    followers.set(trigger.injectId, others);
  }
  const open = [...times.keys()];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { id, delayMs } of followers.get(at) ?? []) {
      if (times.has(id)) continue;
      times.set(id, (times.get(at) ?? 0) + delayMs);
      open.push(id);
    }
  }
  return times;
}
