import type { Absence } from "@/domain/conditions/absence";
import { spansOf } from "@/domain/conditions/evaluate";
import type { Condition } from "@/domain/conditions/schema";
import type { Span } from "@/domain/conditions/spans";
import type { Mark } from "@/domain/conditions/terms";
import type { Cast, Moment, World } from "@/domain/conditions/world";
import type { IncidentStatus } from "@/domain/policy/schema";
import type { LocalText } from "@/domain/text";
import type { Rating } from "./terms";

/** How a lane stands when it is judged. */
export type Now = {
  /** Drill time of the lane's own clock, in ms. */
  atMs: number;
  over: boolean;
  /** Positions of the events with which the lane began and ended; null as long as it has not. */
  beganAt: number | null;
  endedAt: number | null;
};

/** What an evaluator who has handed in last said of an item. */
type Entry = Moment & { evaluatorName: LocalText; note: string };
export type Observation = Entry & { result: "met" | "partly" | "missed" | "withdrawn" };
export type Rated = Entry & { rating: Rating | null };

/** What a kind of item may ask of a drill. Scoring answers (domain/scoring/judge.ts). */
export type Judge = {
  /** Whose item is judged. */
  side: "responder" | "opposition";
  now: Now;
  world: World;
  cast: Cast;
  /** The last word on an item of each evaluator who has handed in. */
  observed: (itemId: string) => Observation[];
  rated: (itemId: string) => Rated[];
  /** The statuses a standard counts between, and the times of its tier for an incident; null where none fits. */
  tierOf: (
    standardId: string,
    incidentId: string,
  ) => { from: IncidentStatus; to: IncidentStatus; fullMs: number; limitMs: number } | null;
  /** How a decision point stands; null where it has not come up. */
  decision: (decisionId: string) => {
    opened: Moment;
    lapsed: boolean;
    chosen: { label: LocalText; worth: number; rationale: LocalText; position: number } | null;
  } | null;
  /** What a decision point waits for. */
  cueOf: (decisionId: string) => Condition | null;
  /** Why a goal that the side was to bring about has not come about; null where it has. */
  absenceOfGoal: (condition: Condition) => Absence | null;
  /** Why a cue has not come that the side waits for; null where it has. */
  absenceOfCue: (condition: Condition) => Absence | null;
  /** Why a moment that times are counted from has not come; null where it has. */
  absenceOfMark: (mark: Mark) => Absence | null;
  /** That the drill gave no occasion for an item at all; null where it did. */
  occasionMissing: (conditions: readonly Condition[], objectiveId: string | undefined) => Absence | null;
  /** Whether a condition holds, as far as it can be told; null where it hangs on what control held back. */
  certainly: (condition: Condition) => boolean | null;
  /** Where the calls that conditions name were reported, if none of them was even accepted; null otherwise. */
  leftUnanswered: (conditions: readonly Condition[]) => number[] | null;
};

/** When a condition has held and will hold, in the world that is judged. */
export function spansIn(condition: Condition, { world, cast }: Judge): Span[] {
  return spansOf(condition, world, cast);
}
