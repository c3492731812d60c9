import { inject } from "@/domain/injects/inject";

/** An instruction to somebody who plays a part. */
export const rolePlayer = inject({
  audience: "control",
  look: "order",
  rings: false,
  reports: true,
  hasSender: true,
});
