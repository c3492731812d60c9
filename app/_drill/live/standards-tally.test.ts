import { expect, test } from "vitest";
import { tallyOf } from "./standards-tally";

const standard = (doneAtMs: number | null) => ({
  name: { zh: "", en: "" },
  to: "accepted" as const,
  fromMs: 0,
  fullByMs: 60_000,
  limitByMs: 120_000,
  doneAtMs,
});

test("a standard is kept, kept late or missed by when it was done, and missed without that once its limit is past", () => {
  const all = [standard(60_000), standard(60_001), standard(120_000), standard(120_001), standard(null)];
  expect(tallyOf(all, 120_000)).toEqual({ met: 1, partly: 2, missed: 1, running: 1 });
  expect(tallyOf(all, 120_001)).toEqual({ met: 1, partly: 2, missed: 2, running: 0 });
});
