import { say } from "@/domain/words/said";
import { hasFields, type Format } from "./format";

/** Wargames of Serge: forces and channels, and nothing that comes to anybody by a plan. */
export const serge: Format = {
  name: "Serge",
  recognises: (json) => {
    const data = hasFields(json, "data") ? json.data : json;
    return hasFields(data, "channels", "forces");
  },
  read: () => ({ refused: say("exchange.refused.format", { format: "Serge" }) }),
};

/** States of the FüSim: a map with patients and vehicles, and nothing that comes to anybody by a plan. */
export const fuesim: Format = {
  name: "FüSim MANV",
  recognises: (json) => hasFields(json, "dataVersion", "currentState"),
  read: () => ({ refused: say("exchange.refused.format", { format: "FüSim MANV" }) }),
};
