import type { Mark, Side } from "./terms";

/**
 * Why something has not come about: nothing ever called for it ("never"), or it was called for and the side that is
 * scored left it out ("omitted"). What never happened is not evaluated, what was omitted is missed
 * (docs/decisions/0050-released-cards-and-what-never-happened.md).
 */
export type Absence = { is: "never" | "omitted"; evidence: number[] };

/** What a leaf may ask of a drill to say why it has not come about. Scoring answers (domain/scoring/absence.ts). */
export type Why = {
  /** Whose item is judged. */
  side: Side;
  /** For what the judged side was to bring about and nothing else explains: it failed at a goal, and a cue never came. */
  failed: Absence;
  isGoal: boolean;
  /** Why an inject has not been delivered; null where it has been. */
  ofInject: (injectId: string) => Absence | null;
  /** Why an incident was never reported, or did not get further. */
  ofIncident: (incidentId: string) => Absence;
  ofAction: (action: { actionId: string; incidentId?: string | undefined }) => Absence;
  /** Why a moment that times are counted from has not come; null where it has. */
  ofMark: (mark: Mark) => Absence | null;
  /** Why nobody was asked to decide; null where the cue has come. */
  ofCue: (decisionId: string) => Absence | null;
  /** Whether an action was begun at all. */
  wasTried: (actionId: string) => boolean;
  /** Which end of a gauge is good. */
  goodEnd: (gaugeId: string) => "high" | "low" | undefined;
  /** Whether an agency was called. */
  wasNotified: (agencyId: string) => boolean;
  /** A decision that was put to the side. */
  decision: (decisionId: string) => { opened: number; isTaken: boolean } | undefined;
  /** Where on a side's net reading back was asked for. */
  askedToReadBack: (side: Side) => number[];
  /** Whether the judged side has an action that tells a side a fact. */
  canReveal: (factId: string, to: Side) => boolean;
  /** Why the injects that tell a side a fact have not come, each. */
  ofInjectsThatReveal: (factId: string, to: Side) => (Absence | null)[];
};

/** Nothing ever called for it. */
export const never = (evidence: number[] = []): Absence => ({ is: "never", evidence });
/** It was called for, and left out. */
export const omitted = (evidence: number[] = []): Absence => ({ is: "omitted", evidence });
