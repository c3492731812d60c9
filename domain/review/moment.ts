import type { Side } from "@/domain/conditions/schema";
import { describe, type Story } from "@/domain/drill/describe";
import type { DrillEvent, RecordedEvent, Setup } from "@/domain/drill/schema";
import type { MomentKind, ReviewMoment } from "./schema";

/** An event as the review shows it. */
export function momentFrom(recorded: RecordedEvent, setup: Setup, story: Story): ReviewMoment {
  const { event, by } = recorded;
  return {
    position: recorded.position,
    lane: recorded.lane,
    atMs: recorded.atMs,
    observedAtMs: recorded.observedAtMs,
    kind: kindOf(event),
    side: sideOf(recorded),
    who: by.role === "engine" ? "" : by.name,
    sentence: describe(recorded, setup, story),
    photos: "photos" in event ? [...(event.photos ?? [])] : [],
    turningPoint:
      event.type === "RulingGiven" ||
      event.type === "DecisionTaken" ||
      event.type === "FactRevealed" ||
      (event.type === "MomentFlagged" && event.kind === "turning-point") ||
      (event.type === "IncidentStatusReached" && event.status === "controlled"),
  };
}

function sideOf({ event, by }: RecordedEvent): Side | null {
  if (event.type === "ActionTaken" || event.type === "RadioSent") return event.side;
  if (event.type === "FactRevealed") return event.to;
  if (event.type === "Noticed") return event.side;
  return by.role === "player" ? by.side : null;
}

function kindOf(event: DrillEvent): MomentKind {
  switch (event.type) {
    case "DrillPlanned":
    case "DrillReplanned":
    case "DrillCancelled":
    case "ParticipantJoined":
    case "DrillStarted":
    case "ClockStarted":
    case "ClockPaused":
    case "ClockRateChanged":
    case "ClockJumped":
    case "LegStarted":
    case "DrillEnded":
    case "ExerciseStopped":
    case "StopAnswered":
    case "StopsMuted":
    case "StopsUnmuted":
    case "ExerciseResumed":
    case "CheckCalled":
    case "CheckAnswered":
    case "LeadOffered":
    case "LeadOfferClosed":
    case "LeadTaken":
    case "ScoresReleased":
      return "clock";
    case "InjectScheduled":
    case "InjectDelivered":
    case "InjectHeld":
    case "InjectReleased":
    case "InjectSkipped":
    case "InjectEdited":
    case "AdHocInjectSent":
    case "IncidentReported":
    case "AgencyAnswered":
      return "call";
    case "ActionTaken":
    case "ActionCompleted":
    case "UnitSent":
    case "IncidentClassified":
    case "IncidentsMerged":
    case "AgencyNotified":
      return "move";
    case "MoveContested":
    case "MoveCountered":
    case "RulingGiven":
      return "ruling";
    case "IncidentStatusReached":
    case "UnitArrived":
    case "ShiftChanged":
    case "UnitCalledIn":
    case "GaugeChanged":
    case "FactRevealed":
    case "ActorChanged":
    case "ActorSetOut":
    case "ActorArrived":
    case "ActorLost":
    case "EffectFailed":
    case "CameraWatched":
    case "Noticed":
    case "AgencyArrived":
    case "CongestionChanged":
      return "world";
    case "RadioSent":
    case "RadioReadBack":
      return "radio";
    case "DecisionOpened":
    case "DecisionTaken":
    case "DecisionLapsed":
      return "decision";
    case "ItemObserved":
    case "ItemRated":
    case "EvaluationSubmitted":
    case "NoteTaken":
    case "MomentFlagged":
    case "RecordWithdrawn":
    case "ExemptionGranted":
      return "evaluation";
  }
}
