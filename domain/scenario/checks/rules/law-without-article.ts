import { isByArticle } from "@/domain/actions/schema";
import { citedIn } from "@/domain/scenario/checks/cited";
import { warning } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** A law that is cited without saying where in it: nobody can look up what an act or a score rests on. */
export const lawWithoutArticle = warning(({ scenario }) =>
  citedIn(scenario)
    .filter(({ basis }) => !isByArticle(basis))
    .map(({ path }) => ({ path: [...path, "article"], said: say("checks.law-without-article") })),
);
