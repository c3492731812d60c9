import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isAllowed, licenceComplaints, packagesOfProduct, sbomOf } from "./licences.mjs";

function ofTheHouse(file: string) {
  return JSON.parse(readFileSync(file, "utf8"));
}

const product = ofTheHouse("package.json");
const lock = ofTheHouse("package-lock.json");

/** The house's own lock with one more package, as npm would write it. */
function planted(entry: object) {
  return { ...lock, packages: { ...lock.packages, "node_modules/planted": { version: "1.2.3", ...entry } } };
}

describe("the licences of the product's packages", () => {
  test("are all known and may all be in it", () => {
    const packages = packagesOfProduct(lock);
    expect(packages.length).toBeGreaterThan(100);
    expect(licenceComplaints(packages)).toEqual([]);
  });

  test("a package under the GPL or the AGPL, or without a licence, is told in a sentence", () => {
    const about = (entry: object) => licenceComplaints(packagesOfProduct(planted(entry)));
    expect(about({ license: "GPL-3.0-only" })).toEqual([
      "planted 1.2.3 is under GPL-3.0-only, which may not be in the product.",
    ]);
    expect(about({ license: "AGPL-3.0-or-later" })).toHaveLength(1);
    expect(about({ license: "SEE LICENSE IN LICENSE.txt" })).toHaveLength(1);
    expect(about({ license: "UNLICENSED" })).toHaveLength(1);
    expect(about({})).toEqual(["planted 1.2.3 names no licence."]);
  });

  test("a package that only tests need may be under any licence", () => {
    expect(licenceComplaints(packagesOfProduct(planted({ license: "GPL-3.0-only", dev: true })))).toEqual([]);
  });

  test("of alternatives one allowed licence is enough, of a sum all are needed", () => {
    expect(isAllowed("MIT OR GPL-2.0-only", "x")).toBe(true);
    expect(isAllowed("(GPL-2.0-only OR MIT) AND ISC", "x")).toBe(true);
    expect(isAllowed("MIT AND GPL-2.0-only", "x")).toBe(false);
    expect(isAllowed("GPL-2.0-only AND (MIT OR ISC)", "x")).toBe(false);
    expect(isAllowed("MIT OR", "x")).toBe(false);
    expect(isAllowed("(MIT", "x")).toBe(false);
    expect(isAllowed("", "x")).toBe(false);
  });

  test("a licence that asks for more is allowed only to the packages that fulfil it", () => {
    expect(isAllowed("LGPL-3.0-or-later", "@img/sharp-libvips-linux-x64")).toBe(true);
    expect(isAllowed("LGPL-3.0-or-later", "another")).toBe(false);
    expect(isAllowed("MPL-2.0", "lightningcss")).toBe(true);
    expect(isAllowed("MPL-2.0", "another")).toBe(false);
  });
});

describe("the bill of materials", () => {
  const packages = packagesOfProduct(lock);
  const sbom = sbomOf(product, lock, packages);

  test("names every package once, and what depends on it refers only to what is named", () => {
    const refs = sbom.components.map((component) => component["bom-ref"]);
    expect(new Set(refs).size).toBe(refs.length);
    const known = new Set([...refs, `pkg:npm/sandtable@${product.version}`]);
    const unknown = sbom.dependencies.flatMap(({ ref, dependsOn }) =>
      [ref, ...dependsOn].filter((each) => !known.has(each)),
    );
    expect(unknown).toEqual([]);
  });

  test("says what the product itself depends on", () => {
    const [own] = sbom.dependencies;
    expect(own?.dependsOn).toContain(`pkg:npm/zod@${product.dependencies.zod}`);
    expect(own?.dependsOn).not.toContain(`pkg:npm/vitest@${product.devDependencies.vitest}`);
  });

  test("a copy nested in a package goes before the one at the top", () => {
    const nested = {
      packages: {
        "": { dependencies: { a: "1", b: "1" } },
        "node_modules/a": { version: "1.0.0", license: "MIT", dependencies: { b: "2" } },
        "node_modules/a/node_modules/b": { version: "2.0.0", license: "MIT", dependencies: { a: "1" } },
        "node_modules/b": { version: "1.0.0", license: "MIT" },
      },
    };
    expect(sbomOf(product, nested, packagesOfProduct(nested)).dependencies).toEqual([
      { ref: "pkg:npm/sandtable@0.1.0", dependsOn: ["pkg:npm/a@1.0.0", "pkg:npm/b@1.0.0"] },
      { ref: "pkg:npm/a@1.0.0", dependsOn: ["pkg:npm/b@2.0.0"] },
      { ref: "pkg:npm/b@1.0.0", dependsOn: [] },
      { ref: "pkg:npm/b@2.0.0", dependsOn: ["pkg:npm/a@1.0.0"] },
    ]);
  });
});
