import { z } from "zod";
import type { Fresh } from "@/domain/conditions/fields";
import type { Condition } from "@/domain/conditions/schema";
import { Side } from "@/domain/conditions/terms";
import { ref } from "@/domain/reference";
import { FilledText } from "@/domain/text";
import type { Finding } from "./finding";
import type { Judge } from "./judge";

/** What every item has, whatever its kind. */
export const itemBase = {
  /** Kebab-case, stable, never shown to players. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "id-malformed"),
  side: Side,
  categoryId: ref("category"),
  objectiveId: ref("objective").optional(),
  title: FilledText,
  /** Points at full marks. All items of a side add up to 100. */
  points: z.number().positive().max(100),
};

/** What the log can show an evaluator of an item: nothing, only what an eye sees, or the things it asks for. */
export type InLog =
  | { of: "nothing" }
  | { of: "eye" }
  | { of: "standard"; standardId: string; incidentId: string }
  | { of: "decision"; decisionId: string }
  | { of: "conditions"; conditions: readonly Condition[] };

/**
 * All that is known of one kind of scored item. The union of items, their evaluation, the references in them, the
 * editor's form and what evaluators see come from here; its name stands in the catalogues (`scenarios.itemKind`).
 */
export type ItemKind<Item> = Known<Item> & { shape: z.ZodObject };

type Known<Item> = {
  /** What evaluators enter: a result that they saw, a rating, or nothing. */
  entered: "result" | "rating" | null;
  /** The share of the points, why, and the events that say so. */
  finding(item: Item, judge: Judge): Finding;
  /** What the log can show of it. */
  inLog(item: Item): InLog;
  /** What it begins with beyond what every item has; null where the scenario has nothing it could be about. */
  fresh(scenario: Fresh): Omit<Item, keyof typeof itemBase> | null;
};

/** Defines a kind of item: what its shape has beyond every item's, and then all that is known of it. */
export function item<Own extends z.core.$ZodLooseShape>(own: Own) {
  const shape = z.strictObject({ ...itemBase, ...own });
  return (known: Known<z.infer<typeof shape>>): Known<z.infer<typeof shape>> & { shape: typeof shape } => ({
    shape,
    ...known,
  });
}
