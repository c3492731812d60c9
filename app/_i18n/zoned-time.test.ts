import { describe, expect, test } from "vitest";
import { hourAt, instantsOf, wallTimeAt, zoneName } from "./zoned-time";

describe("a time on the wall", () => {
  test.each([
    ["Asia/Shanghai", "2026-12-01T09:30", "2026-12-01T01:30:00.000Z"],
    ["Asia/Kathmandu", "2026-12-01T09:30", "2026-12-01T03:45:00.000Z"],
    ["America/St_Johns", "2026-12-01T23:30", "2026-12-02T03:00:00.000Z"],
    ["Europe/Berlin", "2026-07-01T00:00", "2026-06-30T22:00:00.000Z"],
    ["UTC", "2024-02-29T12:00", "2024-02-29T12:00:00.000Z"],
  ])(
    "of %s, %s, is the instant that zone means, whatever the machine's own zone is",
    (zone, wall, instant) => {
      const instants = instantsOf(wall, zone) ?? [];
      expect(instants.map((ms) => new Date(ms).toISOString())).toEqual([instant]);
      expect(wallTimeAt(instants[0] ?? 0, zone)).toBe(wall);
    },
  );

  test("that clocks are put forward over does not exist", () => {
    expect(instantsOf("2026-03-29T02:30", "Europe/Berlin")).toEqual([]);
    expect(instantsOf("2026-03-08T02:00", "America/New_York")).toEqual([]);
  });

  test("that clocks are put back over exists twice, the earlier first", () => {
    const [first = 0, second = 0, ...more] = instantsOf("2026-10-25T02:30", "Europe/Berlin") ?? [];
    expect([second - first, more]).toEqual([3_600_000, []]);
    expect([zoneName("Europe/Berlin", first), zoneName("Europe/Berlin", second)]).toEqual(["UTC+2", "UTC+1"]);
  });

  test.each(["", "soon", "2026-02-30T10:00", "2026-13-01T10:00", "2026-12-01"])(
    "%j is no time at all",
    (text) => {
      expect(instantsOf(text, "Asia/Shanghai")).toBeNull();
    },
  );
});

test("a zone is named by how far it is from UTC at that instant", () => {
  const atMs = Date.UTC(2026, 11, 1);
  expect(
    ["Asia/Shanghai", "UTC", "Asia/Kathmandu", "America/St_Johns"].map((zone) => zoneName(zone, atMs)),
  ).toEqual(["UTC+8", "UTC", "UTC+5:45", "UTC−3:30"]);
});

test("the hour of a greeting is the installation's", () => {
  expect(hourAt(Date.UTC(2026, 11, 1, 23, 10), "Asia/Shanghai")).toBe(7);
});
