import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { CORRECTIONS, patchDriver } from "./patch-driver.mjs";

test.each([
  ["that was never corrected", CORRECTIONS.length],
  ["that an earlier release corrected in part", 3],
  ["that is corrected already", 0],
])("a driver %s comes to the same text, in both its builds", (_, missing) => {
  const root = mkdtempSync(path.join(os.tmpdir(), "sandtable-driver-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(path.join(root, "node_modules"));
  cpSync("node_modules/postgres", path.join(root, "node_modules", "postgres"), { recursive: true });
  const files = ["src", "cjs/src"].map((build) =>
    path.join(root, "node_modules", "postgres", build, "connection.js"),
  );
  patchDriver(root);
  const wanted = files.map((file) => readFileSync(file, "utf8"));
  for (const file of files) {
    const text = CORRECTIONS.slice(CORRECTIONS.length - missing).reduce(
      (left, { before, after }) => left.replace(after, () => before),
      readFileSync(file, "utf8"),
    );
    expect(CORRECTIONS.filter(({ after }) => !text.includes(after))).toHaveLength(missing);
    writeFileSync(file, text);
  }
  patchDriver(root);
  expect(files.map((file) => readFileSync(file, "utf8"))).toEqual(wanted);
});
