import { warning } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** An inject to the responders that nobody is expected to do anything about. */
export const injectUnscored = warning(({ scenario }) =>
  scenario.injects.flatMap(({ audience, expected }, i) =>
    audience === "control" || audience === "opposition" || expected.length > 0
      ? []
      : [{ path: ["injects", i, "expected"], said: say("checks.inject-unscored") }],
  ),
);
