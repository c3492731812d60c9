import { Side } from "@/domain/conditions/terms";
import { MomentKind } from "@/domain/drill/terms";
import type { ReviewMoment } from "@/domain/review/schema";

/** What of the timeline is shown. Lives in the address, so that a view can be passed on. */
export type ReviewFilter = {
  /** Kinds left out; the clock's own entries say little to a reader, so they start out hidden. */
  hidden: readonly MomentKind[];
  side: Side | null;
  turningPointsOnly: boolean;
};

export const HIDDEN_AT_FIRST: readonly MomentKind[] = ["clock"];

/** Shows every entry, whatever it is. */
export const EVERYTHING: ReviewFilter = { hidden: [], side: null, turningPointsOnly: false };

/** Reads the filter from the address; what is not understood counts as not given. */
export function reviewFilterFrom(params: Pick<URLSearchParams, "get">): ReviewFilter {
  const hidden = params.get("hide");
  const side = Side.safeParse(params.get("of"));
  return {
    hidden:
      hidden === null
        ? HIDDEN_AT_FIRST
        : MomentKind.options.filter((kind) => hidden.split(",").includes(kind)),
    side: side.success ? side.data : null,
    turningPointsOnly: params.get("turning") === "1",
  };
}

/** Writes the filter into what stands in the address; what is as at first is left out. */
export function withReviewFilter(params: URLSearchParams, filter: ReviewFilter): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const key of ["hide", "of", "turning"]) next.delete(key);
  const asAtFirst =
    filter.hidden.length === HIDDEN_AT_FIRST.length &&
    filter.hidden.every((kind) => HIDDEN_AT_FIRST.includes(kind));
  if (!asAtFirst) next.set("hide", filter.hidden.join(","));
  if (filter.side) next.set("of", filter.side);
  if (filter.turningPointsOnly) next.set("turning", "1");
  return next;
}

/** Whether an entry is shown. */
export function isShown(moment: ReviewMoment, filter: ReviewFilter): boolean {
  return (
    !filter.hidden.includes(moment.kind) &&
    (filter.side === null || moment.side === filter.side) &&
    (!filter.turningPointsOnly || moment.turningPoint)
  );
}

/** When it happened: for an observation, when it was seen. */
export function happenedAtMs({ atMs, observedAtMs }: Pick<ReviewMoment, "atMs" | "observedAtMs">): number {
  return observedAtMs ?? atMs;
}
