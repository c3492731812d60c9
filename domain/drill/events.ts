import type { z } from "zod";
import type { EventKind } from "./event-kind";
import { actions } from "./events/actions";
import { actors } from "./events/actors";
import { agencies } from "./events/agencies";
import { check } from "./events/check";
import { clock } from "./events/clock";
import { course } from "./events/course";
import { decisions } from "./events/decisions";
import { evaluation } from "./events/evaluation";
import { incidents } from "./events/incidents";
import { injects } from "./events/injects";
import { lead } from "./events/lead";
import { radio } from "./events/radio";
import { result } from "./events/result";
import { stop } from "./events/stop";
import { units } from "./events/units";
import { watching } from "./events/watching";
import { world } from "./events/world";

/** Every kind of event by its type, noun by noun. */
export const eventKinds = {
  ...course,
  ...clock,
  ...stop,
  ...check,
  ...lead,
  ...injects,
  ...incidents,
  ...units,
  ...actions,
  ...world,
  ...actors,
  ...watching,
  ...agencies,
  ...radio,
  ...decisions,
  ...evaluation,
  ...result,
};

/** What happened. */
export type DrillEvent = z.infer<(typeof eventKinds)[keyof typeof eventKinds]["shape"]>;

/** Each kind stands under its own type: what does not, does not compile. */
const kinds: { [T in DrillEvent["type"]]: EventKind<Extract<DrillEvent, { type: T }>> } = eventKinds;

/** What is known of the kind of an event. */
export function kindOf(event: DrillEvent): EventKind<DrillEvent> {
  return kinds[event.type];
}
