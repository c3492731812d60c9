import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

// Lists are made by PostgreSQL, which looks into stored documents without taking them along their road of versions.

const folder = path.resolve("domain/documents/released");

/** Which kind of document stands in which column. */
const KIND_IN: Record<string, string> = {
  "scenarios.draft": "scenario",
  "scenarioVersions.content": "scenario",
  "caseStudies.content": "case-study",
  "caseStudies.published": "case-study",
  "grounds.content": "ground",
  "policies.content": "policy",
  "drillEvents.event": "setup",
};

/** Which kind of document stands in the columns from which a table's other columns are generated. */
const KIND_BESIDE: Record<string, string> = {
  "scenarios.ts: draft": "scenario",
  "scenarios.ts: content": "scenario",
};

/** Every place in a document that a query or a generated column names, such as "scenario: brief.situation". */
function placesNamed(): Map<string, string> {
  const places = new Map<string, string>();
  const files = readdirSync("server", { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))) {
    const text = readFileSync(path.join("server", file), "utf8");
    for (const [, column = "", steps = ""] of text.matchAll(/\$\{(\w+\.\w+)\}((?:\s*->>?\s*'\w+')+)/g)) {
      const names = [...steps.matchAll(/'(\w+)'/g)].map(([, name = ""]) => name);
      // What else stands in an event or beside it never changes its shape.
      if (column.startsWith("drillEvents.") && names.shift() !== "setup") continue;
      const kind = KIND_IN[column];
      if (kind === undefined) throw new Error(`${file} looks into ${column}: which kind stands there?`);
      places.set(`${kind}: ${names.join(".")}`, file);
    }
    for (const [, column = "", steps = ""] of generatedIn(text)) {
      const kind = KIND_BESIDE[`${path.basename(file)}: ${column}`];
      if (kind === undefined) throw new Error(`${file} generates from ${column}: which kind stands there?`);
      const names = [...steps.matchAll(/'(\w+)'/g)].map(([, name = ""]) => name);
      places.set(`${kind}: ${names.join(".")}`, file);
    }
  }
  return places;
}

function generatedIn(text: string): RegExpMatchArray[] {
  return text
    .split("\n")
    .filter((line) => line.includes("generatedAlwaysAs("))
    .flatMap((line) => [...line.matchAll(/(\w+)((?:\s*->>?\s*'\w+')+)/g)]);
}

test("what lists read of a stored document stands at the same place in every version that was released", () => {
  const places = placesNamed();
  expect(places.size).toBeGreaterThan(5);
  const missing = [...places].flatMap(([place, file]) => {
    const [kind = "", names = ""] = place.split(": ");
    return readdirSync(folder)
      .filter((one) => new RegExp(`^${kind}-[0-9]+[.]json$`).test(one))
      .filter(
        (one) => at(JSON.parse(readFileSync(path.join(folder, one), "utf8")), names.split(".")) === undefined,
      )
      .map((one) => `${one} has no ${names}, which ${file} reads`);
  });
  expect(missing).toEqual([]);
});

function at(document: unknown, names: readonly string[]): unknown {
  return names.reduce((part, name) => z.looseObject({}).safeParse(part).data?.[name], document);
}
