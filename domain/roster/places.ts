import type { Side } from "@/domain/conditions/terms";
import type { Format } from "@/domain/drill/schema";

/** What decides which places of a drill people sit in. */
export type Seating = {
  format: Format;
  /** The lane that is played now where the legs follow one another. */
  leg: number;
  oppositionCell: boolean;
};

/**
 * The places people can sit in now, of all the places teams have: of two legs those of the one that is played,
 * and of a cell that plays every lane the one in lane 1.
 */
export function seatedPlaces<P extends { lane: number; side: Side }>(
  { format, leg, oppositionCell }: Seating,
  places: readonly P[],
): P[] {
  return places.filter(
    ({ lane, side }) =>
      (format !== "swap" || lane === leg) && (!oppositionCell || side === "responder" || lane === 1),
  );
}
