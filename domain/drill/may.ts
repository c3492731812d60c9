import type { DrillCommand } from "./commands";
import type { Drill } from "./state";
import type { Participant } from "./terms";

/**
 * Who may ask for something: anybody who has come in; a controller; the controller who leads; whoever has the clock,
 * which is who leads or the learner of a drill that nobody else runs; an evaluator; those who judge and record; a
 * player of the responder; a player of the side whose action it is; any player; a player or a controller, who has a voice
 * there.
 */
export type Who =
  | "anybody"
  | "controller"
  | "lead"
  | "clock"
  | "clock-or-controller"
  | "evaluator"
  | "staff"
  | "responder"
  | "acting-side"
  | "player"
  | "voice";

/** Who may ask for something, and when. Checked in the order of these lines (require-may.ts). */
export type Rule = {
  who: Who;
  /** Who may where it is for a real incident. */
  forReal?: Who;
  /** Only where staff record what is done on the street. */
  mode?: "street";
  /** "started": running or ended. */
  phase: "planned" | "running" | "not-ended" | "started" | "ended" | "any";
  /** What is said to those whom both phase and part keep from it; else it is their part. */
  first?: "phase";
  /** Whether it goes on while somebody has stopped the exercise. */
  whileStopped: boolean;
  /** Not while the clock is paused. */
  clockRuns?: true;
  /** Not once the scores are released. */
  unreleased?: true;
  /** Only once the scores are released, and as long as the result is not final. */
  released?: true;
  /** It concerns one lane: any, one that has begun, one of those that is named, or one that is being played. */
  lane?: "any" | "begun" | "named" | "in-play";
  /** Not once who asks has handed in their evaluation of that lane. */
  notHandedIn?: true;
};

type Type = DrillCommand["type"];

/** What evaluators enter, as long as it can still count. */
const EVALUATED = {
  who: "evaluator",
  phase: "started",
  whileStopped: true,
  unreleased: true,
  lane: "begun",
  notHandedIn: true,
} as const satisfies Rule;

/** What staff see on the street and write down, as long as it can still count. */
const RECORDED = { ...EVALUATED, who: "staff", mode: "street" } as const satisfies Rule;

/** Who may ask for what, and when: read by decide.ts and by the screens. No shape is in it: every screen loads it. */
export const MAY = {
  StartDrill: { who: "clock", phase: "planned", whileStopped: true },
  StartNextLeg: { who: "lead", phase: "running", whileStopped: false },
  EndDrill: { who: "clock", forReal: "clock-or-controller", phase: "running", whileStopped: true },
  ReleaseScores: { who: "lead", phase: "ended", whileStopped: true, unreleased: true },

  PauseClock: { who: "clock", phase: "running", whileStopped: true },
  ResumeClock: { who: "clock", phase: "running", whileStopped: false },
  ChangeRate: { who: "clock", phase: "running", whileStopped: true },
  JumpClock: { who: "lead", phase: "running", whileStopped: false },

  StopExercise: { who: "anybody", phase: "running", whileStopped: true },
  AnswerStop: { who: "controller", phase: "running", first: "phase", whileStopped: true },
  MuteStops: { who: "controller", phase: "not-ended", first: "phase", whileStopped: true },
  UnmuteStops: { who: "controller", phase: "not-ended", first: "phase", whileStopped: true },
  ResumeExercise: { who: "clock", phase: "running", whileStopped: true },

  CallCheck: { who: "controller", phase: "not-ended", whileStopped: true },
  RepeatCheck: { who: "controller", phase: "not-ended", whileStopped: true },
  AnswerCheck: { who: "anybody", phase: "not-ended", whileStopped: true },

  OfferLead: { who: "lead", phase: "any", whileStopped: true },
  CloseLeadOffer: { who: "controller", phase: "any", whileStopped: true },
  TakeLead: { who: "controller", phase: "any", whileStopped: true },

  DeliverInject: { who: "lead", phase: "running", whileStopped: false, lane: "in-play" },
  ResendInject: { who: "lead", phase: "running", whileStopped: false, lane: "in-play" },
  HoldInject: { who: "lead", phase: "running", whileStopped: false, lane: "in-play" },
  ReleaseInject: { who: "lead", phase: "running", whileStopped: false, lane: "in-play" },
  SkipInject: { who: "lead", phase: "running", whileStopped: false, lane: "in-play" },
  EditInject: { who: "lead", phase: "running", whileStopped: false, lane: "in-play" },
  SendAdHocInject: { who: "controller", phase: "running", whileStopped: false, lane: "in-play" },

  TakeAction: { who: "acting-side", phase: "running", whileStopped: false, clockRuns: true, lane: "in-play" },
  Rule: { who: "controller", phase: "running", whileStopped: true, lane: "in-play" },
  Decide: { who: "responder", phase: "running", whileStopped: false, clockRuns: true, lane: "in-play" },

  SendRadio: { who: "voice", phase: "running", first: "phase", whileStopped: true, lane: "in-play" },
  ReadBack: { who: "voice", phase: "running", first: "phase", whileStopped: true, lane: "in-play" },

  ObserveItem: EVALUATED,
  RateItem: EVALUATED,
  SubmitEvaluation: EVALUATED,
  TakeNote: { who: "staff", phase: "started", whileStopped: true, lane: "begun" },
  FlagMoment: { who: "controller", phase: "started", whileStopped: true, lane: "begun" },
  GrantExemption: { who: "lead", phase: "started", whileStopped: true, unreleased: true, lane: "any" },

  ModerateLine: { who: "controller", phase: "ended", whileStopped: true, unreleased: true, lane: "begun" },
  FileAppeal: { who: "player", phase: "ended", whileStopped: true, released: true, lane: "named" },
  AnswerAppeal: { who: "staff", phase: "ended", whileStopped: true, released: true, lane: "begun" },
  AcceptResult: { who: "player", phase: "ended", whileStopped: true, released: true },
  DeclareFinal: { who: "lead", phase: "ended", whileStopped: true, released: true },

  RecordArrival: RECORDED,
  RecordAction: RECORDED,
  RecordStage: RECORDED,
  WithdrawRecord: RECORDED,
} as const satisfies { [T in Type]: Rule };

