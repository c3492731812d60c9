import type { ActorStatus, Side } from "@/domain/conditions/terms";
import type { Moment } from "@/domain/conditions/world";
import type { LonLat } from "@/domain/ground/schema";
import type { IncidentStatus, Priority } from "@/domain/policy/schema";
import type { Rating, Says } from "@/domain/items/terms";
import type { InjectAudience } from "@/domain/injects/audience";
import type { InjectKind } from "@/domain/injects/schema";
import type { ScoreCard } from "@/domain/score-card/schema";
import type { LocalText } from "@/domain/text";
import type { Clock } from "./clock";
import type { ContactScene } from "./terms";
import type { DrillEvent, FlagKind, Outcome, Participant, RecordedEvent, Setup, Target } from "./schema";
import type { NamedBy } from "./names";

export type InjectState = {
  status: "pending" | "scheduled" | "delivered" | "skipped";
  /** Held injects wait for control even when they are due. */
  held: boolean;
  /** Set when a condition came true or an earlier inject was delivered. */
  dueAtMs: number | null;
  delivered: Moment | null;
  skipped: Moment | null;
  /** Edited text, where control changed it before delivery. */
  text: LocalText | null;
  from: LocalText | null;
};

/** Something that reached a side: a planned inject, one made up by control, or an agency's answer. */
export type Delivery = Moment & {
  injectId: string | null;
  agencyId: string | null;
  kind: InjectKind;
  audience: InjectAudience;
  /** Handed out once more; the first time is what counts. */
  again: boolean;
  /** Name of the controller who made it up, in whatever role; null for what was planned. */
  playedBy: string | null;
  playedByLatin?: string;
  /** Meant for a role, but nobody held it then. */
  toSide: boolean;
  from: LocalText;
  text: LocalText;
  incidentId: string | null;
};

export type IncidentState = {
  incidentId: string;
  /** 1, 2, 3 ... in the order they were reported in this lane: how players name it. */
  number: number;
  statuses: (Moment & { status: IncidentStatus; byStory?: true })[];
  priority: Priority | null;
  category: string;
  /** The incident it was merged into. */
  mergedInto: string | null;
};

export type Leg = {
  toJunctionId: string;
  path: LonLat[];
  via: { junctionId: string; atMs: number }[];
  lengthM: number;
  departsAtMs: number;
  arrivesAtMs: number;
  /** Seen on the street: it ends when somebody sees the crew arrive, not when a computed way is done. */
  awaitsRecord: boolean;
};

/** What a side has noticed, in its order: by this number the side refers to it. */
export type Notice = Moment & Omit<Extract<DrillEvent, { type: "Noticed" }>, "type" | "side">;

export type UnitState = {
  /** Where it stands, or stood before it set out. */
  junctionId: string;
  leg: Leg | null;
  /** The incident it is sent to or working on. */
  incidentId: string | null;
  /** Off duty, but called in: on duty until the next change of shift. */
  calledIn: boolean;
  /** Where it is sent to or stands, when that is neither an incident nor its station. */
  placeId: string | null;
  /** Drill time since which it has not moved. */
  standsSinceMs: number;
  /** When it was on the scene of what; `toMs` null while it still is. */
  visits: { incidentId: string; fromMs: number; toMs: number | null; position: number }[];
};

export type ActionState = {
  no: number;
  actionId: string;
  side: Side;
  /** Participant id. */
  by: string;
  byName: string;
  byLatinName?: string;
  target: Target;
  unitIds: string[];
  note: string;
  cost: number;
  /** Written down by staff who saw it, not taken on screen: name and note are theirs, not the side's. */
  recorded: boolean;
  taken: Moment;
  /** Unix time in ms at which it was asked for. */
  takenWallMs: number;
  endsAtMs: number;
  /** When its crews are where it takes place, where they had to go there; and whether they are. */
  contactAtMs: number | null;
  begun: boolean;
  contested: {
    odds: number;
    suggested: Outcome;
    otherwise: Outcome | "draw";
    rulingDueAtMs: number;
    counterUntilMs: number | null;
    /** Number of the move that answered it. */
    counteredBy: number | null;
    position: number;
    /** Where crews mean to get hold of somebody: what they meet. */
    scene: ContactScene | null;
  } | null;
  /** The move of the other side that this one answers; it is settled together with that one. */
  counters: number | null;
  ruling:
    | (Moment & {
        outcome: Outcome;
        how: "umpire" | "chance" | "time-out";
        rationale: string;
        /** Participant id of whoever ruled; empty where nobody did. */
        by: string;
      })
    | null;
  completed: (Moment & { outcome: Outcome }) | null;
};

export type GaugeSegment = Moment & { value: number; ratePerMin: number };

