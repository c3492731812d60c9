import { describe, expect, test } from "vitest";
import { readNumber, stepped } from "./typed-number";

const whole = { min: 1, max: 64, decimals: 0 };
const free = { min: -Infinity, max: Infinity, decimals: 2 };

describe("a typed number is taken over as it is or not at all, and the field says why", () => {
  test.each([
    ["12", whole, 12],
    ["１２", whole, 12],
    ["−3.25", free, -3.25],
    ["12。5", free, 12.5],
    ["1", whole, 1],
    ["64", whole, 64],
    ["33.0", whole, 33],
    ["0.1", { ...free, decimals: 1 }, 0.1],
  ])("%j is %j", (typed, bounds, number) => {
    expect(readNumber(typed, bounds)).toEqual({ number, wrong: null });
  });

  test.each([
    ["65", whole, { key: "numberBetween", min: 1, max: 64 }],
    ["0", whole, { key: "numberBetween", min: 1, max: 64 }],
    ["６５", whole, { key: "numberBetween", min: 1, max: 64 }],
    ["-1", { ...free, min: 0 }, { key: "numberFrom", min: 0 }],
    ["101", { ...free, max: 100 }, { key: "numberTo", max: 100 }],
    ["2.5", whole, { key: "numberWhole" }],
    ["2.555", free, { key: "numberDecimals", decimals: 2 }],
    ["5分", whole, { key: "number" }],
    ["1e1", whole, { key: "number" }],
    ["0x10", whole, { key: "number" }],
  ])("%j is none within %j", (typed, bounds, wrong) => {
    expect(readNumber(typed, bounds)).toEqual({ number: null, wrong });
  });

  test("nothing typed is no number, and wrong only where there has to be one", () => {
    expect(readNumber(" 　", whole)).toEqual({ number: null, wrong: null });
    expect(readNumber("", { ...whole, isRequired: true }).wrong).toEqual({ key: "numberMissing" });
  });
});

test("arrow keys stop at the bounds", () => {
  expect(stepped(63, 10, whole)).toBe(64);
  expect(stepped(0.1, 0.2, { ...free, decimals: 1 })).toBe(0.3);
});
