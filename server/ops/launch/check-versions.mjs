// npm run check:versions: holds package-lock.json against the list of least versions.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));

/** One sentence per package in the lock that is too old or banned; nested copies count. */
export function complaintsAbout(lock, { minimum, never }) {
  return Object.entries(lock.packages).flatMap(([where, { version }]) => {
    const name = where.split("node_modules/").at(-1);
    if (where === "" || version === undefined) return [];
    if (never[name] !== undefined) return [`${where} must not be used: ${never[name]}`];
    const least = minimum[name];
    if (least === undefined || isAtLeast(version, least)) return [];
    return [`${where} is ${version}; ${least} or later is needed.`];
  });
}

/** Whether a release is at least another. What comes before a release, such as a beta, is not it yet. */
export function isAtLeast(version, least) {
  const [release, before] = version.split("+")[0].split(/-(.*)/s);
  const [have, want] = [release, least].map((text) => text.split(".").map(Number));
  for (let i = 0; i < 3; i += 1) {
    if (have[i] !== want[i]) return have[i] > want[i];
  }
  return before === undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const read = (file) => JSON.parse(readFileSync(file, "utf8"));
  const list = read(path.join(here, "minimum-versions.json"));
  const complaints = complaintsAbout(read(path.join(here, "../../../package-lock.json")), list);
  for (const complaint of complaints) console.error(complaint);
  console.log(
    complaints.length === 0
      ? `No package below its least version (${Object.keys(list.minimum).length} listed).`
      : "",
  );
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
