import type { Askable, AskKind } from "@/domain/actions/asks/ask";
import type { Priority } from "@/domain/policy/schema";

/** How urgent an incident is. On a street one need not have heard. */
export const priority: AskKind<Priority> = {
  fills: "priority",
  asks(action, asker) {
    if (!classifies(action)) return null;
    return asker === "player" ? "needed" : "optional";
  },
  options: () => ([1, 2, 3] as const).map((value) => ({ value, name: value })),
  given: ({ priority: value }) => value,
  answered: (answers, value) => ({ ...answers, priority: value }),
  says: ({ priority: value }) => (value === null ? null : { priority: value }),
};

/** Whether an action says how urgent an incident is, and of which kind. */
export function classifies({ id }: Pick<Askable, "id">): boolean {
  return id === "classify";
}
