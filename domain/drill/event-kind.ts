import type { z } from "zod";
import type { Moment } from "@/domain/conditions/world";
import type { NamedKind } from "@/domain/reference";
import type { Said, Saying } from "@/domain/words/said";
import type { NamedBy } from "./names";
import type { Plan } from "./plan";
import type { ActionState, Drill, Lane } from "./state";
import type { By, MomentKind, Participant, Setup } from "./terms";

/** When an event that concerns the whole drill came, and from whom. */
export type DrillMoment = Moment & {
  moment: Moment;
  /** Unix time in ms. */
  wallMs: number;
  /** Null where it came from the engine; its name is then empty. */
  caller: Participant | null;
  by: NamedBy;
};

/** When an event of a lane came, and from whom. */
export type LaneMoment = Moment & {
  moment: Moment;
  /** Where the world changed, or where an evaluator saw it change. */
  seen: Moment;
  /** Of an observation that was recorded: when it was seen. */
  observedAtMs: number | null;
  /** Unix time in ms. */
  wallMs: number;
  /** The engine counts as a controller without a name. */
  author: { id: string; name: string; latinName?: string | undefined; role: Participant["role"] };
  setup: Setup;
};

/** What names an action in a sentence. */
export type Named = Pick<ActionState, "actionId" | "target" | "unitIds">;

/** What a sentence needs beyond its event. */
export type Words = {
  by: By;
  /** Who did it. */
  who: Saying;
  /** What the sentences call somebody who comes in; and somebody who has, by participant id. */
  called: (participant: Participant) => Saying;
  nameOf: (participantId: string) => Saying;
  /** The name of a thing of the scenario; empty without an id, and the id of what has no name. */
  name: (kind: NamedKind, id: string | null | undefined, of?: string) => Saying;
  /** The call sign of a unit. */
  sign: (unitId: string) => string;
  /** An action in words: what, on what, by which units. */
  deed: (action: Named) => Said;
  /** The same of the action of that number, and the id of its definition. */
  action: (no: number) => Said;
  actionIdOf: (no: number) => string | undefined;
  /** What a recording said, and for when. */
  recording: (record: number) => { says: Saying; seenMs: number };
  plan: Plan;
};

type Known<Event> = {
  /** As what the review shows it. */
  review: MomentKind;
  /** As a sentence, for those who may see the truth. */
  says(event: Event, words: Words): Said;
};

type KnownOfDrill<Event> = Known<Event> & {
  /** How it changes the drill, in place. */
  change(drill: Drill, event: Event, at: DrillMoment): void;
};

type KnownOfLane<Event> = Known<Event> & {
  /** How it changes its lane, in place. */
  change(lane: Lane, event: Event, at: LaneMoment): void;
};

/**
 * All that is known of one kind of event. The union of events, the fold, the sentences and the review's filters come
 * from here. Entries that are kept name atMs and position: spreading a moment into a longer one costs several times
 * the fold.
 */
export type EventKind<Event> = { shape: z.ZodObject } & (
  ({ of: "drill" } & KnownOfDrill<Event>) | ({ of: "lane" } & KnownOfLane<Event>)
);

/** For the few that change nothing themselves: what comes of them is worked out elsewhere. */
export function changesNothing(): void {
  // As it says.
}

/** Defines a kind of event that concerns the whole drill: its shape, and then all that is known of it. */
export function ofDrill<Shape extends z.ZodObject>(shape: Shape) {
  return (known: KnownOfDrill<z.infer<Shape>>) => ({ of: "drill" as const, shape, ...known });
}

/** Defines a kind of event that happens in the world of one lane. */
export function ofLane<Shape extends z.ZodObject>(shape: Shape) {
  return (known: KnownOfLane<z.infer<Shape>>) => ({ of: "lane" as const, shape, ...known });
}
