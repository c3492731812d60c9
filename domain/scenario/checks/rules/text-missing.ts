import { Scenario } from "@/domain/scenario/schema";
import { error } from "@/domain/scenario/checks/rule";
import { unwrittenIn } from "@/domain/unfinished";
import { say } from "@/domain/words/said";

/** A text that is still to be written. */
export const textMissing = error(({ scenario }) =>
  unwrittenIn(Scenario, scenario).map((path) => ({ path, said: say("checks.text-missing") })),
);
