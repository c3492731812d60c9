import type { z } from "zod";
import type { Said } from "@/domain/words/said";
import type { Absence, Why } from "./absence";
import type { Timetable } from "./timetable";
import type { Fresh } from "./fields";
import type { Log, Shown } from "./log";
import type { Span } from "./spans";
import type { Naming } from "./words";
import type { Cast, World } from "./world";

/**
 * All that is known of one kind of leaf. The union of conditions, their evaluation, their sentences, the references in
 * them, the form and the reasons on score cards come from here; its name in lists stands in the catalogues
 * (`scenarios.condition.op`).
 */
export type LeafKind<Leaf> = Known<Leaf> & { shape: z.ZodObject };

type Known<Leaf> = {
  /** Fields of which a leaf has one at most. */
  oneOf?: readonly string[];
  /** When it held and will hold, with the events that say so. */
  spans(leaf: Leaf, world: World, cast: Cast): Span[];
  /** As part of a sentence, without a full stop. */
  sentence(leaf: Leaf, name: Naming): Said;
  /** When it can hold at the earliest, as the plan is written. */
  earliestMs(leaf: Leaf, times: Timetable): number;
  /** Why it has not come about; asked only where it has not. */
  absence(leaf: Leaf, why: Why): Absence;
  /** What the log shows of the things it asks for. */
  shown(leaf: Leaf, log: Log, name: Naming): Shown[];
  /** A sensible first value; null where the scenario has nothing it could be about. */
  fresh(scenario: Fresh): Leaf | null;
};

/** Defines a kind of leaf: its shape, from which the leaf's type follows, and then all that is known of it. */
export function leaf<Shape extends z.ZodObject>(shape: Shape) {
  return (known: Known<z.infer<Shape>>): Known<z.infer<Shape>> & { shape: Shape } => ({ shape, ...known });
}
