import { warning } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** A category without items. */
export const categoryEmpty = warning(({ scenario }) =>
  scenario.categories.flatMap(({ id }, i) =>
    scenario.items.some((item) => item.categoryId === id)
      ? []
      : [
          {
            path: ["categories", i],
            said: say("checks.category-empty"),
            fix: (now) => ({ ...now, categories: now.categories.filter((one) => one.id !== id) }),
          },
        ],
  ),
);
