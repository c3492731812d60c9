import type { AskKind } from "@/domain/actions/asks/ask";

/** The incident that is merged into the first one. */
export const otherIncident: AskKind<number> = {
  fills: "otherIncident",
  asks: ({ target }) => (target === "two-incidents" ? "needed" : null),
  options: (_action, { incidents }, { incident }) =>
    incidents.flatMap(({ number, name }) => (number === incident ? [] : [{ value: number, name }])),
  answered: (answers, value) => ({ ...answers, otherIncident: value }),
  says: ({ otherIncident: number }) => (number === null ? null : { otherIncident: number }),
};
