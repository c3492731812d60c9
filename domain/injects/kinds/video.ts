import { inject } from "@/domain/injects/inject";

/** A video, or what a camera shows. */
export const video = inject({
  audience: "responder",
  look: "picture",
  rings: false,
  reports: true,
  hasSender: true,
});
