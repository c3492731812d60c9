import { inject } from "@/domain/injects/inject";

/** Somebody speaks on the side's net. */
export const radio = inject({
  audience: "responder",
  look: "voice",
  rings: false,
  reports: true,
  hasSender: true,
});
