import { inject } from "@/domain/injects/inject";

/** The world changes: weather, power, traffic. */
export const environment = inject({
  audience: "control",
  look: "world",
  rings: false,
  reports: true,
  hasSender: false,
});
