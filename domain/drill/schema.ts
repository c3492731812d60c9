import { z } from "zod";
import { ActorStatus, Side } from "@/domain/conditions/schema";
import { Ground, LonLat } from "@/domain/ground/schema";
import { IncidentStatus, Policy, Priority } from "@/domain/policy/schema";
import { InjectAudience, InjectKind, Rating, Scenario, TeamRole } from "@/domain/scenario/schema";
import { LocalText, NameOrNone, SaidWords, Words } from "@/domain/text";

const id = z.string().min(1).max(64);
const words = SaidWords(2_000);
/** Drill time: ms since StartEx on the drill clock. */
const atMs = z.number().int().min(0);
const lane = z.number().int().min(1).max(64);
/** Number of an action in its lane, from 1, in the order they were taken. */
const actionNo = z.number().int().min(1);

export const Format = z.enum(["opposed", "parallel", "swap", "solo"]);
export type Format = z.infer<typeof Format>;
export const Mode = z.enum(["tabletop", "field", "mixed"]);
export type Mode = z.infer<typeof Mode>;
export const Rate = z.union([z.literal(1), z.literal(2), z.literal(5), z.literal(10), z.literal(60)]);
export type Rate = z.infer<typeof Rate>;

/** A team in a lane. The name is pinned: a later change of the team's name changes no past drill. */
export const LaneTeam = z.strictObject({ lane, side: Side, teamId: z.string().nullable(), name: z.string() });

/** How good a scripted player is. */
export const Skill = z.enum(["weak", "medium", "strong"]);
export type Skill = z.infer<typeof Skill>;

/** A side of a lane that the engine plays, where no people do. */
export const ScriptedSide = z.strictObject({ lane, side: Side, skill: Skill });
export type ScriptedSide = z.infer<typeof ScriptedSide>;

/** Everything a drill is played on, pinned when it is planned. */
export const Setup = z.strictObject({
  title: z.string(),
  format: Format,
  mode: Mode,
  scenario: Scenario,
  scenarioId: z.string(),
  scenarioVersion: z.number().int().min(1),
  ground: Ground,
  policy: Policy,
  lanes: z.number().int().min(1).max(64),
  teams: z.array(LaneTeam),
  /** Sides the engine plays; none of them has a team. */
  scripted: z.array(ScriptedSide).default([]),
  /** Parallel only: one opposition team plays every lane. */
  oppositionCell: z.boolean().default(false),
  /** How far the wall lags behind, in ms of drill time. */
  wallDelayMs: z.number().int().min(0),
  /** After how long a stop for a real incident that no controller answers ends the drill, in ms; old ones do not say. */
  unansweredStopEndsMs: z.number().int().min(1).optional(),
});
export type Setup = z.infer<typeof Setup>;

/** Who someone is in one drill. Role names follow HSEEP. */
export const Participant = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("controller"), participantId: z.string(), name: z.string() }),
  z.strictObject({ role: z.literal("evaluator"), participantId: z.string(), name: z.string() }),
  z.strictObject({ role: z.literal("observer"), participantId: z.string(), name: z.string() }),
  z.strictObject({
    role: z.literal("player"),
    participantId: z.string(),
    name: z.string(),
    lane,
    side: Side,
    /** Of a responder who has a desk of their own. */
    teamRole: TeamRole.optional(),
    /** Played by the engine: no person, no account. */
    scripted: z.literal(true).optional(),
  }),
]);
export type Participant = z.infer<typeof Participant>;
export type Player = Extract<Participant, { role: "player" }>;

/** Who an event comes from: a participant, or the engine when something fell due. */
export const By = z.union([Participant, z.strictObject({ role: z.literal("engine") })]);
export type By = z.infer<typeof By>;

/** What an action was aimed at, by the ids of the scenario. */
export const Target = z.strictObject({
  incidentId: id.optional(),
  otherIncidentId: id.optional(),
  /** A place, agency, actor or camera. */
  targetId: id.optional(),
  /** Where an actor was sent. */
  placeId: id.optional(),
});
export type Target = z.infer<typeof Target>;

/**
 * Number of a recording in its lane, from 1: what a controller or evaluator saw and wrote down. It stands
 * on the event that opens the recording; what follows from it carries the same `observedAtMs`.
 */
const record = z.number().int().min(1);

