import { z } from "zod";
import { eventKinds, type DrillEvent as AnyEvent } from "./events";
import { atMs, By } from "./terms";

export { DrillCommand } from "./commands";
export {
  By,
  Counted,
  FlagKind,
  Format,
  LaneTeam,
  Mode,
  Outcome,
  Participant,
  Rate,
  ScriptedSide,
  Setup,
  Skill,
  Target,
  type Player,
} from "./terms";

// The first stands by itself because zod wants to see that there is one.
const { DrillPlanned, ...others } = eventKinds;

/**
 * What happened. Past tense, self-contained, never edited once stored. A released
 * shape is never changed: a new one is added, and the old converted while parsing.
 */
export const DrillEvent: z.ZodType<AnyEvent> = z.discriminatedUnion("type", [
  DrillPlanned.shape,
  ...Object.values(others).map(({ shape }) => shape),
]);
export type DrillEvent = AnyEvent;

/** An event as it stands in the stream. */
export const RecordedEvent = z.strictObject({
  /** 1, 2, 3 ... without gaps. */
  position: z.number().int().min(1),
  /** 0: the whole drill. */
  lane: z.number().int().min(0),
  atMs,
  /** Unix time in ms, from the database's clock. */
  wallMs: z.number().int(),
  by: By,
  /** For a recorded observation: the drill time at which it was seen. Scoring uses it. */
  observedAtMs: atMs.nullable(),
  event: DrillEvent,
});
export type RecordedEvent = z.infer<typeof RecordedEvent>;

/** An event that has been decided but has no place in the stream yet. */
export type NewEvent = {
  lane: number;
  atMs: number;
  by: By;
  observedAtMs: number | null;
  event: DrillEvent;
};
