import type { AskKind } from "@/domain/actions/asks/ask";

/** The incident that is merged into the first one. */
export const otherIncident: AskKind<number> = {
  fills: "otherIncident",
  asks: ({ target }) => (target === "two-incidents" ? "needed" : null),
  options: (_action, { incidents }, { incident }) =>
    incidents.flatMap(({ number, name }) => (number === incident ? [] : [{ value: number, name }])),
  given: ({ otherIncident: number }) => number,
  answered: (answers, value) => ({ ...answers, otherIncident: value }),
  says: ({ incident, otherIncident: number }) =>
    number === null || number === incident ? null : { otherIncident: number },
};