/** Pictures that belong to what was seen or noted, by the ids under which they are stored. */
const photos = z.array(z.uuid()).min(1).max(4).optional();

export const Outcome = z.enum(["success", "failure"]);
export type Outcome = z.infer<typeof Outcome>;

/** Why a moment of the timeline was flagged. */
export const FlagKind = z.enum(["turning-point", "lesson", "dispute"]);
export type FlagKind = z.infer<typeof FlagKind>;

/** Where a unit goes: the way it takes, and when it is there. */
const leg = {
  /** The junction at the door of where it goes. */
  toJunctionId: id,
  path: z.array(LonLat).min(1),
  /** The junctions on the way and when each is passed: a redirected unit turns at the next one. */
  via: z.array(z.strictObject({ junctionId: id, atMs })),
  lengthM: z.number().min(0),
  departsAtMs: atMs,
  arrivesAtMs: atMs,
};

/**
 * What happened. Past tense, self-contained, never edited once stored. A released
 * shape is never changed: a new one is added, and the old converted while parsing.
 */
export const DrillEvent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("DrillPlanned"), setup: Setup }),
  /** Planned anew before StartEx: everything it is played on from here on. Whoever has come in and still fits stays. */
  z.strictObject({ type: z.literal("DrillReplanned"), setup: Setup }),
  /** It does not take place. Nothing follows. */
  z.strictObject({ type: z.literal("DrillCancelled"), reason: z.string() }),
  z.strictObject({ type: z.literal("ParticipantJoined"), participant: Participant }),
  /** StartEx. The seed makes every draw of chance repeatable. */
  z.strictObject({ type: z.literal("DrillStarted"), seed: z.number().int() }),
  z.strictObject({ type: z.literal("ClockStarted"), rate: Rate }),
  z.strictObject({ type: z.literal("ClockPaused"), reason: z.string() }),
  z.strictObject({ type: z.literal("ClockRateChanged"), rate: Rate }),
  z.strictObject({ type: z.literal("ClockJumped"), toMs: atMs }),
  /**
   * The leg before is over, and this lane's begins: StartEx of its own, with the clock at 0 again. Everybody who
   * plays comes in anew, on the other side.
   */
  z.strictObject({ type: z.literal("LegStarted"), lane }),
  /** EndEx. `stopped` when somebody called "stop exercise" or a real incident overrode it. */
  z.strictObject({
    type: z.literal("DrillEnded"),
    how: z.enum(["ended", "stopped", "real-incident"]),
    reason: z.string(),
  }),

  /** Somebody called "stop exercise": everything stands still until control resumes it or ends it. */
  z.strictObject({
    type: z.literal("ExerciseStopped"),
    reason: z.string(),
    /** For a real incident, as whoever called it says. */
    real: z.literal(true).optional(),
    /** When it ends the drill unless a controller answers, Unix time in ms. */
    endsAtWallMs: z.number().int().optional(),
  }),
  /** Control knows of the stop: the drill does not end by itself. */
  z.strictObject({ type: z.literal("StopAnswered") }),
  /** Control has muted somebody: what they call a stop does not stop. */
  z.strictObject({ type: z.literal("StopsMuted"), participantId: z.string(), name: z.string() }),
  z.strictObject({ type: z.literal("StopsUnmuted"), participantId: z.string(), name: z.string() }),
  /** Control has made sure that it can go on. The clock stays paused until somebody starts it. */
  z.strictObject({ type: z.literal("ExerciseResumed"), reason: z.string() }),

  /** The communications check of this number was called, or called again, to these people. */
  z.strictObject({
    type: z.literal("CheckCalled"),
    no: z.number().int().min(1),
    to: z.array(z.string()),
  }),
  /** Whoever this comes from heard the call. */
  z.strictObject({ type: z.literal("CheckAnswered"), no: z.number().int().min(1) }),
  /** The lead of the control cell is offered to this controller. */
  z.strictObject({ type: z.literal("LeadOffered"), to: z.string() }),
  /** The offer was taken back or declined. */
  z.strictObject({ type: z.literal("LeadOfferClosed") }),
  /** Whoever this comes from leads now: the one before offered it, or was not there, and why that could not wait. */
  z.strictObject({
    type: z.literal("LeadTaken"),
    how: z.enum(["offered", "absent"]),
    reason: z.string(),
  }),

  z.strictObject({
    type: z.literal("InjectScheduled"),
    injectId: id,
    dueAtMs: atMs,
    evidence: z.array(z.number()),
  }),
  /**
   * `toSide`: meant for a role that nobody held, so it went to the whole side. `of`: when it was delivered again, the
   * position of the first delivery; old logs do not say.
   */
  z.strictObject({
    type: z.literal("InjectDelivered"),
    injectId: id,
    again: z.boolean(),
    toSide: z.literal(true).optional(),
    of: z.number().int().min(1).optional(),
  }),
  z.strictObject({ type: z.literal("InjectHeld"), injectId: id }),
  z.strictObject({ type: z.literal("InjectReleased"), injectId: id }),
  z.strictObject({ type: z.literal("InjectSkipped"), injectId: id, reason: z.string() }),
  z.strictObject({ type: z.literal("InjectEdited"), injectId: id, text: LocalText, from: LocalText }),
  z.strictObject({
    type: z.literal("AdHocInjectSent"),
    kind: InjectKind,
    audience: InjectAudience,
    from: z.string(),
    text: z.string(),
    incidentId: id.nullable(),
    toSide: z.literal(true).optional(),
  }),

  z.strictObject({ type: z.literal("IncidentReported"), incidentId: id }),
  z.strictObject({
    type: z.literal("IncidentStatusReached"),
    incidentId: id,
    status: IncidentStatus,
    /** Neither side brought it about: an inject did. */
    byStory: z.literal(true).optional(),
    record: record.optional(),
    photos,
  }),
  z.strictObject({
    type: z.literal("IncidentClassified"),
    incidentId: id,
    priority: Priority,
    category: z.string(),
  }),
  z.strictObject({ type: z.literal("IncidentsMerged"), incidentId: id, into: id }),

  /** `placeId`: where it goes when that is neither an incident nor its own station. */
  z.strictObject({
    type: z.literal("UnitSent"),
    unitId: id,
    incidentId: id.nullable(),
    placeId: id.nullable().default(null),
    ...leg,
  }),
  z.strictObject({
    type: z.literal("UnitArrived"),
    unitId: id,
    /** The incident it came to; null: a place, or its station. Old logs do not say. */
    incidentId: id.nullable().optional(),
    /** Where it came to when that is neither an incident nor its own station. */
    placeId: id.optional(),
    record: record.optional(),
    photos,
  }),
  /** Another shift takes over. Crews at work stay on duty until they are back at their station. */
  z.strictObject({ type: z.literal("ShiftChanged"), shift: z.number().int().min(1) }),
  /** A crew that was off duty has come in. */
  z.strictObject({ type: z.literal("UnitCalledIn"), unitId: id }),

  z.strictObject({
    type: z.literal("ActionTaken"),
    no: actionNo,
    actionId: id,
    side: Side,
    target: Target,
    unitIds: z.array(id),
    note: z.string(),
    endsAtMs: atMs,
    cost: z.number().int().min(0),
    /** The contested move of the other side that this one answers. */
    counters: actionNo.nullable().default(null),
    record: record.optional(),
    /** Only of a recording: how it was seen to end. */
    outcome: Outcome.optional(),
    photos,
  }),
  /** `counterUntilMs`: until when the other side, who noticed it, may answer; null when it may not. */
  z.strictObject({
    type: z.literal("MoveContested"),
    no: actionNo,
    odds: z.number(),
    suggested: Outcome,
    otherwise: z.enum(["success", "failure", "draw"]),
    rulingDueAtMs: atMs,
    counterUntilMs: atMs.nullable().default(null),
  }),
  /** The other side answered: the odds are these now. */
  z.strictObject({
    type: z.literal("MoveCountered"),
    no: actionNo,
    byNo: actionNo,
    odds: z.number(),
    suggested: Outcome,
  }),
  z.strictObject({
    type: z.literal("RulingGiven"),
    no: actionNo,
    outcome: Outcome,
    how: z.enum(["umpire", "chance", "time-out"]),
    rationale: z.string(),
    /** Only for `chance`: the draw in [0, 1) and the odds it was held against. */
    draw: z.number().nullable(),
    odds: z.number().nullable(),
  }),
  z.strictObject({ type: z.literal("ActionCompleted"), no: actionNo, outcome: Outcome }),

  z.strictObject({
    type: z.literal("GaugeChanged"),
    gaugeId: id,
    value: z.number(),
    ratePerMin: z.number(),
    /** What changed it: the value follows anew when something earlier is recorded later. */
    change: z
      .strictObject({
        set: z.number().optional(),
        add: z.number().optional(),
        ratePerMin: z.number().optional(),
      })
      .optional(),
  }),
  z.strictObject({ type: z.literal("FactRevealed"), factId: id, to: Side }),
  /** `known`: whether the responder learns of it. */
  z.strictObject({
    type: z.literal("ActorChanged"),
    actorId: id,
    status: ActorStatus,
    placeId: id,
    hidden: z.boolean().default(false),
    known: z.boolean().default(true),
    /** What changed: the rest follows anew when something earlier is recorded later. */
    change: z
      .strictObject({
        status: ActorStatus.optional(),
        placeId: id.optional(),
        /** Only if it stood in one of these ways then. */
        from: z.array(ActorStatus).optional(),
        /** Only if it was in that circle then. */
        within: z.strictObject({ at: LonLat, radiusM: z.number().min(0) }).optional(),
      })
      .optional(),
  }),
  z.strictObject({ type: z.literal("ActorSetOut"), actorId: id, placeId: id, ...leg }),
  z.strictObject({ type: z.literal("ActorArrived"), actorId: id }),
  /** Crews went where the responder took an actor to be, and it was not there. */
  z.strictObject({ type: z.literal("ActorLost"), actorId: id }),
  /**
   * Something that an action or an inject was to bring about did not happen: for control, and for nobody else. What
   * was meant: an actor, crew, agency, incident or camera, and the place it was to go to.
   */
  z.strictObject({
    type: z.literal("EffectFailed"),
    effect: z.string().min(1).max(40),
    why: z.enum(["no-way", "not-free", "nothing-meant"]),
    injectId: id.optional(),
    no: actionNo.optional(),
    subjectId: id.optional(),
    placeId: id.optional(),
  }),
  z.strictObject({ type: z.literal("CameraWatched"), cameraId: id }),
  /** Somebody or something of a side saw what the other side does, or who it is. */
  z.strictObject({
    type: z.literal("Noticed"),
    side: Side,
    by: z.strictObject({ kind: z.enum(["unit", "camera", "actor"]), id }).nullable(),
    what: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("action"), no: actionNo }),
      z.strictObject({ kind: z.literal("actor"), id }),
      z.strictObject({ kind: z.literal("unit"), id }),
    ]),
    at: LonLat.nullable(),
    /** The place or camera people would name for it. */
    placeId: id.nullable(),
    /** When it was to be seen: earlier than the event where a recording was looked through. */
    seenAtMs: atMs,
  }),
  z.strictObject({
    type: z.literal("AgencyNotified"),
    agencyId: id,
    incidentId: id.nullable(),
    answersAtMs: atMs,
    arrivesAtMs: atMs.nullable(),
  }),
  z.strictObject({ type: z.literal("AgencyAnswered"), agencyId: id }),
  z.strictObject({ type: z.literal("AgencyArrived"), agencyId: id }),
  z.strictObject({
    type: z.literal("CongestionChanged"),
    factor: z.number(),
    /** Whether the responder is told; otherwise it learns of it when a crew next sets out. */
    told: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal("RadioSent"),
    side: Side,
    /** Whose voice it is; control can speak as any role. */
    as: z.string(),
    text: z.string(),
    /** Whoever spoke wants it said back. */
    asksReadBack: z.literal(true).optional(),
  }),
  /** What was said at that position was read back. */
  z.strictObject({ type: z.literal("RadioReadBack"), of: z.number().int().min(1), as: z.string() }),
  /** `order`: the ids of its options as they are shown to everybody; old logs show them as they were written. */
  z.strictObject({
    type: z.literal("DecisionOpened"),
    decisionId: id,
    closesAtMs: atMs,
    order: z.array(id).optional(),
  }),
  z.strictObject({ type: z.literal("DecisionTaken"), decisionId: id, optionId: id, reason: z.string() }),
  z.strictObject({ type: z.literal("DecisionLapsed"), decisionId: id }),

  /** An evaluator saw a procedure item done, partly done, or not done. */
  z.strictObject({
    type: z.literal("ItemObserved"),
    itemId: id,
    result: z.enum(["met", "partly", "missed", "withdrawn"]),
    note: z.string(),
  }),
  z.strictObject({
    type: z.literal("ItemRated"),
    itemId: id,
    rating: Rating.nullable(),
    note: z.string(),
  }),
  z.strictObject({ type: z.literal("EvaluationSubmitted") }),
  z.strictObject({ type: z.literal("NoteTaken"), text: z.string(), photos }),
  /** Control marked this moment for the review. */
  z.strictObject({ type: z.literal("MomentFlagged"), kind: FlagKind, text: z.string() }),
  z.strictObject({
    type: z.literal("ExemptionGranted"),
    itemId: id,
    reason: z.string(),
  }),
  /** Whoever recorded something takes it back: it never counted. */
  z.strictObject({ type: z.literal("RecordWithdrawn"), record, reason: z.string() }),
  /** The score cards are final from here on: freeze and reveal. */
  z.strictObject({ type: z.literal("ScoresReleased") }),
]);
export type DrillEvent = z.infer<typeof DrillEvent>;

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

