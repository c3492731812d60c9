import { blockedBy } from "@/domain/conditions/earliest";
import { sentenceOf } from "@/domain/conditions/sentence";
import { error } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** A decision point that nobody is ever asked. */
export const decisionNeverOpens = error(({ scenario, timetable, nameOf }) =>
  scenario.decisions.flatMap(({ opens }, i) => {
    const blocking = blockedBy(opens, timetable);
    if (!blocking) return [];
    const what = sentenceOf(blocking, nameOf);
    return [{ path: ["decisions", i, "opens"], said: say("checks.decision-never-opens", { what }) }];
  }),
);
