import { blockedBy } from "@/domain/conditions/earliest";
import { sentenceOf } from "@/domain/conditions/sentence";
import { NEVER } from "@/domain/conditions/timetable";
import type { Context } from "@/domain/scenario/checks/context";
import { error } from "@/domain/scenario/checks/rule";
import type { Inject } from "@/domain/scenario/schema";
import { say, type Said } from "@/domain/words/said";

/** An inject that nothing in the scenario makes fall due: it waits for itself, in a circle, or for what cannot be. */
export const injectNeverDue = error((context) => {
  const circling = inCirclesOf(context.scenario.injects);
  return context.scenario.injects.flatMap((inject, i) =>
    context.timetable.injectMs(inject.id) === NEVER
      ? [{ path: ["injects", i, "trigger"], said: reasonOf(inject, circling, context) }]
      : [],
  );
});

function reasonOf(
  { id, trigger }: Inject,
  circling: ReadonlySet<string>,
  { timetable, nameOf }: Context,
): Said {
  if (circling.has(id)) return say("checks.inject-never-due.circle");
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

/** Those from which following "after" triggers leads back to themselves. */
function inCirclesOf(injects: readonly Inject[]): ReadonlySet<string> {
  const before = new Map(
    injects.flatMap(({ id, trigger }) => (trigger.on === "after" ? [[id, trigger.injectId] as const] : [])),
  );
  const circling = new Set<string>();
  const seen = new Set<string>();
  for (const start of before.keys()) {
    const path: string[] = [];
    let at: string | undefined = start;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      path.push(at);
      at = before.get(at);
    }
    // It came back to where this walk had been: everything from there on goes round.
    const begin = at === undefined ? -1 : path.indexOf(at);
    if (begin >= 0) for (const id of path.slice(begin)) circling.add(id);
  }
  return circling;
}
