import { blockedBy } from "@/domain/conditions/earliest";
import { sentenceOf } from "@/domain/conditions/sentence";
import { NEVER } from "@/domain/conditions/timetable";
import type { Context } from "@/domain/scenario/checks/context";
import { error } from "@/domain/scenario/checks/rule";
import type { Inject } from "@/domain/scenario/schema";
import { say, type Said } from "@/domain/words/said";

/** An inject that nothing in the scenario makes fall due: it waits for itself, in a circle, or for what cannot be. */
export const injectNeverDue = error((context) =>
  context.scenario.injects.flatMap((inject, i) =>
    context.timetable.injectMs(inject.id) === NEVER
      ? [{ path: ["injects", i, "trigger"], said: reasonOf(inject, context) }]
      : [],
  ),
);

function reasonOf({ id, trigger }: Inject, { scenario, timetable, nameOf }: Context): Said {
  if (isInCircle(scenario.injects, id)) return say("checks.inject-never-due.circle");
  if (trigger.on === "after") {
    const before = nameOf("inject", trigger.injectId) ?? trigger.injectId;
    return say("checks.inject-never-due.after", { before });
  }
  const blocking = trigger.on === "condition" ? blockedBy(trigger.when, timetable) : null;
  if (!blocking) return say("checks.inject-never-due.circle");
  const waitsForItself = blocking.op === "inject-delivered" && blocking.injectId === id;
  if (waitsForItself) return say("checks.inject-never-due.circle");
  return say("checks.inject-never-due.condition", { what: sentenceOf(blocking, nameOf) });
}

/** Whether following "after" triggers from an inject leads back to it. */
function isInCircle(injects: readonly Inject[], injectId: string): boolean {
  const before = new Map(
    injects.flatMap(({ id, trigger }) => (trigger.on === "after" ? [[id, trigger.injectId] as const] : [])),
  );
  let at = before.get(injectId);
  for (let steps = 0; at !== undefined && steps <= before.size; steps++) {
    if (at === injectId) return true;
    at = before.get(at);
  }
  return false;
}