/** How things stand, as a view of the drill tells it or the drill itself. */
export type Standing = Pick<Drill, "phase"> & { clock: { rate: number }; stopped: unknown };

/** Who asks, as far as it matters for their part. */
export type Asker = Pick<Participant, "role"> & {
  /** Of a controller: they lead, or nobody does. */
  leads?: boolean;
  /** Of a player: the drill is in their own hands. */
  runsItself?: boolean;
  side?: "responder" | "opposition";
};

/** Whether somebody has that part in the drill. Whose action it is, is asked where it is known which. */
export function hasPart(who: Who, { role, leads = false, runsItself = false, side }: Asker): boolean {
  const controls = role === "controller";
  switch (who) {
    case "anybody":
      return true;
    case "controller":
      return controls;
    case "lead":
      return controls && leads;
    case "clock":
      return controls ? leads : runsItself;
    case "clock-or-controller":
      return controls || runsItself;
    case "evaluator":
      return role === "evaluator";
    case "staff":
      return controls || role === "evaluator";
    case "responder":
      return role === "player" && side === "responder";
    case "acting-side":
    case "player":
      return role === "player";
    case "voice":
      return controls || role === "player";
  }
}

/** What the phase of the drill has against it; null: nothing. */
export function phaseAgainst({ phase: asked }: Rule, phase: Drill["phase"]): PhaseCode | null {
  switch (asked) {
    case "planned":
      if (phase === "planned") return null;
      return phase === "ended" ? "drill-already-ended" : "drill-already-started";
    case "running":
      if (phase === "running") return null;
      return phase === "ended" ? "drill-already-ended" : "drill-not-running";
    case "not-ended":
      return phase === "ended" ? "drill-already-ended" : null;
    case "started":
      return phase === "planned" ? "drill-not-running" : null;
    case "ended":
      return phase === "ended" ? null : "drill-not-ended";
    case "any":
      return null;
  }
}
type PhaseCode = "drill-already-ended" | "drill-already-started" | "drill-not-running" | "drill-not-ended";

/** Why something that a running drill lets people do has to wait, by the code it would be refused with. */
export type Held = "exercise-stopped" | "clock-paused";

/** Why it has to wait for the moment; null when it does not. */
export function heldAgainst({ whileStopped, clockRuns }: Rule, { stopped, clock }: Standing): Held | null {
  if (!whileStopped && stopped) return "exercise-stopped";
  return clockRuns && clock.rate === 0 ? "clock-paused" : null;
}

/** Whether somebody may ask for that now, as far as their part and the course of the drill go: what screens offer. */
export function mayAsk(
  standing: Standing & { released: boolean; final?: boolean },
  by: Asker,
  type: Type,
): boolean {
  const rule: Rule = MAY[type];
  return (
    hasPart(rule.who, by) &&
    phaseAgainst(rule, standing.phase) === null &&
    heldAgainst(rule, standing) === null &&
    !(rule.unreleased && standing.released) &&
    !(rule.released && (!standing.released || standing.final === true))
  );
}
