import { inject } from "@/domain/injects/inject";

/** Somebody rings the emergency line: the caller is heard, and somebody has to take the call. */
export const call = inject({
  audience: "responder",
  look: "voice",
  rings: true,
  reports: true,
  hasSender: true,
});
