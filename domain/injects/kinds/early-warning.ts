import { inject } from "@/domain/injects/inject";

/** What might happen: nobody's response is counted from it. */
export const earlyWarning = inject({
  audience: "responder",
  look: "world",
  rings: false,
  reports: false,
  hasSender: true,
});
