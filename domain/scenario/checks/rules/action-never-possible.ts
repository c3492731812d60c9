import { blockedBy } from "@/domain/conditions/earliest";
import { sentenceOf } from "@/domain/conditions/sentence";
import { NEVER } from "@/domain/conditions/timetable";
import { warning } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** An action of the scenario's own that nobody can ever take. */
export const actionNeverPossible = warning(({ scenario, timetable, nameOf }) =>
  scenario.actions.flatMap(({ id, side, precondition }, i) => {
    if (timetable.actionMs(id) !== NEVER) return [];
    if (side === "opposition" && !scenario.opposed) {
      return [{ path: ["actions", i, "side"], said: say("checks.action-never-possible.side") }];
    }
    const blocking = precondition ? blockedBy(precondition, timetable) : null;
    if (!blocking) {
      return [{ path: ["actions", i, "target"], said: say("checks.action-never-possible.target") }];
    }
    const what = sentenceOf(blocking, nameOf);
    const said = say("checks.action-never-possible.condition", { what });
    return [{ path: ["actions", i, "precondition"], said }];
  }),
);
