import type { AskKind } from "@/domain/actions/asks/ask";
import { classifies } from "./priority";

/** What kind of incident it is, in words. */
export const category: AskKind<string> = {
  fills: "category",
  asks: (action) => (classifies(action) ? "optional" : null),
  options: () => null,
  given: ({ category: words }) => words,
  answered: (answers, value) => ({ ...answers, category: value }),
  says: ({ category: words }) => (words.trim() === "" ? null : { category: words.trim() }),
};
