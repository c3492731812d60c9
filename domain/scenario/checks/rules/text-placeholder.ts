import { hintsIn } from "@/domain/scenario/checks/hints";
import { error } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** A text that only holds the place of one: a hint of ours, or a mark such as “TODO” or “待补充”. */
export const textPlaceholder = error(({ scenario }) =>
  hintsIn(scenario).map((path) => ({ path, said: say("checks.text-placeholder") })),
);
