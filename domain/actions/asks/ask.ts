import type { Equipment } from "@/domain/actions/equipment";
import { callsIn, type ActionDefinition } from "@/domain/actions/schema";
import type { ActorStatus, Branch } from "@/domain/conditions/terms";
import type { Priority } from "@/domain/policy/schema";
import type { Saying } from "@/domain/words/said";

/** What is read of an action to know what it asks for: its side knows this much of it, and staff know it all. */
export type Askable = Pick<ActionDefinition, "id" | "target" | "crew" | "onScene" | "note" | "actorIs"> & {
  /** The branch of which one acting crew must be. */
  branch: Branch | null;
  /** What acting crews must carry between them. */
  equipment: readonly Equipment[];
  /** Whether it may be taken against a move of the other side. */
  answers: boolean;
  callsIn: boolean;
};

/** An action of the catalogue, as it is read here. */
export function askable(definition: ActionDefinition): Askable {
  const { id, target, crew, onScene, note, actorIs, branch = null, equipment = [], counters } = definition;
  const answers = counters !== undefined;
  return {
    id,
    target,
    crew,
    onScene,
    note,
    actorIs,
    branch,
    equipment,
    answers,
    callsIn: callsIn(definition),
  };
}

/** Who is asked: a player who takes the action, or staff who saw it taken on the street. */
export type Asker = "player" | "recorder";

/**
 * How an action asks: it cannot be taken without an answer; it can; or it takes one along where it is known anyway,
 * and asks nobody.
 */
export type How = "needed" | "optional" | "along";

/** What has been answered so far. */
export type Answers = {
  /** Numbers of incidents, as they are counted in the lane. */
  incident: number | null;
  otherIncident: number | null;
  /** Id of what the action is aimed at: an agency, an actor, a camera, a place. */
  targetId: string | null;
  /** Id of the place the actor goes to. */
  placeId: string | null;
  /** Number of the noticed move it is taken against, as the side counts what it noticed. */
  counters: number | null;
  unitIds: readonly string[];
  priority: Priority | null;
  category: string;
  note: string;
};

export const NO_ANSWERS: Answers = {
  incident: null,
  otherIncident: null,
  targetId: null,
  placeId: null,
  counters: null,
  unitIds: [],
  priority: null,
  category: "",
  note: "",
};

/** What a command to take or to record an action says of it, beside who saw it and when. */
export type Aimed = {
  actionId: string;
  incident?: number;
  otherIncident?: number;
  targetId?: string;
  placeId?: string;
  counters?: number;
  unitIds: string[];
  note: string;
  priority?: Priority;
  category?: string;
};

/** One of the things that an answer can name. */
export type Option<Value = string | number> = {
  value: Value;
  name: Saying;
  /** What tells it from others of its name. */
  detail?: Saying;
};

type Named = { id: string; name: Saying };

/**
 * What can be named in an answer, as far as whoever is asked knows. Made of a side's own setting and view
 * (domain/view/known.ts), or for staff of everything: nothing here may come from anywhere else.
 */
export type Known = {
  incidents: readonly { number: number; name: Saying }[];
  agencies: readonly Named[];
  /** `status`: how it stands; null where that is no reason not to name it. */
  actors: readonly (Named & { at: Saying | null; status: ActorStatus | null })[];
  cameras: readonly Named[];
  places: readonly Named[];
  stations: readonly Named[];
  /** `seen`: where it is and what it does; null where that is no reason not to name it. */
  units: readonly (Named & {
    branch: Branch;
    equipment: readonly Equipment[];
    seen: { status: UnitStatus; incident: number | null } | null;
  })[];
  /** Moves of the other side that were noticed and can still be answered. */
  answerable: readonly { n: number; name: Saying }[];
};

type UnitStatus = "idle" | "en-route" | "returning" | "moving" | "on-scene" | "busy" | "off-duty";

/** All that is known of one kind of thing that actions ask for. */
export type AskKind<Value extends string | number> = {
  /** The answer that it fills. */
  fills: keyof Answers;
  /** How an action asks for it; null: not at all. */
  asks(action: Askable, asker: Asker): How | null;
  /** What can be named, in the order in which it is offered; null where people use words of their own. */
  options(action: Askable, known: Known, answers: Answers): Option<Value>[] | null;
  /** What is chosen, or written; of several the first. Null: nothing yet. */
  given(answers: Answers): Value | null;
  /** The answers once one of these is chosen, or these words are written. */
  answered(answers: Answers, value: Value): Answers;
  /** What the answer says in a command; null where there is none yet. */
  says(answers: Answers): Partial<Aimed> | null;
  /** What is answered for people who have not said, where it has one sensible answer. */
  preset?(action: Askable, known: Known, answers: Answers): Partial<Answers>;
};

/** A thing that an action is aimed at: it fills `targetId`. */
export function aim(
  isFor: (action: Askable) => boolean,
  options: (action: Askable, known: Known) => Option<string>[],
): AskKind<string> {
  return {
    fills: "targetId",
    asks: (action) => (isFor(action) ? "needed" : null),
    options,
    given: ({ targetId }) => targetId,
    answered: (answers, targetId) => ({ ...answers, targetId }),
    says: ({ targetId }) => (targetId === null ? null : { targetId }),
  };
}

/** A thing of the plan, as it is offered. */
export function offered({ id, name }: Named): Option<string> {
  return { value: id, name };
}

/** Whether an action concerns an incident and cannot be taken without one. */
export function isOnIncident({ target }: Askable): boolean {
  return target === "incident" || target === "two-incidents";
}
