import { describe, expect, it } from "vitest";
import { LOCALES } from "@/domain/locales";
import { FORMATS } from "./formats";

describe.each(LOCALES)("times in %s", (locale) => {
  it.each(["time", "seconds", "date-time"] as const)(
    "write the minutes after midnight as hour 00 (%s)",
    (name) => {
      const written = new Intl.DateTimeFormat(locale, { ...FORMATS.dateTime[name], timeZone: "UTC" }).format(
        new Date("2026-11-24T00:09:00Z"),
      );
      expect(written).toMatch(/(^|\D)00:09/);
    },
  );
});
