import { aim, offered } from "@/domain/actions/asks/ask";

/** The camera whose picture is asked for. */
export const camera = aim(
  ({ target }) => target === "camera",
  (_action, { cameras }) => cameras.map(offered),
);
