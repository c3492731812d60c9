import { z } from "zod";
import { ActionDefinition, ActionGroup, LegalBasis, TargetKind } from "@/domain/actions/schema";
import { ActorStatus, Branch, Side } from "@/domain/conditions/terms";
import { ContactScene, FlagKind, Format, Mode, Outcome, Rate } from "@/domain/drill/terms";
import { Ground, LonLat, ResponseClass, Vehicle } from "@/domain/ground/schema";
import { IncidentStatus, Policy, Priority, Standard } from "@/domain/policy/schema";
import { Equipment } from "@/domain/actions/equipment";
import { Rating } from "@/domain/items/terms";
import { InjectAudience, TeamRole } from "@/domain/injects/audience";
import { InjectKind } from "@/domain/injects/schema";
import { Scenario } from "@/domain/scenario/schema";
import { SwapResult, TeamName } from "@/domain/score-card/schema";
import { LocalText } from "@/domain/text";
import { SaidShape, Saying } from "@/domain/words/said";

/**
 * What each audience may see, field by field. These schemas are the allow-list: the
 * projection is checked against them, and a field that is not named here reaches nobody.
 */
export const Audience = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("control") }),
  z.strictObject({ kind: z.literal("evaluator"), participantId: z.string() }),
  z.strictObject({
    kind: z.literal("side"),
    side: Side,
    lane: z.number().int().min(1),
    /** The desk of somebody who has one; injects for other desks do not reach them. */
    teamRole: TeamRole.optional(),
  }),
  /** Somebody who looks at a drill that is over, as one of its sides saw it at some moment. */
  z.strictObject({ kind: z.literal("officer"), side: Side, lane: z.number().int().min(1) }),
  /** Everybody in the room. Its view is made of a drill told late (domain/view/wall.ts). */
  z.strictObject({ kind: z.literal("wall") }),
]);
export type Audience = z.infer<typeof Audience>;

const atMs = z.number().int();

/** Who stopped or ended a drill. */
const callerSeen = {
  atMs,
  /** Unix time in ms. */
  wallMs: z.number().int(),
  /** Null for whoever has no role here. */
  role: z.enum(["controller", "evaluator", "observer", "player"]).nullable(),
  /** Empty where the audience may not know: the other side's people have no names. */
  name: LocalText,
  reason: z.string(),
};

/** When a communications check last called somebody of this audience who is among those to answer, in Unix ms. */
const checkCalledMs = z.number().int().nullable();

const common = {
  phase: z.enum(["planned", "running", "ended"]),
  clock: z.strictObject({
    rate: z.union([z.literal(0), Rate]),
    resumeRate: Rate,
    atMs: z.number(),
    sinceWallMs: z.number(),
  }),
  pauseReason: z.string(),
  /** Somebody called "stop exercise", and control has not resumed it. */
  stopped: z
    .strictObject({
      ...callerSeen,
      /** For a real incident. */
      real: z.boolean(),
      /** When it ends the drill unless a controller answers, Unix time in ms; null: it does not. */
      endsAtWallMs: z.number().int().nullable(),
    })
    .nullable(),
  ended: z.strictObject({ ...callerSeen, how: z.enum(["ended", "stopped", "real-incident"]) }).nullable(),
  scoresReleased: z.boolean(),
  /** Where two legs follow each other: which one it is, and so the lane that is played. Else null. */
  leg: z.number().int().nullable(),
};

const placeSeen = z.strictObject({
  id: z.string(),
  name: LocalText,
  at: LonLat.nullable(),
  /** Names of grid, minor and major zone, smallest first. */
  zones: z.array(LocalText),
  responseClass: ResponseClass.nullable(),
});

export const IncidentSeen = z.strictObject({
  number: z.number().int(),
  status: IncidentStatus,
  statuses: z.array(z.strictObject({ status: IncidentStatus, atMs })),
  priority: Priority.nullable(),
  category: z.string(),
  mergedInto: z.number().int().nullable(),
  place: placeSeen,
  units: z.array(z.string()),
  /** Standards that run or ran for it: until when full marks, until when any. */
  standards: z.array(
    z.strictObject({
      name: LocalText,
      to: IncidentStatus,
      fromMs: atMs,
      fullByMs: atMs,
      limitByMs: atMs,
      doneAtMs: atMs.nullable(),
    }),
  ),
});
export type IncidentSeen = z.infer<typeof IncidentSeen>;

