import { describe, expect, test } from "vitest";
import { requirePlace, type OrganisationNode } from "./organisation-tree";

const tree: OrganisationNode[] = [
  { id: "city", parentId: null, level: "bureau" },
  { id: "east", parentId: "city", level: "district" },
  { id: "harbour", parentId: "east", level: "station" },
];

const placing = (place: Parameters<typeof requirePlace>[1]) => () => requirePlace(tree, place);

describe("an organisation", () => {
  test("may be a station directly under a bureau", () => {
    expect(placing({ id: null, parentId: "city", level: "station" })).not.toThrow();
  });

  test("is refused under one of its own level", () => {
    expect(placing({ id: null, parentId: "east", level: "district" })).toThrow("organisation-level-mismatch");
  });

  test("is refused on top unless it is a bureau", () => {
    expect(placing({ id: null, parentId: null, level: "district" })).toThrow("organisation-level-mismatch");
  });

  test("is refused under itself and under what is below it", () => {
    expect(placing({ id: "city", parentId: "city", level: "bureau" })).toThrow("organisation-cycle");
    expect(placing({ id: "city", parentId: "harbour", level: "bureau" })).toThrow("organisation-cycle");
  });

  test("cannot sink to a level at which what is below it would no longer fit", () => {
    expect(placing({ id: "east", parentId: "city", level: "station" })).toThrow(
      "organisation-level-mismatch",
    );
  });

  test("is refused under one that does not exist", () => {
    expect(placing({ id: null, parentId: "nowhere", level: "station" })).toThrow("organisation-not-found");
  });
});
