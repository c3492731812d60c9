import { Scenario } from "@/domain/scenario/schema";
import { unwrittenIn } from "@/domain/unfinished";
import { placeholdersIn } from "./placeholders";
import { error, type Problem } from "./problem";

/** Texts that are still to be written, or that are still a hint of ours. */
export function textProblems(scenario: Scenario): Problem[] {
  return [
    ...unwrittenIn(Scenario, scenario).map((path) =>
      error(path, "text-missing", "这里还没有写内容。", "This text is still to be written."),
    ),
    ...placeholdersIn(scenario).map((path) =>
      error(
        path,
        "text-placeholder",
        "这里仍是系统的提示语，请写上自己的内容。",
        "This is still a hint of the system's; write your own text.",
      ),
    ),
  ];
}
