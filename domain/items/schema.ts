import { z } from "zod";
import { itemKinds, type ScoredItem as Item } from "./kinds";

// The first stands by itself because zod wants to see that there is one.
const { timing, ...others } = itemKinds;

/** One line of a score card, as an author writes it. */
export const ScoredItem: z.ZodType<Item> = z.discriminatedUnion("kind", [
  timing.shape,
  ...Object.values(others).map(({ shape }) => shape),
]);
export type ScoredItem = Item;
