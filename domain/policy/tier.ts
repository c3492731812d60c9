import { zonesAround, type Atlas } from "@/domain/ground/atlas";
import type { Policy, Priority, Standard } from "./schema";

/** The tier of a standard that fits a place and a priority; null when none does. */
export function tierFor(
  standard: Policy["standards"][number],
  place: { atlas: Atlas; placeId: string },
  priority: Priority,
): Standard["tiers"][number] | null {
  const responseClass = zonesAround(place.atlas, place.placeId)[0]?.properties.responseClass;
  return (
    standard.tiers.find(
      (tier) =>
        (tier.responseClasses.length === 0 ||
          (responseClass !== undefined && tier.responseClasses.includes(responseClass))) &&
        (tier.priorities.length === 0 || tier.priorities.includes(priority)),
    ) ?? null
  );
}
