import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { icons } from "./manifest-icons";

test("every picture of the manifest is there, in the size it says", () => {
  expect(icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(["192x192", "512x512"]));
  expect(icons.some((icon) => "purpose" in icon && icon.purpose === "maskable")).toBe(true);
  for (const { src, sizes, type } of icons) {
    if (type !== "image/png") continue;
    const bytes = readFileSync(path.join("public", src));
    expect(bytes.toString("latin1", 1, 4), src).toBe("PNG");
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes);
  }
});