/** Something a controller or evaluator saw and wrote down, with everything that it changed at once. */
export type RecordState = {
  no: number;
  /** Participant id. */
  by: string;
  byName: string;
  byLatinName?: string;
  /** The event that says what was seen. */
  opened: RecordedEvent;
  /** Of all its events. */
  positions: number[];
  withdrawn: boolean;
};

/** An event in the order of what was seen. */
export type Told = {
  recorded: RecordedEvent;
  /** When it happened in the world: when it was seen, or else when it was decided. */
  worldMs: number;
  /** Position of what can have caused it and comes last before it, or its own: things of the same moment keep cause before consequence. */
  after: number;
  /** What a recording says: two of the same moment stand in an order that is not that of writing. */
  says: string;
};

/**
 * What the responder takes to be true of an actor: how and where it was seen, when and by whom, and where it was going
 * then. It ages, may be wrong, and gives way to what was seen later.
 */
export type Belief = Moment & {
  status: ActorStatus;
  placeId: string;
  /** Drill time in ms at which it was so. */
  seenAtMs: number;
  /** Who or what says so; null: how things stood at StartEx. */
  source: BeliefSource | null;
  /** The bearing it moved on, in degrees from north by east. */
  headingDeg: number | null;
  /** Where it is said to have been going. */
  headingPlaceId: string | null;
};

/** Eyes of one's own, an inject, or what came of one's own act. */
export type BeliefSource =
  { kind: "unit" | "camera"; id: string } | { kind: "told"; injectId: string | null } | { kind: "act" };

export type ActorState = {
  /** Where it is, or was before it set out. */
  placeId: string;
  leg: (Leg & { placeId: string }) | null;
  hidden: boolean;
  /** Watchers that have noticed it since it last set out or came to rest: "camera:c-1". */
  noticedBy: string[];
  /** Its ways and stays in the open so far: what recordings show. A stay has a path of one point. */
  trail: { fromMs: number; toMs: number; path: LonLat[] }[];
  /** Every stay so far, in the open or not, in order; `toMs` null while it is there. */
  stays: (Moment & { placeId: string; toMs: number | null })[];
  /** In the open at its place since; null on the move or under cover. */
  openSinceMs: number | null;
  statuses: (Moment & { status: ActorStatus })[];
  /** What the responder takes to be true of it; null as long as it knows nothing of it. */
  believed: Belief | null;
};

export type AgencyState = {
  incidentId: string | null;
  notified: Moment;
  answersAtMs: number;
  answered: Moment | null;
  arrivesAtMs: number | null;
  arrived: Moment | null;
};

export type DecisionState = {
  opened: Moment;
  /** Ids of the options in the order in which they are shown; null: as they were written. */
  order: readonly string[] | null;
  closesAtMs: number;
  taken: (Moment & NamedBy & { optionId: string; reason: string }) | null;
  lapsed: boolean;
};

export type Observation = Moment & {
  itemId: string;
  result: "met" | "partly" | "missed" | "withdrawn";
  note: string;
  evaluatorId: string;
  evaluatorName: string;
  evaluatorLatinName?: string;
};

export type RatingState = Moment & {
  itemId: string;
  rating: Rating | null;
  note: string;
  evaluatorId: string;
  evaluatorName: string;
  evaluatorLatinName?: string;
};

/** What somebody found of an item for good, over what evaluators and the log say of it. */
export type Settlement = Moment & {
  how: "moderation" | "appeal";
  says: Says;
  reason: string;
  byName: string;
  byLatinName?: string;
};

/** What an appeal is about: a line of the side's own card, or a ruling in its lane. */
export type AppealedAgainst = { of: "line"; itemId: string } | { of: "ruling"; no: number };

/** A captain's appeal, and what came of it. */
export type AppealState = Moment & {
  /** From 1, in the order in which they came in the lane. */
  no: number;
  side: Side;
  on: AppealedAgainst;
  text: string;
  /** Positions in the log that the captain refers to. */
  evidence: readonly number[];
  wallMs: number;
  byName: string;
  byLatinName?: string;
  answer:
    | (Moment & {
        accepted: boolean;
        reason: string;
        settled: readonly { itemId: string; says: Says }[];
        wallMs: number;
        byName: string;
        byLatinName?: string;
      })
    | null;
};

/** Something said on a side's net. */
export type Radio = Moment & {
  side: Side;
  as: string;
  text: string;
  /** Participant id. */
  by: string;
  /** Name of the controller whose voice it was, in whatever role; null when a player spoke. */
  playedBy: string | null;
  playedByLatin?: string;
  asksReadBack: boolean;
  readBack: (Moment & { as: string }) | null;
};

