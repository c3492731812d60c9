import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { crewsFrom } from "./crews";
import { Unit, type ForcePackage } from "./schema";

const station = { id: "stn-dongmen", name: { zh: "东门站", en: "Dongmen" } };
const heads = (units: readonly Unit[]) => units.reduce((sum, { crew }) => sum + crew, 0);

describe("a station of 8+16+6+4 in four shifts", () => {
  const crews = crewsFrom({ officers: 8, auxiliaries: 16, riders: 6, community: 4, shifts: 4 }, station);
  const ofShift = (shift: number) =>
    crews
      .filter((unit) => unit.shift === shift)
      .map(({ callSign, branch, crew }) => [callSign, branch, crew]);

  test("has two cars of three, riders and a community officer in its first shift", () => {
    expect(ofShift(1)).toEqual([
      ["101", "station", 3],
      ["102", "station", 3],
      ["103", "patrol", 2],
      ["104", "community", 1],
    ]);
  });
  test("gives the two riders that do not divide to the first two shifts", () => {
    const riders = crews.filter(({ branch }) => branch === "patrol").map(({ shift, crew }) => [shift, crew]);
    expect(riders).toEqual([
      [1, 2],
      [2, 2],
      [3, 1],
      [4, 1],
    ]);
  });
  test("is named so that station, shift and kind are read in both languages", () => {
    expect(crews[0]?.name).toEqual({ zh: "东门站1班车组", en: "Dongmen, shift 1, car" });
  });
});

test("auxiliaries who find no seat in a car ride in vans", () => {
  const crews = crewsFrom({ officers: 1, auxiliaries: 10, riders: 0, community: 0, shifts: 1 }, station);
  expect(crews.map(({ branch, crew }) => [branch, crew])).toEqual([
    ["station", 3],
    ["auxiliary", 6],
    ["auxiliary", 2],
  ]);
});

const count = fc.nat(90);
const forces: fc.Arbitrary<ForcePackage> = fc.record({
  officers: count,
  auxiliaries: count,
  riders: count,
  community: count,
  shifts: fc.integer({ min: 1, max: 6 }),
});

describe("whatever a station has", () => {
  test.prop([forces])("everybody is in exactly one crew, and no crew is empty", (given) => {
    const crews = crewsFrom(given, station);
    const { officers, auxiliaries, riders, community } = given;
    expect(heads(crews)).toBe(officers + auxiliaries + riders + community);
    for (const unit of crews) expect(Unit.parse(unit)).toEqual(unit);
    const of = (branch: string) => heads(crews.filter((unit) => unit.branch === branch));
    expect([of("station") + of("auxiliary"), of("patrol"), of("community")]).toEqual([
      officers + auxiliaries,
      riders,
      community,
    ]);
  });

  test.prop([forces])("no shift has fewer people than one that comes after it", (given) => {
    const crews = crewsFrom(given, station);
    if (given.shifts === 1) expect(crews.every(({ shift }) => shift === undefined)).toBe(true);
    const sizes = Array.from({ length: given.shifts }, (_, i) =>
      heads(crews.filter(({ shift }) => shift === i + 1)),
    );
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    // Four parts, and of each at most one person more than in another shift.
    if (given.shifts > 1) expect((sizes[0] ?? 0) - (sizes.at(-1) ?? 0)).toBeLessThanOrEqual(4);
  });

  test.prop([forces, forces, fc.integer({ min: 95, max: 305 })])(
    "ids and call signs are nobody else's, and the same package gives the same crews",
    (first, second, odd) => {
      const [stray] = crewsFrom({ officers: 1, auxiliaries: 0, riders: 0, community: 0, shifts: 1 }, station);
      const here = crewsFrom(first, station, stray ? [{ ...stray, id: `u-${odd}`, callSign: `${odd}` }] : []);
      const there = crewsFrom(second, { id: "stn-gangwan", name: { zh: "港湾站", en: "Gangwan" } }, here);
      const all = [...here, ...there];
      expect(new Set(all.map(({ callSign }) => callSign)).size).toBe(all.length);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      expect(crewsFrom(second, { id: "stn-gangwan", name: { zh: "港湾站", en: "Gangwan" } }, here)).toEqual(
        there,
      );
    },
  );
});
