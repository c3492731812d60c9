import type { LegalBasis } from "@/domain/actions/schema";
import { legalOf } from "@/domain/items/kinds";
import type { Scenario } from "@/domain/scenario/schema";
import type { Path } from "./rule";

/** Every law that a scenario's own actions and scored items rest on, with its place in the document. */
export function citedIn({ actions, items }: Scenario): { path: Path; basis: LegalBasis }[] {
  const listed = (path: Path, legal: readonly LegalBasis[]) =>
    legal.map((basis, i) => ({ path: [...path, i], basis }));
  return [
    ...actions.flatMap(({ legal = [] }, i) => listed(["actions", i, "legal"], legal)),
    ...items.flatMap((item, i) => listed(["items", i, "legal"], legalOf(item))),
  ];
}
