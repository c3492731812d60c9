"use client";

import { useCallback } from "react";
import { useTranslations } from "next-intl";
import type { z } from "zod";

/** Some name: fields that the catalogue has no word for are told by their place alone. */
type SomeName = "points";

/** What is wrong with the shape of something, with the name of its field where that is known. */
export function useShapeProblem(): (issue: z.core.$ZodIssue) => string {
  const t = useTranslations("scenarios");
  return useCallback(
    (issue) => {
      const reason = () => {
        if (issue.message === "text-empty") return t("problem.empty");
        if (issue.code === "too_small") {
          const minimum = Number(issue.minimum);
          if (issue.origin === "string") return t("problem.empty");
          return issue.origin === "array"
            ? t("problem.tooFew", { minimum })
            : t("problem.tooSmall", { minimum });
        }
        if (issue.code === "too_big") {
          const maximum = Number(issue.maximum);
          if (issue.origin === "string") return t("problem.tooLong", { maximum });
          return issue.origin === "array"
            ? t("problem.tooMany", { maximum })
            : t("problem.tooLarge", { maximum });
        }
        return t("problem.shape");
      };
      const name = issue.path.findLast((part) => typeof part === "string") ?? "";
      const field = t.has(`problem.field.${name as SomeName}`) ? t(`problem.field.${name as SomeName}`) : "";
      return field === "" ? reason() : t("problem.named", { field, reason: reason() });
    },
    [t],
  );
}