export const DeliverySeen = z.strictObject({
  n: z.number().int(),
  kind: InjectKind,
  from: LocalText,
  text: LocalText,
  incident: z.number().int().nullable(),
  /** Handed out once more. */
  again: z.boolean(),
  atMs,
});
export type DeliverySeen = z.infer<typeof DeliverySeen>;

export const UnitSeen = z.strictObject({
  id: z.string(),
  status: z.enum(["idle", "en-route", "returning", "moving", "on-scene", "busy", "off-duty"]),
  incident: z.number().int().nullable(),
  at: LonLat.nullable(),
  leg: z.strictObject({ path: z.array(LonLat), departsAtMs: atMs, arrivesAtMs: atMs }).nullable(),
  busyUntilMs: atMs.nullable(),
});
export type UnitSeen = z.infer<typeof UnitSeen>;

const ActionSeenShape = {
  /** Per side, from 1: counts nobody else's moves. */
  n: z.number().int(),
  actionId: z.string(),
  byName: LocalText,
  incident: z.number().int().nullable(),
  otherIncident: z.number().int().nullable(),
  targetId: z.string().nullable(),
  placeId: z.string().nullable(),
  unitIds: z.array(z.string()),
  note: z.string(),
  atMs,
  endsAtMs: atMs,
  state: z.enum(["under-way", "contested", "ruled-success", "done", "failed"]),
  doneAtMs: atMs.nullable(),
  rationale: z.string(),
};
export const ActionSeen = z.strictObject(ActionSeenShape);
export type ActionSeen = z.infer<typeof ActionSeen>;

const radioSeen = z.strictObject({
  n: z.number().int(),
  as: z.string(),
  text: z.string(),
  atMs,
  /** Where it was asked for: by whom it was given, null as long as nobody has. Null: not asked for. */
  readBack: z.strictObject({ given: z.strictObject({ as: z.string(), atMs }).nullable() }).nullable(),
});
export type RadioSeen = z.infer<typeof radioSeen>;
const gaugeSeen = z.strictObject({ id: z.string(), value: z.number(), ratePerMin: z.number(), atMs });
const agencySeen = z.strictObject({
  id: z.string(),
  incident: z.number().int().nullable(),
  notifiedAtMs: atMs,
  answeredAtMs: atMs.nullable(),
  arrivedAtMs: atMs.nullable(),
});
export const DecisionSeen = z.strictObject({
  id: z.string(),
  prompt: LocalText,
  options: z.array(z.strictObject({ id: z.string(), label: LocalText })),
  openedAtMs: atMs,
  closesAtMs: atMs,
  taken: z.strictObject({ optionId: z.string(), reason: z.string(), byName: LocalText, atMs }).nullable(),
  lapsed: z.boolean(),
});
export type DecisionSeen = z.infer<typeof DecisionSeen>;

/** Whose word it is that somebody was somewhere, and where they were going. */
const lastSeen = z.strictObject({
  by: z.enum(["unit", "camera", "told", "act"]).nullable(),
  /** A call sign, a camera, or who told it. */
  name: LocalText.nullable(),
  /** In degrees from north by east. */
  headingDeg: z.number().int().nullable(),
  heading: LocalText.nullable(),
});
export type LastSeen = z.infer<typeof lastSeen>;

const actorSeen = z.strictObject({
  id: z.string(),
  /** The name to those who play it; what it looks like to those who noticed it. */
  name: LocalText,
  /** As far as the audience knows. */
  status: ActorStatus,
  place: placeSeen,
  /** Its way, to those who play it; null while it stands, and to everybody else. */
  leg: z.strictObject({ path: z.array(LonLat), departsAtMs: atMs, arrivesAtMs: atMs }).nullable(),
  /** Under cover; told to those who play it. */
  hidden: z.boolean(),
  /** When it was last seen, to the side that looks for it. */
  seenAtMs: atMs.nullable(),
  /** Where that side has it from, and where it was going then; null to everybody else. */
  lastSeen: lastSeen.nullable(),
});
export type ActorSeen = z.infer<typeof actorSeen>;

