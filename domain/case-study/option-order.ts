import { shuffled } from "@/domain/shuffled";
import type { CaseDecision } from "./schema";

/** Who reads which version of which case. */
export type Reading = { userId: string; caseId: string; publishedAtMs: number };

/**
 * The options of a question in the order in which somebody meets them. It follows from the person and the version:
 * each meets them in one order as often as they look, and not all in the same.
 */
export function optionsFor(
  { id, options }: Pick<CaseDecision, "id" | "options">,
  { userId, caseId, publishedAtMs }: Reading,
): CaseDecision["options"] {
  return shuffled(options, [userId, caseId, publishedAtMs, id].join(" "));
}
