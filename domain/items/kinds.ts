import type { z } from "zod";
import type { LegalBasis } from "@/domain/actions/schema";
import type { Fresh } from "@/domain/conditions/fields";
import { itemBase, type ItemKind } from "./item";
import { decision } from "./kinds/decision";
import { judgement } from "./kinds/judgement";
import { outcome } from "./kinds/outcome";
import { procedure } from "./kinds/procedure";
import { timing } from "./kinds/timing";

/** Every kind of scored item by its name, in the order in which forms offer them. */
export const itemKinds = { timing, procedure, decision, judgement, outcome };

/** One line of a score card, as an author writes it. */
export type ScoredItem = z.infer<(typeof itemKinds)[keyof typeof itemKinds]["shape"]>;

/** The kinds of item that there are. */
export const ITEM_KINDS = Object.keys(itemKinds) as [ScoredItem["kind"], ...ScoredItem["kind"][]];

/** Each kind stands under its own name: what does not, does not compile. */
const kinds: { [Kind in ScoredItem["kind"]]: ItemKind<Extract<ScoredItem, { kind: Kind }>> } = itemKinds;

/** What is known of the kind of an item. */
export function kindOf(item: { kind: ScoredItem["kind"] }): ItemKind<ScoredItem> {
  return kinds[item.kind];
}

/** An item as one of another kind: what every item has is kept. Null where the scenario has nothing for it. */
export function asKind(item: ScoredItem, kind: ScoredItem["kind"], scenario: Fresh): ScoredItem | null {
  if (item.kind === kind) return item;
  const own = kindOf({ kind }).fresh(scenario);
  if (own === null) return null;
  const base = Object.fromEntries(Object.entries(item).filter(([name]) => name in itemBase));
  const made: unknown = { ...base, ...own };
  return made as ScoredItem;
}

/** What an item rests on, where its kind says so. */
export function legalOf(item: ScoredItem): LegalBasis[] {
  return ("legal" in item ? item.legal : undefined) ?? [];
}