/** Something a side noticed of the other side; `n` is how it refers to it. */
const noticeSeen = z.strictObject({
  n: z.number().int(),
  atMs,
  /** Earlier than `atMs` where a recording was looked through. */
  seenAtMs: atMs,
  by: z.strictObject({ kind: z.enum(["unit", "camera", "actor"]), name: LocalText }).nullable(),
  kind: z.enum(["action", "actor", "unit"]),
  what: Saying,
  place: LocalText.nullable(),
  at: LonLat.nullable(),
  /** For a contested move that may still be answered: until when. */
  counterUntilMs: atMs.nullable(),
});
export type NoticeSeen = z.infer<typeof noticeSeen>;

/** An action as its side may know it: what it is, not how it is settled. */
export const ActionKnown = z.strictObject({
  id: z.string(),
  group: ActionGroup,
  label: LocalText,
  hint: LocalText.nullable(),
  target: TargetKind,
  crew: ActionDefinition.shape.crew,
  onScene: z.boolean(),
  branch: Branch.nullable(),
  /** Of each of these at least one acting crew must carry one. */
  equipment: z.array(Equipment),
  /** Whether it is for crews that are off duty, and for no others. */
  callsIn: z.boolean(),
  stages: z.array(IncidentStatus),
  durationMs: z.number().int(),
  cost: z.number().int(),
  note: ActionDefinition.shape.note,
  contested: z.boolean(),
  /** How likely it is to come off, to the opposition, of its own moves; null where it always does or nobody says. */
  odds: z.number().nullable(),
  notice: ActionDefinition.shape.notice,
  /** How an actor must stand for it, as far as the side knows; empty: any way. */
  actorIs: z.array(ActorStatus),
  /** Whether it can answer a contested move of the other side. */
  answers: z.boolean(),
  /** Made for this scenario; others are of the common catalogue. */
  own: z.boolean(),
  /** Which way it moves the gauges that the side is shown. */
  sways: z.array(z.strictObject({ gaugeId: z.string(), to: z.enum(["higher", "lower"]) })),
  legal: z.array(LegalBasis),
});
export type ActionKnown = z.infer<typeof ActionKnown>;

/** What a team sees on its console. */
export const SideView = z.strictObject({
  kind: z.literal("side"),
  side: Side,
  lane: z.number().int(),
  ...common,
  checkCalledMs,
  /** The desk whose injects are among these; null where one has none. */
  teamRole: TeamRole.nullable(),
  incidents: z.array(IncidentSeen),
  inbox: z.array(DeliverySeen),
  units: z.array(UnitSeen),
  actions: z.array(ActionSeen),
  /** Actions of the story that the side has heard of by now; the others stand in its setting. */
  storyActions: z.array(
    ActionKnown.extend({
      /** The action from the beginning that it stands before, in the order of the author; null: behind all of them. */
      before: z.string().nullable(),
    }),
  ),
  radio: z.array(radioSeen),
  facts: z.array(z.strictObject({ n: z.number().int(), text: LocalText, atMs })),
  gauges: z.array(gaugeSeen),
  agencies: z.array(agencySeen),
  decisions: z.array(DecisionSeen),
  actors: z.array(actorSeen),
  noticed: z.array(noticeSeen),
  /** Cameras whose picture this side is watching. */
  camerasWatched: z.array(z.string()),
  /** Only the opposition has one. */
  budgetLeft: z.number().nullable(),
  /** Nobody else runs this drill: whoever plays has the clock. */
  selfRun: z.boolean(),
  /** The shift on duty, from 1; null for the opposition, and where no crew is bound to one. */
  shift: z.number().int().nullable(),
  /** Factor on travel times as far as the responder knows; null for the opposition. */
  congestion: z.number().nullable(),
});
export type SideView = z.infer<typeof SideView>;

