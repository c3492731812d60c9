import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { messagesIn } from "@/app/_i18n/messages";
import { LOCALES } from "@/domain/locales";
import { faultMarkAt, faultSentences, type TrailFault } from "./trail-fault";

const KINDS = ["missing", "changed", "unlinked", "forged", "unknown-key", "unsealed", "cut"] as const;
const fault = (kind: TrailFault["kind"]): TrailFault => ({
  position: 41,
  kind,
  before: { position: 40, atMs: 1_000 },
  after: kind === "cut" ? null : { position: 42, atMs: 2_000 },
});

describe("a trail that does not fit together", () => {
  test.each(LOCALES)(
    "is told of in %s: where, why in words of its own, and what stands beside it",
    (locale) => {
      const t = createTranslator({ locale, messages: messagesIn(locale), namespace: "admin.audit" });
      const first = KINDS.map((kind) => {
        const [where = "", ...beside] = faultSentences(fault(kind), t, (atMs) => `at ${atMs}`);
        expect(where).toContain("41");
        expect(beside.join(" ")).toContain("at 1000");
        expect(beside.join(" ").includes("at 2000")).toBe(kind !== "cut");
        return where;
      });
      expect(new Set(first).size).toBe(KINDS.length);
    },
  );

  test("is marked at the entry itself, or at the one beside which entries are missing", () => {
    const marks = (kind: TrailFault["kind"]) => [40, 41, 42].map((at) => faultMarkAt(at, fault(kind)));
    expect(marks("changed")).toEqual([null, "unfit", null]);
    expect(marks("forged")).toEqual([null, "unfit", null]);
    expect(marks("missing")).toEqual([null, null, "gapBefore"]);
    expect(marks("cut")).toEqual(["gapAfter", null, null]);
    expect(faultMarkAt(41, null)).toBeNull();
  });
});
