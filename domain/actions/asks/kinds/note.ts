import type { AskKind } from "@/domain/actions/asks/ask";

/** What people say of it in their own words. Whoever saw something on the street may always say how it was. */
export const note: AskKind<string> = {
  fills: "note",
  asks(action, asker) {
    if (asker === "recorder") return "optional";
    return action.note === "none" ? null : action.note === "required" ? "needed" : "optional";
  },
  options: () => null,
  given: ({ note: words }) => words,
  answered: (answers, value) => ({ ...answers, note: value }),
  says: ({ note: words }) => (words.trim() === "" ? null : { note: words.trim() }),
};
