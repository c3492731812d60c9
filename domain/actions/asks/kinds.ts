import type { AskKind as Of } from "./ask";
import { actor } from "./kinds/actor";
import { agency } from "./kinds/agency";
import { camera } from "./kinds/camera";
import { category } from "./kinds/category";
import { counters } from "./kinds/counters";
import { crew } from "./kinds/crew";
import { destination } from "./kinds/destination";
import { incident } from "./kinds/incident";
import { note } from "./kinds/note";
import { otherIncident } from "./kinds/other-incident";
import { place } from "./kinds/place";
import { priority } from "./kinds/priority";

/** Every kind of thing that actions ask for by its name, in the order in which people are asked. */
export const askKinds = {
  incident,
  "other-incident": otherIncident,
  priority,
  category,
  agency,
  actor,
  camera,
  place,
  destination,
  counters,
  crew,
  note,
};

/** What an action asks for. */
export type AskKind = keyof typeof askKinds;

/** What one choice of an answer names: a number of a lane, an id, or words. */
export type ValueOf<Kind extends AskKind> = (typeof askKinds)[Kind] extends Of<infer Value> ? Value : never;

/** The kinds that there are. */
export const ASK_KINDS = Object.keys(askKinds) as AskKind[];

/** What is known of a kind. */
export function askKindOf<Kind extends AskKind>(kind: Kind): Of<ValueOf<Kind>> {
  const kinds: { [K in AskKind]: Of<ValueOf<K>> } = askKinds;
  return kinds[kind];
}
