import type { Condition } from "@/domain/conditions/schema";
import type { ScoredItem } from "@/domain/items/schema";
import type { Path } from "./rule";

/** The conditions that an item is scored by, each with its place in the item. */
export function conditionsOf(item: ScoredItem): { path: Path; condition: Condition }[] {
  switch (item.kind) {
    case "procedure":
      return item.condition ? [{ path: ["condition"], condition: item.condition }] : [];
    case "outcome":
      return item.bands.map(({ when }, i) => ({ path: ["bands", i, "when"], condition: when }));
    case "timing":
    case "decision":
    case "judgement":
      return [];
  }
}
