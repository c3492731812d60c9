import { describe, expect, test } from "vitest";
import { nextAddress } from "./next-address";

describe("the page to open after signing in", () => {
  test("is the one that was asked for", () => {
    expect(nextAddress("/drills/7?tab=map")).toBe("/drills/7?tab=map");
  });

  test.each([
    undefined,
    "",
    "https://elsewhere.invalid",
    "//elsewhere.invalid",
    "/\\elsewhere.invalid",
    "/\t/elsewhere.invalid",
    "javascript:alert(1)",
    "/sign-in?next=/",
  ])("is home rather than %j", (asked) => {
    expect(nextAddress(asked)).toBe("/");
  });
});
