import { inject } from "@/domain/injects/inject";

/** Somebody rings a desk. */
export const phone = inject({
  audience: "responder",
  look: "voice",
  rings: false,
  reports: true,
  hasSender: true,
});
