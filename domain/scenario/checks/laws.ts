import { isByArticle, type LegalBasis } from "@/domain/actions/schema";
import { legalOf } from "@/domain/items/kinds";
import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";
import { warning, type Path, type Problem } from "./problem";

/** Laws that are cited without saying where in them: nobody can look up what an act or a score rests on. */
export function lawProblems({ actions, items }: Scenario): Problem[] {
  return [
    ...actions.flatMap(({ legal = [] }, i) => withoutArticle(["actions", i, "legal"], legal)),
    ...items.flatMap((item, i) => withoutArticle(["items", i, "legal"], legalOf(item))),
  ];
}

function withoutArticle(path: Path, legal: readonly LegalBasis[]): Problem[] {
  return legal.flatMap((basis, i) =>
    isByArticle(basis)
      ? []
      : [warning([...path, i, "article"], "law-without-article", say("checks.law-without-article"))],
  );
}
