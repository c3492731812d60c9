import "server-only";
import { z } from "zod";
import { Refusal } from "@/domain/refusal";
import type { Reader } from "@/domain/drill/reader";
import type { Database } from "@/server/db/client";
import type { Place } from "@/server/seats/queries";
import type { Asker } from "@/server/drill/queries";
import { drillClosed, findReview } from "@/server/secrecy/queries";
import { procedureCheckedBy } from "@/server/trpc";

/**
 * Proves that the caller may read the review of a drill, and as whom: its control, evaluators and players, and once its
 * scores are released also who was to take part and could not come, and the trainers of the teams' organisations or of
 * one above. To everybody else there is no such drill.
 */
export const reviewProcedure = procedureCheckedBy(
  "reviewProcedure",
  z.object({ drillId: z.uuid() }),
  async ({ db, user, placeIn }, { drillId }) => ({
    reader: await requireReader(db, user, drillId, await placeIn(drillId)),
  }),
);

/** @throws {Refusal} "drill-not-found", "review-not-open", "scenario-closed". */
export async function requireReader(
  db: Database,
  asker: Asker,
  drillId: string,
  place: Place | null,
): Promise<Reader> {
  if (place?.joined && place.seat.role !== "observer") {
    if (place.closed !== "nothing") throw await drillClosed(db, asker.id, drillId);
    return { role: place.seat.role, participantId: asker.id };
  }
  const review = await findReview(db, asker, drillId);
  if (!review || !(review.wasExpected || review.isResponsible)) throw new Refusal("drill-not-found");
  if (!review.released) {
    throw new Refusal(review.wasExpected && !review.isHidden ? "review-not-open" : "drill-not-found");
  }
  if (review.closed) throw await drillClosed(db, asker.id, drillId);
  return { role: "player", participantId: asker.id };
}
