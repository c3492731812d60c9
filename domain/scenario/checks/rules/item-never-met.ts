import { blockedBy } from "@/domain/conditions/earliest";
import { earliestOfMark, NEVER } from "@/domain/conditions/timetable";
import { sentenceOf } from "@/domain/conditions/sentence";
import { conditionsOf } from "@/domain/scenario/checks/conditions";
import { error, type Finding } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** A scored item, or a band of one, that hangs on what cannot come about: nothing can meet it, or nothing break it. */
export const itemNeverMet = error((context) => {
  const { scenario, timetable, nameOf } = context;
  return scenario.items.flatMap((item, i): Finding[] => {
    const isForbidden = item.kind === "procedure" && item.rule === "forbidden";
    const blocked = conditionsOf(item).flatMap(({ path, condition }): Finding[] => {
      const blocking = blockedBy(condition, timetable);
      if (!blocking) return [];
      const what = sentenceOf(blocking, nameOf);
      const said = isForbidden
        ? say("checks.item-never-met.forbidden", { what })
        : say("checks.item-never-met.condition", { what });
      return [{ path: ["items", i, ...path], said }];
    });
    const start = item.kind === "procedure" ? item.within?.after : undefined;
    const hasStart = start === undefined || earliestOfMark(start, timetable) !== NEVER;
    return hasStart
      ? blocked
      : [...blocked, { path: ["items", i, "within", "after"], said: say("checks.item-never-met.start") }];
  });
});
