import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("every test that docs/faults.md names is in that file", () => {
  const rows = readFileSync("docs/faults.md", "utf8")
    .split("\n")
    .filter((line) => /^\| [A-E]\d* /.test(line))
    .map((line) =>
      line
        .slice(1)
        .split("|")
        .map((cell) => cell.trim()),
    );
  expect(rows.length).toBeGreaterThan(70);
  const missing = rows.filter(([, name = "", file = ""]) => {
    const source = readFileSync(file, "utf8").replaceAll('\\"', '"');
    return !source.includes(name);
  });
  expect(missing).toEqual([]);
});
