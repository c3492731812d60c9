import type { AskKind } from "@/domain/actions/asks/ask";

/** The move of the other side that an action is taken against. What was seen on the street answers nothing. */
export const counters: AskKind<number> = {
  fills: "counters",
  asks: ({ answers }, asker) => (answers && asker === "player" ? "optional" : null),
  options: (_action, { answerable }) => answerable.map(({ n, name }) => ({ value: n, name })),
  given: ({ counters: n }) => n,
  answered: (answers, value) => ({ ...answers, counters: value }),
  says: ({ counters: n }) => (n === null ? null : { counters: n }),
};
