import { describe, expect, test } from "vitest";
import { isRefusal, type RefusalCode } from "@/domain/refusal";
import { requireGoodPassword } from "./password";

const owner = { name: "Shen Li", email: "shen.li@example.invalid", staffNumber: "TR01-778" };

function refusal(password: string): RefusalCode | null {
  try {
    requireGoodPassword(password, owner);
    return null;
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
}

describe("a password", () => {
  test.each([
    "four random words",
    "潮起潮落听海声阵阵入梦来",
    "x9!kQ2mZpp",
    "tr01-778 but with much more to it",
  ])("is good enough: %s", (password) => {
    expect(refusal(password)).toBeNull();
  });

  test.each<[string, RefusalCode]>([
    ["short one", "password-too-short"],
    ["x".repeat(40) + "y".repeat(100), "password-too-long"],
    ["Password123!", "password-too-common"],
    ["woaini1314520", "password-too-common"],
    ["aaaaaaaaaabbb", "password-too-common"],
    ["abcdefghijklm", "password-too-common"],
    ["9876543210", "password-too-common"],
    ["TR01-778!!", "password-names-owner"],
    ["shen.li2026", "password-names-owner"],
  ])("is refused: %s", (password, code) => {
    expect(refusal(password)).toBe(code);
  });

  test("is measured in characters as people count them, not in halves of one", () => {
    expect(refusal("🚓🚑🚒🚲🛵")).toBe("password-too-short");
  });
});
