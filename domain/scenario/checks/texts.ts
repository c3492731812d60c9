import { Scenario } from "@/domain/scenario/schema";
import { unwrittenIn } from "@/domain/unfinished";
import { say } from "@/domain/words/said";
import { placeholdersIn } from "./placeholders";
import { error, type Problem } from "./problem";

/** Texts that are still to be written, or that are still a hint of ours. */
export function textProblems(scenario: Scenario): Problem[] {
  return [
    ...unwrittenIn(Scenario, scenario).map((path) => error(path, "text-missing", say("checks.text-missing"))),
    ...placeholdersIn(scenario).map((path) =>
      error(path, "text-placeholder", say("checks.text-placeholder")),
    ),
  ];
}
