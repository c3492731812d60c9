import { expect, test } from "vitest";
import { z } from "zod";
import { CaseStudy } from "@/domain/case-study/schema";
import { Scenario } from "@/domain/scenario/schema";
import messages from "@/app/_i18n/messages/en/admin.json";

test("every place in a scenario or a case has a word with which the audit trail names it", () => {
  // Notes of how a draft was made are not told there (changesBetween).
  const places = [Scenario.omit({ imports: true }), CaseStudy].flatMap((document) =>
    namesIn(z.toJSONSchema(document, { unrepresentable: "any", io: "output" })),
  );
  expect(places.length).toBeGreaterThan(100);
  const known = { ...messages.audit.steps, ...messages.audit.fields };
  expect([...new Set(places)].filter((place) => !(place in known))).toEqual([]);
});

/** The names of all properties that a JSON schema describes, at every depth. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = "properties" in schema ? Object.keys(Object(schema.properties)) : [];
  return [...own, ...Object.values(schema).flatMap(namesIn)];
}
