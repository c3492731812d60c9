import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { testScenario } from "@/domain/drill/given";
import { evenChangeTimes, rotaOf, shiftChange } from "./rota";
import type { ShiftPlan } from "./schema";

const HOUR = 3_600_000;

function rota(startsAt: string, shifts: number, plan?: ShiftPlan) {
  return rotaOf({
    startsAt,
    forces: {
      ...testScenario.forces,
      package: { ...testScenario.forces.package, shifts },
      ...(plan ? { rota: plan } : {}),
    },
  });
}

describe("the shifts of a day", () => {
  test.each([
    ["08:00", 1],
    ["13:59", 1],
    ["14:00", 2],
    ["19:30", 2],
    ["20:00", 3],
    ["03:10", 4],
    ["07:59", 4],
  ])("at %s shift %i of four is on duty, as they share 24 hours from 08:00", (startsAt, shift) => {
    expect(rota(startsAt, 4).onDutyAtStart).toBe(shift);
  });
  test("change when the one on duty has done its hours", () => {
    const changes = [0, 1, 2, 3, 4].map((n) => shiftChange(rota("03:00", 4), n));
    expect(changes.map(({ afterMs }) => afterMs / HOUR)).toEqual([5, 11, 17, 23, 29]);
    expect(changes.map(({ shift }) => shift)).toEqual([1, 2, 3, 4, 1]);
  });
  test("change at the times a scenario gives, however few", () => {
    const daily = rota("03:00", 4, { onDutyAtStart: 2, changesAt: ["09:00"] });
    expect([0, 1, 2].map((n) => shiftChange(daily, n))).toEqual([
      { afterMs: 6 * HOUR, shift: 3 },
      { afterMs: 30 * HOUR, shift: 4 },
      { afterMs: 54 * HOUR, shift: 1 },
    ]);
  });
  test("are written as times of day", () => {
    expect(evenChangeTimes(4)).toEqual(["08:00", "14:00", "20:00", "02:00"]);
  });
});

const timeOfDay = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([hours, minutes]) => `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`);

test.prop([timeOfDay, fc.integer({ min: 1, max: 6 }), fc.nat(20)])(
  "every change comes later than the one before, and every shift has its turn",
  (startsAt, shifts, n) => {
    const plan = rota(startsAt, shifts);
    const changes = Array.from({ length: n + shifts }, (_, i) => shiftChange(plan, i));
    changes.forEach(({ afterMs }, i) => expect(afterMs).toBeGreaterThan(changes[i - 1]?.afterMs ?? 0));
    expect(new Set(changes.slice(-shifts).map(({ shift }) => shift)).size).toBe(shifts);
  },
);
