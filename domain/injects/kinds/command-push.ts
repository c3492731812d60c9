import { inject } from "@/domain/injects/inject";

/** What the command centre puts on the screen. */
export const commandPush = inject({
  audience: "responder",
  look: "picture",
  rings: false,
  reports: true,
  hasSender: true,
});
