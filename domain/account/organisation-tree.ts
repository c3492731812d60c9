import { Refusal } from "@/domain/refusal";
import { ORGANISATION_LEVELS, type OrganisationLevel } from "./schema";

export type OrganisationNode = { id: string; parentId: string | null; level: OrganisationLevel };

/**
 * Lets an organisation take its place in the tree.
 *
 * A bureau stands at the top; a district is under a bureau; a station is under a district or directly under
 * a bureau. Nothing is under itself, however indirectly.
 *
 * @param tree Every organisation there is, as it is now.
 * @param place Where one is to stand; `id` is null for one that does not exist yet.
 * @throws {Refusal} when the place breaks these rules or its parent does not exist.
 */
export function requirePlace(
  tree: readonly OrganisationNode[],
  place: { id: string | null; parentId: string | null; level: OrganisationLevel },
): void {
  const byId = new Map(tree.map((node) => [node.id, node]));

  if (place.parentId === null) {
    if (place.level !== "bureau") throw new Refusal("organisation-level-mismatch");
  } else {
    const parent = byId.get(place.parentId);
    if (!parent) throw new Refusal("organisation-not-found");
    if (place.id !== null && isUnder(byId, parent, place.id)) throw new Refusal("organisation-cycle");
    if (!mayStandUnder(place.level, parent.level)) throw new Refusal("organisation-level-mismatch");
  }

  // Changing a level must not leave those below standing under one they may not stand under.
  const misplaced = tree.some(
    (node) => node.parentId !== null && node.parentId === place.id && !mayStandUnder(node.level, place.level),
  );
  if (misplaced) throw new Refusal("organisation-level-mismatch");
}

/** Whether `node` is the organisation called `id` or stands somewhere below it. */
function isUnder(byId: ReadonlyMap<string, OrganisationNode>, node: OrganisationNode, id: string): boolean {
  const seen = new Set<string>();
  for (
    let at: OrganisationNode | undefined = node;
    at;
    at = at.parentId ? byId.get(at.parentId) : undefined
  ) {
    if (at.id === id || seen.has(at.id)) return true;
    seen.add(at.id);
  }
  return false;
}

function mayStandUnder(child: OrganisationLevel, parent: OrganisationLevel): boolean {
  return ORGANISATION_LEVELS.indexOf(child) > ORGANISATION_LEVELS.indexOf(parent);
}

/** The organisation and everything below it, parents before children. */
export function subtreeOf(tree: readonly OrganisationNode[], id: string): string[] {
  const found = [id];
  for (const parentId of found) {
    found.push(
      ...tree.filter((node) => node.parentId === parentId && !found.includes(node.id)).map((node) => node.id),
    );
  }
  return found;
}
