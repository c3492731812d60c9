import { inject } from "@/domain/injects/inject";

/** A text message. */
export const message = inject({
  audience: "responder",
  look: "written",
  rings: false,
  reports: true,
  hasSender: true,
});
