import { aim, offered } from "@/domain/actions/asks/ask";

/** Where something is done, at a station as well as anywhere else. */
export const place = aim(
  ({ target }) => target === "place",
  (_action, { places, stations }) => [...places, ...stations].map(offered),
);
