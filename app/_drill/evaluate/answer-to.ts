import type { ReadableError } from "@/app/_trpc/readable-error";
import type { RefusalCode } from "@/domain/refusal";

/** Refusals that say nothing about the entry, only of the moment. */
const NOT_NOW: readonly RefusalCode[] = ["too-many-requests", "commands-too-fast", "cross-site-refused"];

/** As often as a server may fail at one entry before the others go on without it. */
const FAILURES_MAX = 5;

/**
 * What becomes of an entry that could not be sent: it is tried again ("later"), waits until its maker has signed in
 * ("sign-in"), or stays as refused until they have seen to it ("refused"). None is ever dropped.
 *
 * @param failures How often the server has failed at this very entry, this time included.
 */
export function answerTo(
  { code, requestId }: Pick<ReadableError, "code" | "requestId">,
  failures: number,
): "later" | "sign-in" | "refused" {
  if (code === "sign-in-required" || code === "password-must-change") return "sign-in";
  if (code !== null) return NOT_NOW.includes(code) ? "later" : "refused";
  // Without a number nothing of ours answered: an outage, which passes.
  return requestId !== null && failures >= FAILURES_MAX ? "refused" : "later";
}
