import { inject } from "@/domain/injects/inject";

/** What a partner agency answers. */
export const agencyReply = inject({
  audience: "responder",
  look: "written",
  rings: false,
  reports: true,
  hasSender: true,
});
