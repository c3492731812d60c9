// npm run licences: the licences of all packages that the product is made of, and whether each may be in it.
//
// `npm run licences -- FOLDER` also writes FOLDER/sbom.cdx.json (CycloneDX 1.6) and FOLDER/third-party-licences.txt.
// Reads package-lock.json, which names the packages of every system; the texts come from what is installed here.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

/** Licences that ask for no more than to be named. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC-BY-4.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "OFL-1.1",
  "Unlicense",
]);

/** Licences that ask for more, which these packages fulfil: they stay files of their own, unchanged, that anybody may replace. */
const ALLOWED_FOR = {
  "LGPL-3.0-or-later": /^@img\/sharp-/,
  "MPL-2.0": /^lightningcss(-|$)/,
};

/**
 * The packages that come with the product, by name and version; what only tests and development need is left out.
 *
 * @param lock The content of package-lock.json, version 3.
 */
export function packagesOfProduct(lock) {
  const found = new Map();
  for (const [where, entry] of Object.entries(lock.packages)) {
    if (where === "" || entry.dev === true || entry.link === true) continue;
    const name = entry.name ?? where.split("node_modules/").at(-1);
    const purl = purlOf(name, entry.version);
    const known = found.get(purl) ?? { purl, name, version: entry.version, places: [], dependsOn: new Set() };
    known.licence = entry.license ?? known.licence ?? null;
    known.integrity = entry.integrity ?? known.integrity ?? null;
    known.places.push(where);
    for (const needed of dependenciesOf(lock, where, entry)) known.dependsOn.add(needed);
    found.set(purl, known);
  }
  return [...found.values()].sort((one, other) => (one.purl < other.purl ? -1 : 1));
}

/** One sentence per package whose licence is unknown or may not be in the product. */
export function licenceComplaints(packages) {
  return packages.flatMap(({ name, version, licence }) => {
    if (licence === null) return [`${name} ${version} names no licence.`];
    if (isAllowed(licence, name)) return [];
    return [`${name} ${version} is under ${licence}, which may not be in the product.`];
  });
}

/** Whether an SPDX expression can be fulfilled: of an OR one side is enough, of an AND both are needed. */
export function isAllowed(expression, name) {
  const words = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const either = () => {
    let good = both();
    while (words[at] === "OR") {
      at += 1;
      good = both() || good;
    }
    return good;
  };
  const both = () => {
    let good = one();
    while (words[at] === "AND") {
      at += 1;
      good = one() && good;
    }
    return good;
  };
  const one = () => {
    const word = words[at++];
    if (word !== "(") return ALLOWED.has(word) || ALLOWED_FOR[word]?.test(name) === true;
    const good = either();
    return words[at++] === ")" && good;
  };
  // What is left over was not understood ("SEE LICENSE IN file"), and what is not understood is not allowed.
  return either() && at === words.length;
}

/** The bill of materials as CycloneDX 1.6; the same lock gives the same bytes. */
export function sbomOf(product, lock, packages) {
  const self = purlOf(product.name, product.version);
  const direct = dependenciesOf(lock, "", lock.packages[""]);
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: {
        type: "application",
        "bom-ref": self,
        name: product.name,
        version: product.version,
        description: product.description,
        licenses: [{ license: { id: product.license } }],
        purl: self,
      },
    },
    components: packages.map(({ purl, name, version, licence, integrity }) => ({
      type: "library",
      "bom-ref": purl,
      name,
      version,
      ...(integrity?.startsWith("sha512-")
        ? { hashes: [{ alg: "SHA-512", content: Buffer.from(integrity.slice(7), "base64").toString("hex") }] }
        : {}),
      licenses: [/\s/.test(licence ?? "") ? { expression: licence } : { license: licenceField(licence) }],
      purl,
    })),
    dependencies: [
      { ref: self, dependsOn: [...direct].sort() },
      ...packages.map(({ purl, dependsOn }) => ({ ref: purl, dependsOn: [...dependsOn].sort() })),
    ],
  };
}

function licenceField(licence) {
  return licence === null ? { name: "unknown" } : { id: licence };
}

/** The purls of the packages that one package loads: nearest first, as Node looks for them. */
function dependenciesOf(lock, where, entry) {
  const names = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies });
  return names.flatMap((name) => {
    for (let folder = where; ; folder = folder.slice(0, folder.lastIndexOf("node_modules/"))) {
      const prefix = folder === "" || folder.endsWith("/") ? folder : `${folder}/`;
      const found = lock.packages[`${prefix}node_modules/${name}`];
      if (found !== undefined) return found.dev === true ? [] : [purlOf(found.name ?? name, found.version)];
      if (folder === "" || !folder.includes("node_modules/")) return [];
    }
  });
}

function purlOf(name, version) {
  return `pkg:npm/${name.replace(/^@/, "%40")}@${version}`;
}

/** Every package with its licence and the texts that came with it, to hand out with the product. */
function noticesOf(packages) {
  return packages
    .map(({ name, version, licence, places }) => {
      const folder = places.map((place) => path.join(root, place)).find((place) => existsSync(place));
      const texts = folder === undefined ? [] : textsIn(folder);
      const body =
        texts.length === 0 ? "(for another system, or without a text of its own)" : texts.join("\n\n");
      return `${"=".repeat(80)}\n${name} ${version}: ${licence}\n${"=".repeat(80)}\n\n${body.trim()}\n`;
    })
    .join("\n");
}

function textsIn(folder) {
  return readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), "utf8"));
}

function tell(packages) {
  const byLicence = new Map();
  for (const { name, licence } of packages) {
    byLicence.set(licence, [...(byLicence.get(licence) ?? []), name]);
  }
  const rows = [...byLicence].sort((one, other) => other[1].length - one[1].length);
  for (const [licence, names] of rows) {
    const some = names.slice(0, 3).join(", ");
    console.log(`${String(names.length).padStart(5)}  ${licence}  (${some}${names.length > 3 ? ", …" : ""})`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const read = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8"));
  const lock = read("package-lock.json");
  const packages = packagesOfProduct(lock);
  tell(packages);
  const folder = process.argv[2];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    const sbom = sbomOf(read("package.json"), lock, packages);
    writeFileSync(path.join(folder, "sbom.cdx.json"), `${JSON.stringify(sbom, null, 2)}\n`);
    writeFileSync(path.join(folder, "third-party-licences.txt"), noticesOf(packages));
    console.log(`Wrote sbom.cdx.json and third-party-licences.txt to ${path.resolve(folder)}.`);
  }
  const complaints = licenceComplaints(packages);
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length === 0)
    console.log(`${packages.length} packages, each under a licence that may be in it.`);
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
