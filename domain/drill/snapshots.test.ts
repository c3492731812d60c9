import { expect, test } from "vitest";
import { fold } from "./evolve";
import { carol, play, rita, startEx, testSetup } from "./given";
import { copyOf, drillAt, positionAt, snapshotsOf } from "./snapshots";

const minute = 60_000;
const legs = play(
  [
    startEx,
    { by: carol, afterMs: 5 * minute, command: { type: "StartNextLeg" } },
    { by: carol, afterMs: 12 * minute, command: { type: "EndDrill", how: "ended", reason: "" } },
  ],
  { ...testSetup, format: "swap", lanes: 2 },
);

test("each of two legs is opened at times of its own clock", () => {
  const snapshots = snapshotsOf(legs, 3);
  const second = legs.find(({ event }) => event.type === "LegStarted")?.position ?? 0;
  expect(second).toBeGreaterThan(1);

  const first = drillAt(snapshots, positionAt(snapshots, 99 * minute, 1));
  expect(first).toMatchObject({ leg: 1, position: second - 1 });
  const begun = drillAt(snapshots, positionAt(snapshots, 0, 2));
  expect(begun).toMatchObject({ leg: 2, position: second, atMs: 0 });
  const later = drillAt(snapshots, positionAt(snapshots, 3 * minute, 2));
  expect(later?.leg).toBe(2);
  expect(later?.atMs).toBeLessThanOrEqual(3 * minute);
  expect(positionAt(snapshots, 99 * minute, 2)).toBe(legs.length);
});

test("a crew's stay that is open in a snapshot is still open there after the crew has left", () => {
  const take = (actionId: string, afterMs: number, more: object) => ({
    by: rita,
    afterMs,
    command: { type: "TakeAction" as const, actionId, note: "", unitIds: ["car-1"], ...more },
  });
  const events = play([
    startEx,
    take("accept", 20_000, { incident: 1, unitIds: [] }),
    take("dispatch", 30_000, { incident: 1 }),
    take("go-home", 20 * minute, {}),
  ]);
  const arrived = events.find(({ event }) => event.type === "UnitArrived")?.position ?? 0;
  expect(events.at(-1)?.event.type).toBe("UnitSent");

  const snapshots = snapshotsOf(events, 1);
  const stay = (position: number) => drillAt(snapshots, position)?.lanes[0]?.units["car-1"]?.visits.at(-1);
  expect(fold(events.slice(arrived), drillAt(snapshots, arrived))).toEqual(fold(events));
  expect(stay(events.length)?.toMs).toBe(20 * minute);
  expect(stay(arrived)?.toMs).toBeNull();
});

test("before its first event there is no drill, and after its last there is nothing more", () => {
  const snapshots = snapshotsOf(legs);
  expect(drillAt(snapshots, 0)).toBeNull();
  expect(drillAt(snapshots, legs.length + 5)?.position).toBe(legs.length);
});

test("a copy shares the setup, so that what was looked up by it is not built anew", () => {
  const drill = drillAt(snapshotsOf(legs), legs.length);
  expect(drill && copyOf(drill).setup).toBe(drill?.setup);
});
