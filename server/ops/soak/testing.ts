import "server-only";
import { inject } from "vitest";

/**
 * How much of something a soak does: all of it in `npm run test:soak`, and in `npm test` what is enough for every kind
 * of fault to happen many times.
 */
export function sized({ whole, short }: { whole: number; short: number }): number {
  return inject("soak") === "whole" ? whole : short;
}
