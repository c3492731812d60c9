import { aim, offered } from "@/domain/actions/asks/ask";

/** The agency that is called. */
export const agency = aim(
  ({ target }) => target === "agency",
  (_action, { agencies }) => agencies.map(offered),
);