/**
 * What someone asks for. Imperative; may be refused. Input from outside, so strict.
 * Incidents are named by their number in the lane: a player must not learn ids of
 * things that have not happened.
 */
const incident = z.number().int().min(1).max(999);
const controlLane = { lane };

/** The clock by which a device counted a time: one that is cut off does not hear of pauses and leaps. */
export const Counted = z.strictObject({
  /** Since when that clock had been going, Unix time in ms: it names the clock. */
  sinceWallMs: z.number().int(),
  /** When the entry was made, Unix time in ms by the server's clock as the device knew it. */
  wallMs: z.number().int(),
});
export type Counted = z.infer<typeof Counted>;
/** When it was seen, in drill time, null: now; and by which clock that was counted. */
const seen = { observedAtMs: atMs.nullable(), counted: Counted.optional() };

export const DrillCommand = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("StartDrill"), rate: Rate }),
  /** Ends the first leg and begins the second, with sides exchanged. */
  z.strictObject({ type: z.literal("StartNextLeg") }),
  z.strictObject({ type: z.literal("PauseClock"), reason: z.string().max(500) }),
  z.strictObject({ type: z.literal("ResumeClock") }),
  z.strictObject({ type: z.literal("ChangeRate"), rate: Rate }),
  z.strictObject({ type: z.literal("JumpClock"), toMs: atMs.max(24 * 3_600_000) }),
  z.strictObject({
    type: z.literal("EndDrill"),
    how: z.enum(["ended", "stopped", "real-incident"]),
    reason: z.string().max(500),
  }),
  /** Anyone may call it, also for a real incident; nothing happens in the drill until it is resumed. */
  z.strictObject({
    type: z.literal("StopExercise"),
    reason: Words(500),
    real: z.literal(true).optional(),
  }),
  /** Control knows of a real incident: the drill does not end by itself. */
  z.strictObject({ type: z.literal("AnswerStop") }),
  z.strictObject({ type: z.literal("MuteStops"), participantId: z.string().min(1).max(64) }),
  z.strictObject({ type: z.literal("UnmuteStops"), participantId: z.string().min(1).max(64) }),
  z.strictObject({ type: z.literal("ResumeExercise"), reason: Words(500) }),
  /** To everybody who has come in, but for those who only look on. */
  z.strictObject({ type: z.literal("CallCheck") }),
  /** To those who have not answered yet, and those who have come since. */
  z.strictObject({ type: z.literal("RepeatCheck") }),
  z.strictObject({ type: z.literal("AnswerCheck") }),
  z.strictObject({ type: z.literal("OfferLead"), to: z.string().min(1).max(64) }),
  /** Takes an offer back, or declines it. */
  z.strictObject({ type: z.literal("CloseLeadOffer") }),
  /** Accepts an offer; or takes over from somebody who is not there, for a reason. */
  z.strictObject({ type: z.literal("TakeLead"), reason: Words(500) }),
  z.strictObject({ type: z.literal("DeliverInject"), ...controlLane, injectId: id }),
  /** Hands out once more what was delivered. */
  z.strictObject({ type: z.literal("ResendInject"), ...controlLane, injectId: id }),
  z.strictObject({ type: z.literal("HoldInject"), ...controlLane, injectId: id }),
  z.strictObject({ type: z.literal("ReleaseInject"), ...controlLane, injectId: id }),
  z.strictObject({
    type: z.literal("SkipInject"),
    ...controlLane,
    injectId: id,
    reason: z.string().max(500),
  }),
  z.strictObject({
    type: z.literal("EditInject"),
    ...controlLane,
    injectId: id,
    text: LocalText,
    from: LocalText,
  }),
  z.strictObject({
    type: z.literal("SendAdHocInject"),
    ...controlLane,
    kind: InjectKind,
    audience: InjectAudience,
    from: Words(200),
    text: words,
    incident: incident.nullable(),
  }),
  z.strictObject({
    type: z.literal("Rule"),
    ...controlLane,
    no: actionNo,
    outcome: Outcome,
    rationale: SaidWords(1_000),
  }),
  z.strictObject({
    type: z.literal("TakeAction"),
    actionId: id,
    incident: incident.optional(),
    otherIncident: incident.optional(),
    targetId: id.optional(),
    /** Where to, for an action on an actor that goes somewhere. */
    placeId: id.optional(),
    /** Number of the noticed move it answers, as the asking side counts what it noticed. */
    counters: z.number().int().min(1).max(9_999).optional(),
    unitIds: z.array(id).max(40),
    note: Words(2_000),
    /** Only for `classify`. */
    priority: Priority.optional(),
    category: Words(100).optional(),
  }),
  /** `as` and `lane`/`side` only for control, which can speak as any role. */
  z.strictObject({
    type: z.literal("SendRadio"),
    text: words,
    as: NameOrNone(60).optional(),
    lane: lane.optional(),
    side: Side.optional(),
    asksReadBack: z.literal(true).optional(),
  }),
  /** `n`: number of the message on its side's net. `as`, `lane` and `side` only for control. */
  z.strictObject({
    type: z.literal("ReadBack"),
    n: z.number().int().min(1).max(99_999),
    as: NameOrNone(60).optional(),
    lane: lane.optional(),
    side: Side.optional(),
  }),
  z.strictObject({
    type: z.literal("Decide"),
    decisionId: id,
    optionId: id,
    reason: Words(1_000),
  }),
  z.strictObject({
    type: z.literal("ObserveItem"),
    ...controlLane,
    itemId: id,
    result: z.enum(["met", "partly", "missed", "withdrawn"]),
    note: Words(1_000),
    ...seen,
  }),
  z.strictObject({
    type: z.literal("RateItem"),
    ...controlLane,
    itemId: id,
    rating: Rating.nullable(),
    note: Words(1_000),
    observedAtMs: atMs.nullable().optional(),
    counted: Counted.optional(),
  }),
  z.strictObject({ type: z.literal("SubmitEvaluation"), ...controlLane }),
  z.strictObject({
    type: z.literal("TakeNote"),
    ...controlLane,
    /** Empty only where a picture says it. */
    text: Words(2_000),
    ...seen,
    photos,
  }),
  z.strictObject({
    type: z.literal("FlagMoment"),
    ...controlLane,
    kind: FlagKind,
    text: Words(2_000),
    observedAtMs: atMs.nullable(),
  }),
  /** What staff saw on the street, and when: null is now. Only in field and mixed drills. */
  z.strictObject({
    type: z.literal("RecordArrival"),
    ...controlLane,
    unitId: id,
    incident,
    ...seen,
    photos,
  }),
  z.strictObject({
    type: z.literal("RecordAction"),
    ...controlLane,
    actionId: id,
    incident: incident.optional(),
    otherIncident: incident.optional(),
    targetId: id.optional(),
    /** Where to, for an action on an actor that goes somewhere. */
    placeId: id.optional(),
    unitIds: z.array(id).max(40),
    note: Words(2_000),
    outcome: Outcome,
    /** Only for `classify`. */
    priority: Priority.optional(),
    category: Words(100).optional(),
    ...seen,
    photos,
  }),
  z.strictObject({
    type: z.literal("RecordStage"),
    ...controlLane,
    incident,
    status: IncidentStatus,
    ...seen,
    photos,
  }),
  z.strictObject({
    type: z.literal("WithdrawRecord"),
    ...controlLane,
    record,
    reason: Words(500),
  }),
  z.strictObject({ type: z.literal("GrantExemption"), ...controlLane, itemId: id, reason: words }),
  z.strictObject({ type: z.literal("ReleaseScores") }),
]);
export type DrillCommand = z.infer<typeof DrillCommand>;
