import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { clockFace, drillMoment, momentFromText } from "./clock-text";

describe("a clock face", () => {
  test.each([
    [0, "00:00"],
    [999, "00:00"],
    [200_000, "03:20"],
    [3_800_000, "1:03:20"],
    [-30_000, "−00:30"],
    [-400, "00:00"],
  ])("shows %i ms as %s", (ms, face) => {
    expect(clockFace(ms)).toBe(face);
  });
});

describe("a moment of a drill", () => {
  test("is counted from StartEx, also before it", () => {
    expect(drillMoment(200_000)).toBe("T+03:20");
    expect(drillMoment(-30_000)).toBe("T−00:30");
  });

  test.each([
    ["T+3:20", 200_000],
    ["3：20", 200_000],
    ["1:03:20", 3_800_000],
    ["90", 90_000],
    ["t-0:30", -30_000],
    ["75:00", 4_500_000],
    ["Ｔ＋０５：３０", 330_000],
    ["０５：３０", 330_000],
    ["5分", 300_000],
    ["５分", 300_000],
    ["1分8秒", 68_000],
    ["1小时5分钟", 3_900_000],
    ["5 min", 300_000],
    ["1h5m", 3_900_000],
    ["T-30s", -30_000],
    ["1.5分", 90_000],
    ["1:75", null],
    ["1:75:00", null],
    ["999999", null],
    ["T+", null],
    ["5分钟前", null],
    ["3:75", null],
    ["soon", null],
    ["", null],
  ])("is read from %j as %j", (text, ms) => {
    expect(momentFromText(text)).toBe(ms);
  });

  property.prop([fc.integer({ min: -86_400, max: 360_000 })])(
    "reads back as what was written, to the second",
    (seconds) => {
      expect(momentFromText(drillMoment(seconds * 1_000))).toBe(seconds * 1_000);
    },
  );
});
