import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { Refusal } from "@/domain/refusal";
import { requirePlace, subtreeOf, type OrganisationNode } from "./organisation-tree";
import { ORGANISATION_LEVELS } from "./schema";

const id = fc.integer({ min: 0, max: 7 }).map(String);
const placing = fc.record({
  id,
  parentId: fc.option(id, { nil: null }),
  level: fc.constantFrom(...ORGANISATION_LEVELS),
});

/** Trees as the rules let them grow: every placing is tried in turn, the refused ones are left out. */
const tree = fc.array(placing, { maxLength: 60 }).map((placings) =>
  placings.reduce<OrganisationNode[]>((nodes, place) => {
    const exists = nodes.some((node) => node.id === place.id);
    try {
      requirePlace(nodes, exists ? place : { ...place, id: null });
    } catch (error) {
      if (error instanceof Refusal) return nodes;
      throw error;
    }
    return [...nodes.filter((node) => node.id !== place.id), place];
  }, []),
);

describe("however organisations are added and moved", () => {
  test.prop([tree])("each stands under an existing one of a higher level, or is a bureau on top", (nodes) => {
    for (const node of nodes) {
      const parent = nodes.find((other) => other.id === node.parentId);
      if (node.parentId === null) expect(node.level).toBe("bureau");
      else
        expect(ORGANISATION_LEVELS.indexOf(parent?.level ?? "station")).toBeLessThan(
          ORGANISATION_LEVELS.indexOf(node.level),
        );
    }
  });

  test.prop([tree])("everything is below the top exactly once, so there is no cycle", (nodes) => {
    const tops = nodes.filter(({ parentId }) => parentId === null);
    const reached = tops.flatMap((top) => subtreeOf(nodes, top.id));
    expect([...reached].sort()).toEqual(nodes.map((node) => node.id).sort());
  });
});
