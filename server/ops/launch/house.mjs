// npm run house: the picture of the house (eslint-floors.mjs), from the roof down: each room with how many files it
// has and the rooms it reaches. Ends with "RESULT {json}"; leaves with 1 if an arrow leads back up.
// npm run house -- kinds: what is asked for of a new kind of anything (every-kind.mjs).
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { printKinds } from "./every-kind.mjs";
import { fileOf, floors, isOutside, knotsOf, mayReach, roomOf } from "../../../eslint-floors.mjs";

if (process.argv[2] === "kinds") process.exit(printKinds() > 0 ? 1 : 0);

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../..");

/** Every room with its files, and the rooms they import, types included. */
function rooms() {
  const found = new Map(floors.flat().map((room) => [room, { files: 0, reaches: new Set() }]));
  for (const file of ["domain", "server", "app"].flatMap(sources)) {
    const room = found.get(roomOf(file));
    if (!room) throw new Error(`No room of eslint-floors.mjs holds ${file}.`);
    room.files += 1;
    const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), "utf8"), true, true);
    for (const { fileName } of importedFiles) {
      const to = roomOf(fileOf(file, fileName) ?? "");
      if (to !== null && to !== roomOf(file)) room.reaches.add(to);
    }
  }
  return found;
}

function sources(building) {
  return readdirSync(path.join(root, building), { recursive: true })
    .map((file) => `${building}/${file.replaceAll(path.sep, "/")}`)
    .filter((file) => /\.(tsx?|mjs)$/.test(file) && !isOutside(file));
}

const house = rooms();
const reaches = new Map([...house].map(([room, { reaches }]) => [room, reaches]));
const knots = knotsOf(reaches);
const arrows = [...house].flatMap(([from, { reaches }]) => [...reaches].map((to) => ({ from, to })));
const up = arrows.filter(({ from, to }) => !mayReach(from, to));

for (const [floor, names] of [...floors.entries()].reverse()) {
  console.log(`floor ${floor}`);
  for (const name of names) {
    const { files, reaches } = house.get(name);
    const below = [...reaches].sort().join(" ");
    console.log(`  ${name} (${files})${below && ` -> ${below}`}`);
  }
}
for (const { from, to } of up) console.error(`up: ${from} -> ${to}`);
for (const knot of knots) console.log(`knot: ${knot.join(" ")}`);
const result = {
  rooms: house.size,
  floors: floors.length,
  arrows: arrows.length,
  up: up.length,
  knots: knots.length,
  roomsInKnots: knots.flat().length,
};
console.log(`RESULT ${JSON.stringify(result)}`);
process.exitCode = up.length === 0 ? 0 : 1;
