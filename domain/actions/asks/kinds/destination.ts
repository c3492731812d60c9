import { offered, type AskKind } from "@/domain/actions/asks/ask";

/** Where the actor goes. */
export const destination: AskKind<string> = {
  fills: "placeId",
  asks: ({ target }) => (target === "actor-to-place" ? "needed" : null),
  options: (_action, { places }) => places.map(offered),
  given: ({ placeId }) => placeId,
  answered: (answers, placeId) => ({ ...answers, placeId }),
  says: ({ placeId }) => (placeId === null ? null : { placeId }),
};
