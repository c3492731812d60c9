import type { LocalText } from "@/domain/text";
import type { Equipment } from "@/domain/actions/equipment";
import type { ForcePackage, Unit } from "./schema";

/** How many ride together. This project's own figures: one officer leads, auxiliaries assist. */
const AUXILIARIES_PER_CAR = 2;
const VAN_SEATS = 6;
const RIDERS_TOGETHER = 2;
const COMMUNITY_TOGETHER = 2;

type Kind = "car" | "riders" | "van" | "community";

const KINDS: Readonly<
  Record<Kind, { branch: Unit["branch"]; vehicle: Unit["vehicle"]; name: LocalText; equipment: Equipment[] }>
> = {
  car: {
    branch: "station",
    vehicle: "car",
    name: { zh: "车组", en: "car" },
    equipment: ["body-camera", "first-aid-kit"],
  },
  riders: {
    branch: "patrol",
    vehicle: "motorcycle",
    name: { zh: "骑巡组", en: "riders" },
    equipment: ["body-camera"],
  },
  van: {
    branch: "auxiliary",
    vehicle: "van",
    name: { zh: "辅警组", en: "auxiliaries" },
    equipment: ["cordon-set", "loudhailer"],
  },
  community: {
    branch: "community",
    vehicle: "foot",
    name: { zh: "社区组", en: "community" },
    equipment: ["body-camera"],
  },
};

/**
 * The crews of one station, built from its "8+16+6+N".
 *
 * Every person is in exactly one crew of one shift. Each part of the package is shared out
 * evenly over the shifts; what does not divide goes to the first shifts, one each. In a
 * shift every officer leads a car with up to two auxiliaries, the auxiliaries left over
 * ride in vans of up to six, riders and community auxiliaries go two together; an odd one
 * goes alone. With a single shift, crews are bound to none.
 *
 * Call signs run on from the first hundred that none of the other crews uses ("101"), so
 * that a station is heard by its hundred. The same package gives the same crews.
 *
 * @param others Crews that stay beside these: their ids and call signs are left to them.
 */
export function crewsFrom(
  forces: ForcePackage,
  station: { id: string; name: LocalText },
  others: readonly Unit[] = [],
): Unit[] {
  const free = freeNumbers(others);
  const { shifts } = forces;
  return Array.from({ length: shifts }, (_, i) => i + 1).flatMap((shift) => {
    const share = (heads: number) => Math.floor(heads / shifts) + (shift <= heads % shifts ? 1 : 0);
    return crewsOfShift({
      officers: share(forces.officers),
      auxiliaries: share(forces.auxiliaries),
      riders: share(forces.riders),
      community: share(forces.community),
    }).map(({ kind, crew }): Unit => {
      const { branch, vehicle, name, equipment } = KINDS[kind];
      const number = free();
      const watch = shifts > 1 ? { zh: `${shift}班`, en: `, shift ${shift}` } : { zh: "", en: "" };
      return {
        id: idOf(number),
        callSign: String(number),
        name: {
          zh: `${station.name.zh}${watch.zh}${name.zh}`,
          en: `${station.name.en}${watch.en}, ${name.en}`,
        },
        branch,
        crew,
        vehicle,
        stationId: station.id,
        ...(shifts > 1 ? { shift } : {}),
        equipment: [...equipment],
      };
    });
  });
}

/** Who rides with whom in one shift. */
function crewsOfShift(heads: Omit<ForcePackage, "shifts">): { kind: Kind; crew: number }[] {
  let auxiliaries = heads.auxiliaries;
  const cars = Array.from({ length: heads.officers }, (_, i) => {
    // Dealt out evenly: two cars and three auxiliaries are a crew of three and one of two.
    const carsLeft = heads.officers - i;
    const beside = Math.min(AUXILIARIES_PER_CAR, Math.ceil(auxiliaries / carsLeft));
    auxiliaries -= beside;
    return { kind: "car" as const, crew: 1 + beside };
  });
  return [
    ...cars,
    ...together("riders", heads.riders, RIDERS_TOGETHER),
    ...together("van", auxiliaries, VAN_SEATS),
    ...together("community", heads.community, COMMUNITY_TOGETHER),
  ];
}

function together(kind: Kind, heads: number, size: number): { kind: Kind; crew: number }[] {
  return Array.from({ length: Math.ceil(heads / size) }, (_, i) => ({
    kind,
    crew: Math.min(size, heads - i * size),
  }));
}

/** Numbers nobody else is called by, upwards from the first hundred that is free. */
function freeNumbers(others: readonly Unit[]): () => number {
  const taken = new Set(others.flatMap(({ id, callSign }) => [id, callSign]));
  const hundreds = new Set(others.map(({ callSign }) => Math.floor(Number(callSign) / 100)));
  let hundred = 1;
  while (hundreds.has(hundred)) hundred++;
  let last = hundred * 100;
  return () => {
    do last++;
    while (taken.has(String(last)) || taken.has(idOf(last)));
    return last;
  };
}

function idOf(number: number): string {
  return `u-${number}`;
}
