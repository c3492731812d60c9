import { expect, test } from "vitest";
import { csvOf } from "./csv";

test("a table becomes a file with a byte order mark, whose cells keep their commas, quotes and lines", () => {
  expect(
    csvOf([
      ["时间", 'said "no", twice'],
      [7, "one\ntwo"],
    ]),
  ).toBe('\uFEFF时间,"said ""no"", twice"\r\n7,"one\ntwo"\r\n');
});

test.each(["=1+1", "+1", "-1", "@sum", "\tx", "\r=1", " =1", "＝1", "\n@x"])(
  "a cell that begins like the formula %j is text to a spreadsheet",
  (cell) => {
    expect(csvOf([[cell]]).replaceAll(/[\uFEFF"]/g, "")).toMatch(/^'/);
  },
);