/** Pictures that belong to it, by their ids; whoever gets these may see them. */
const photos = z.array(z.uuid());

/** What a controller or evaluator saw and wrote down. */
export const RecordSeen = z.strictObject({
  /** Number in its list. */
  n: z.number().int(),
  /** Number in the lane, to withdraw it by. */
  record: z.number().int(),
  byName: LocalText,
  /** Participant id: only whoever recorded it withdraws it. */
  by: z.string(),
  seenAtMs: atMs,
  recordedAtMs: atMs,
  withdrawn: z.boolean(),
  photos,
  what: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("arrival"), unitId: z.string(), incident: z.number().int().nullable() }),
    z.strictObject({
      kind: z.literal("action"),
      actionId: z.string(),
      side: Side,
      incident: z.number().int().nullable(),
      targetId: z.string().nullable(),
      unitIds: z.array(z.string()),
      note: z.string(),
      outcome: Outcome,
    }),
    z.strictObject({
      kind: z.literal("stage"),
      incident: z.number().int().nullable(),
      status: IncidentStatus,
    }),
  ]),
});
export type RecordSeen = z.infer<typeof RecordSeen>;

/** Name of the controller who spoke or wrote in this role; null for everybody else's words. */
const playedBy = LocalText.nullable();

/** The truth about a lane, as control and evaluators see it. */
export const LaneTruth = z.strictObject({
  lane: z.number().int(),
  injects: z.array(
    z.strictObject({
      injectId: z.string(),
      status: z.enum(["pending", "scheduled", "delivered", "skipped"]),
      held: z.boolean(),
      dueAtMs: atMs.nullable(),
      deliveredAtMs: atMs.nullable(),
      /** When it was handed out once more. */
      againAtMs: z.array(atMs),
      text: LocalText,
      from: LocalText,
    }),
  ),
  deliveries: z.array(
    z.strictObject({
      ...DeliverySeen.shape,
      audience: InjectAudience,
      injectId: z.string().nullable(),
      playedBy,
    }),
  ),
  incidents: z.array(z.strictObject({ ...IncidentSeen.shape, incidentId: z.string() })),
  units: z.array(UnitSeen),
  actions: z.array(
    z.strictObject({
      ...ActionSeenShape,
      side: Side,
      contested: z
        .strictObject({
          odds: z.number(),
          suggested: Outcome,
          otherwise: z.enum(["success", "failure", "draw"]),
          rulingDueAtMs: atMs,
          /** Until when the other side may answer; null when it may not or did not notice. */
          counterUntilMs: atMs.nullable(),
          /** Number of the move that answered it. */
          counteredBy: z.number().int().nullable(),
          /** Where crews mean to get hold of somebody: whom, who of them is there, how many officers came. */
          scene: ContactScene.nullable(),
        })
        .nullable(),
      /** Of an action whose crews are still on their way: when they are there, and it begins. */
      contactAtMs: atMs.nullable(),
      /** Number of the contested move this one answers. */
      counters: z.number().int().nullable(),
      ruling: z.strictObject({ outcome: Outcome, how: z.enum(["umpire", "chance", "time-out"]) }).nullable(),
    }),
  ),
  /** `onNet`: its number on the net of its side. */
  radio: z.array(z.strictObject({ ...radioSeen.shape, side: Side, onNet: z.number().int(), playedBy })),
  facts: z.array(z.strictObject({ factId: z.string(), side: Side, atMs })),
  gauges: z.array(gaugeSeen),
  agencies: z.array(agencySeen),
  decisions: z.array(DecisionSeen),
  /** `believed`: what the responder takes to be true of it; null while it knows nothing of it. */
  actors: z.array(z.strictObject({ ...actorSeen.shape, believed: actorSeen.nullable() })),
  noticed: z.array(
    z.strictObject({
      ...noticeSeen.shape,
      side: Side,
      /** Id of the action, actor or unit that was noticed. */
      subjectId: z.string(),
    }),
  ),
  camerasWatched: z.array(z.string()),
  budgetLeft: z.number().nullable(),
  congestion: z.number(),
});
export type LaneTruth = z.infer<typeof LaneTruth>;