/** The world of one lane: what has happened there and how things stand. */
export type Lane = {
  lane: number;
  /** Position of the last event of this lane: what was found out about the lane at a position holds until it grows. */
  position: number;
  injects: Record<string, InjectState>;
  deliveries: Delivery[];
  incidents: Record<string, IncidentState>;
  units: Record<string, UnitState>;
  actions: ActionState[];
  /** Numbers of the actions that succeeded, by action id, in the order in which they did. */
  succeeded: Record<string, number[]>;
  gauges: Record<string, GaugeSegment[]>;
  facts: Record<string, Partial<Record<Side, Moment>>>;
  actors: Record<string, ActorState>;
  /** What actions and injects were to bring about and could not. */
  failures: (Moment & Omit<Extract<DrillEvent, { type: "EffectFailed" }>, "type">)[];
  /** Cameras whose picture the responder has asked for. */
  camerasWatched: Record<string, Moment>;
  noticed: Record<Side, Notice[]>;
  agencies: Record<string, AgencyState>;
  decisions: Record<string, DecisionState>;
  radio: Radio[];
  congestion: number;
  /** The congestion as the responder knows it: as it was told, or as its crews last met it. */
  congestionKnown: number;
  /** The shift on duty, from 1, and how often it has changed. */
  shift: number;
  shiftChanges: number;
  /** What happened here in the order it was seen; kept only where staff record, else empty. */
  told: Told[];
  records: RecordState[];
  /** Highest number an action was given, also where that action was withdrawn. */
  lastActionNo: number;
  observations: Observation[];
  ratings: RatingState[];
  /** Evaluators who have handed in, with when. */
  submitted: Record<string, Moment>;
  notes: (Moment &
    NamedBy & {
      text: string;
      by: string;
      role: Participant["role"];
      photos: readonly string[];
    })[];
  flags: (Moment & NamedBy & { kind: FlagKind; text: string })[];
  exemptions: Record<string, Moment & NamedBy & { reason: string; by: string }>;
  /** What somebody settled about an item, by item id: the last word counts. */
  settlements: Record<string, Settlement>;
  /** Everybody who has settled something about an item, by item id: participant ids. */
  settlers: Record<string, readonly string[]>;
  appeals: AppealState[];
  /** Sides whose captain accepts the result as it stands. */
  accepted: Partial<Record<Side, Moment & NamedBy>>;
  /** Where lanes are played one after the other: when this one's leg ended, by its own clock. */
  endedAtMs: number | null;
};

/** Whoever stopped or ended a drill, and when by the clock on the wall: Unix time in ms. */
export type Caller = Moment & { wallMs: number; by: Participant | null; reason: string };

/** How a communications check stands with one person. Unix times in ms. */
export type CheckedPerson = {
  /** When they were first and last called, and how often. */
  firstCalledMs: number;
  calledMs: number;
  times: number;
  answeredMs: number | null;
};

/** A drill as its events tell it. Never stored but as a snapshot: always rebuilt from the stream. */
export type Drill = {
  setup: Setup;
  phase: "planned" | "running" | "ended";
  /** Does not take place; only ever of a drill that was planned and not started. */
  cancelled: boolean;
  /** Position and drill time of the last event. */
  position: number;
  atMs: number;
  seed: number;
  clock: Clock;
  /** Every clock the drill has had, in order, with the leg it counted; the last is the one above. */
  clocks: readonly (Clock & { leg: number })[];
  pauseReason: string;
  started: (Moment & { wallMs: number }) | null;
  /** Stopped by somebody, and not resumed yet. */
  stopped:
    | (Caller & {
        /** For a real incident. */
        real: boolean;
        /** When it ends the drill unless a controller answers, Unix time in ms; null: it does not. */
        endsAtWallMs: number | null;
      })
    | null;
  /** How often each has stopped it, by participant id; and whose stops control has muted. */
  stops: Record<string, number>;
  muted: Record<string, true>;
  ended: (Caller & NamedBy & { how: "ended" | "stopped" | "real-incident" }) | null;
  released: (Moment & { wallMs: number }) | null;
  /** The result is closed: nobody can appeal any more. */
  final: (Moment & NamedBy & { wallMs: number }) | null;
  /** The cards as the release stored them; null before, and where nobody has looked for them. They stand beside the log. */
  releasedCards: readonly ScoreCard[] | null;
  participants: Record<string, Participant>;
  /** Who leads the control cell, and to whom it is offered: participant ids. Null: nobody, as long as nobody has come. */
  lead: { holder: string | null; offeredTo: string | null };
  /** The last communications check; null before the first. */
  check: (NamedBy & { no: number; people: Record<string, CheckedPerson> }) | null;
  /** The lane that is played now where they are played one after the other; else 1. */
  leg: number;
  /** Where each leg after the first begins: the positions of their LegStarted. */
  legsAt: readonly number[];
  lanes: Lane[];
};
