import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** What only this product speaks of. Looked for in code and comments alike. */
const PRODUCT =
  /drill|exercise|inject|scenario|responder|opposition|evaluator|trainee|incident|\bplayer|\bscor(e|ing)|\blanes?\b/gi;

test("the base components have no word of the product: they could stand in another one", () => {
  const found = readdirSync(import.meta.dirname)
    .filter((file) => /\.(tsx?|css)$/.test(file) && !file.includes(".test."))
    .flatMap((file) => {
      const text = readFileSync(path.join(import.meta.dirname, file), "utf8");
      const paths = /app\/_\w+\/[\w-]+/g;
      return [...text.replace(paths, "").matchAll(PRODUCT)].map(([word]) => `${file}: ${word}`);
    });
  expect(found).toEqual([]);
});