const participantSeen = z.strictObject({
  participantId: z.string(),
  name: LocalText,
  role: z.enum(["controller", "evaluator", "observer", "player"]),
  lane: z.number().int().nullable(),
  side: Side.nullable(),
  teamRole: TeamRole.nullable(),
  /** Played by the engine. */
  scripted: z.boolean(),
  /** How often they have stopped the exercise, and whether control has muted their stops. */
  stops: z.number().int(),
  muted: z.boolean(),
});

export const ControlView = z.strictObject({
  kind: z.literal("control"),
  ...common,
  participants: z.array(participantSeen),
  /** Who leads the control cell, and to whom it is offered, by participant id. */
  lead: z.strictObject({ holder: z.string().nullable(), offeredTo: z.string().nullable() }),
  /** The last communications check: who was called when, how often, and when they answered. Unix times in ms. */
  check: z
    .strictObject({
      no: z.number().int(),
      byName: LocalText,
      people: z.array(
        z.strictObject({
          participantId: z.string(),
          firstCalledMs: z.number().int(),
          calledMs: z.number().int(),
          times: z.number().int(),
          answeredMs: z.number().int().nullable(),
        }),
      ),
    })
    .nullable(),
  lanes: z.array(
    z.strictObject({
      ...LaneTruth.shape,
      notes: z.array(
        z.strictObject({ n: z.number().int(), text: z.string(), byName: LocalText, atMs, photos }),
      ),
      /** What injects and actions were to bring about and could not. */
      failures: z.array(z.strictObject({ n: z.number().int(), atMs, sentence: SaidShape })),
      flags: z.array(
        z.strictObject({
          n: z.number().int(),
          kind: FlagKind,
          text: z.string(),
          byName: LocalText,
          atMs,
        }),
      ),
      records: z.array(RecordSeen),
      scores: z.array(
        z.strictObject({
          side: Side,
          team: TeamName,
          totalHundredths: z.number().int(),
          coverage: z.number(),
        }),
      ),
      submitted: z.array(z.strictObject({ participantId: z.string(), atMs })),
    }),
  ),
  /** Over both legs, where there are two. */
  result: SwapResult.nullable(),
});
export type ControlView = z.infer<typeof ControlView>;

export const EvaluatorView = z.strictObject({
  kind: z.literal("evaluator"),
  ...common,
  checkCalledMs,
  lanes: z.array(
    z.strictObject({
      ...LaneTruth.shape,
      /** This evaluator's own last word on each item: nobody else's, until all have handed in. */
      observations: z.array(
        z.strictObject({
          itemId: z.string(),
          result: z.enum(["met", "partly", "missed"]),
          note: z.string(),
          atMs,
        }),
      ),
      ratings: z.array(z.strictObject({ itemId: z.string(), rating: Rating, note: z.string(), atMs })),
      notes: z.array(z.strictObject({ n: z.number().int(), text: z.string(), atMs, photos })),
      /** This evaluator's own. */
      records: z.array(RecordSeen),
      submittedAtMs: atMs.nullable(),
    }),
  ),
});
export type EvaluatorView = z.infer<typeof EvaluatorView>;

/** What hangs on the wall for everybody to see: late, and nothing of it of use to either side. */
export const WallView = z.strictObject({
  kind: z.literal("wall"),
  ...common,
  lanes: z.array(
    z.strictObject({
      lane: z.number().int(),
      incidents: z.array(
        z.strictObject({
          /** Counts what is on the wall. */
          number: z.number().int(),
          status: IncidentStatus,
          statuses: IncidentSeen.shape.statuses,
          priority: Priority.nullable(),
          mergedInto: z.number().int().nullable(),
          place: placeSeen,
          standards: IncidentSeen.shape.standards,
          /** Crews that had got there. */
          units: z.array(z.string()),
        }),
      ),
      /** Once they have been released, and everybody may know. */
      scores: z.array(
        z.strictObject({
          side: Side,
          team: TeamName,
          totalHundredths: z.number().int(),
          coverage: z.number(),
        }),
      ),
      /** Where the crews were, not where they were going. */
      units: z.array(
        z.strictObject({ id: z.string(), status: UnitSeen.shape.status, at: LonLat.nullable() }),
      ),
    }),
  ),
});
export type WallView = z.infer<typeof WallView>;

