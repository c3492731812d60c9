import { isOnIncident, type AskKind } from "@/domain/actions/asks/ask";

/** The incident that an action is about. */
export const incident: AskKind<number> = {
  fills: "incident",
  asks(action, asker) {
    if (isOnIncident(action)) return "needed";
    // What is aimed at something else still belongs to the incident on which somebody works.
    return asker === "player" && action.target !== "none" ? "along" : null;
  },
  options: (_action, { incidents }) => incidents.map(({ number, name }) => ({ value: number, name })),
  given: ({ incident: number }) => number,
  answered: (answers, value) => ({ ...answers, incident: value }),
  says: ({ incident: number }) => (number === null ? null : { incident: number }),
};
