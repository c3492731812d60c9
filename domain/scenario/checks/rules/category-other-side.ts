import { error } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** An item in a category of the other side. */
export const categoryOtherSide = error(({ scenario }) =>
  scenario.items.flatMap(({ categoryId, side }, i) => {
    const category = scenario.categories.find(({ id }) => id === categoryId);
    return category && category.side !== side
      ? [{ path: ["items", i, "categoryId"], said: say("checks.category-other-side") }]
      : [];
  }),
);