export const View = z.discriminatedUnion("kind", [SideView, ControlView, EvaluatorView, WallView]);
export type View = z.infer<typeof View>;

const laneOfControl = ControlView.shape.lanes.element.shape;

/** An entry of a list of which views show the latest: as it stands in the view of its audience. */
export const EntrySeen = z.union([
  SideView.shape.inbox.element,
  SideView.shape.actions.element,
  SideView.shape.radio.element,
  SideView.shape.noticed.element,
  LaneTruth.shape.deliveries.element,
  LaneTruth.shape.actions.element,
  LaneTruth.shape.radio.element,
  LaneTruth.shape.noticed.element,
  laneOfControl.notes.element,
  laneOfControl.flags.element,
  RecordSeen,
  EvaluatorView.shape.lanes.element.shape.notes.element,
]);
export type EntrySeen = z.infer<typeof EntrySeen>;

const settingCommon = {
  title: z.string(),
  scenarioTitle: LocalText,
  format: Format,
  mode: Mode,
  /** Local time of day at StartEx, "03:10". */
  startsAt: z.string(),
  plannedMinutes: z.number().int(),
};

/** What does not change while the drill runs, for a side. */
export const SideSetting = z.strictObject({
  kind: z.literal("side"),
  ...settingCommon,
  side: Side,
  lane: z.number().int(),
  team: LocalText,
  situation: LocalText,
  brief: LocalText,
  objectives: z.array(LocalText),
  ground: Ground,
  units: z.array(
    z.strictObject({
      id: z.string(),
      callSign: z.string(),
      name: LocalText,
      branch: Branch,
      crew: z.number().int(),
      vehicle: Vehicle,
      /** The shift it belongs to; null when it is on duty in every shift. */
      shift: z.number().int().nullable(),
      equipment: z.array(Equipment),
      station: LocalText,
    }),
  ),
  actions: z.array(ActionKnown),
  /** The response times the responder is held to; none for the opposition. */
  standards: z.array(Standard),
  agencies: z.array(z.strictObject({ id: z.string(), name: LocalText, kind: z.string() })),
  gauges: z.array(
    z.strictObject({
      id: z.string(),
      name: LocalText,
      unit: LocalText,
      min: z.number(),
      max: z.number(),
      goodIs: z.enum(["high", "low"]),
    }),
  ),
  budget: z.number().nullable(),
  /** For an opposition that plays every lane: how many there are. Null for everybody else. */
  cellLanes: z.number().int().nullable(),
});
export type SideSetting = z.infer<typeof SideSetting>;

/** Control and evaluators work with the whole plan. */
export const FullSetting = z.strictObject({
  kind: z.literal("full"),
  ...settingCommon,
  scenario: Scenario,
  ground: Ground,
  policy: Policy,
  /** Every action either side may take. */
  actions: z.array(ActionDefinition),
  teams: z.array(z.strictObject({ lane: z.number().int(), side: Side, name: LocalText })),
});
export type FullSetting = z.infer<typeof FullSetting>;

/** What does not change on the wall. */
export const WallSetting = z.strictObject({
  kind: z.literal("wall"),
  ...settingCommon,
  /** How late the wall is, in ms of drill time. */
  delayMs: z.number().int(),
  ground: Ground,
  units: z.array(z.strictObject({ id: z.string(), callSign: z.string(), name: LocalText })),
  /** The responder of each lane. */
  teams: z.array(z.strictObject({ lane: z.number().int(), name: LocalText })),
});
export type WallSetting = z.infer<typeof WallSetting>;

export const Setting = z.discriminatedUnion("kind", [SideSetting, FullSetting, WallSetting]);
export type Setting = z.infer<typeof Setting>;
