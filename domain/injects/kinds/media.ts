import { inject } from "@/domain/injects/inject";

/** What the public posts or reads. */
export const media = inject({
  audience: "responder",
  look: "public",
  rings: false,
  reports: true,
  hasSender: true,
});
