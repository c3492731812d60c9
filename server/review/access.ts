import "server-only";
import { Refusal } from "@/domain/refusal";
import type { Reader } from "@/domain/drill/reader";
import type { Database } from "@/server/db/client";
import type { Place } from "@/server/seats/queries";
import type { Asker } from "@/server/drill/queries";
import { drillClosed, findReview } from "@/server/secrecy/queries";

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
