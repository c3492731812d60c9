import { spansOf } from "@/domain/conditions/evaluate";
import { shuffled } from "@/domain/shuffled";
import { isInPlay } from "./legs";
import { nextShiftChange } from "./duty";
import type { ActionDefinition } from "@/domain/actions/schema";
import { begin, contactOf, isInContact } from "./contact";
import { settle } from "./contest";
import { carryOutEffects, deliverInject } from "./effects";
import { noticeUnit, sightingsDue } from "./notice";
import { unitPosition } from "./movement";
import { emit, type Play } from "./play";
import { isRecorded } from "./hindsight";
import { planOf } from "./plan";
import { cueOf } from "./stand-in";
import type { By, RecordedEvent } from "./schema";
import type { ActionState, Drill, Lane, UnitState } from "./state";
import { endsUnansweredAtMs, unansweredEnd } from "./stop";

const engine: By = { role: "engine" };

/** Something that falls due in a lane, and what then happens. */
type Due = { atMs: number; happen: (play: Play, atMs: number) => void };

/**
 * Lets everything happen that falls due up to a drill time, in the order of time.
 *
 * The same events come out however often and however late it is asked: each step
 * finds the earliest thing due, lets it happen at **its** time, and looks again.
 * Changes `drill` in place.
 *
 * @param upToMs Drill time in ms; what is due exactly then happens too.
 * @param wallMs Unix time in ms to record as the moment of recording; a stop for a real incident that nobody has
 *   answered by then ends the drill, because the drill's own clock stands still meanwhile.
 */
export function letDueHappen(drill: Drill, upToMs: number, wallMs: number): RecordedEvent[] {
  const play: Play = { drill, wallMs, events: [] };
  while (drill.phase === "running") {
    const next = earliest(drill);
    if (!next || next.atMs > upToMs) break;
    next.happen(play, Math.max(next.atMs, drill.atMs));
  }
  const endsAtMs = endsUnansweredAtMs(drill);
  if (endsAtMs !== null && wallMs >= endsAtMs) {
    // Recorded at its own moment, whoever asks first after it: everybody is told when it ended.
    const ending: Play = { ...play, wallMs: endsAtMs };
    for (const event of unansweredEnd(drill)) emit(ending, engine, 0, upToMs, event);
  }
  return play.events;
}

/** The drill time of the next thing due; null when nothing is. The server sleeps until then. */
export function nextDueAtMs(drill: Drill): number | null {
  return drill.phase === "running" ? (earliest(drill)?.atMs ?? null) : null;
}

function earliest(drill: Drill): Due | null {
  return first(drill.lanes.map((lane) => (isInPlay(drill, lane) ? earliestInLane(drill, lane) : null)));
}

/** The next thing due of each lane, and the lane's position at which that was found out. */
const known = new WeakMap<Lane, { position: number; due: Due | null }>();

/** Looks again only when the lane has grown: what is due in it depends on the lane and the setup alone. */
function earliestInLane(drill: Drill, lane: Lane): Due | null {
  const before = known.get(lane);
  if (before?.position === lane.position) return before.due;
  const due = first(dueInLane(drill, lane));
  known.set(lane, { position: lane.position, due });
  return due;
}

/** The earliest; of two at the same time the one that comes first. */
function first(all: Iterable<Due | null>): Due | null {
  let earliest: Due | null = null;
  for (const due of all) {
    if (due && (!earliest || due.atMs < earliest.atMs)) earliest = due;
  }
  return earliest;
}

/** Whatever can fall due in a lane. Of two at the same time the one listed first happens first. */
const everyKind = [
  arrivalsDue,
  shiftsDue,
  actorsDue,
  actionsDue,
  sightingsDue,
  agenciesDue,
  injectsDue,
  decisionsDue,
];

function* dueInLane(drill: Drill, lane: Lane): Generator<Due> {
  for (const dueOfKind of everyKind) yield* dueOfKind(drill, lane);
}

/** Units that are on their way. */
function* arrivalsDue(_drill: Drill, lane: Lane): Generator<Due> {
  for (const [unitId, unit] of Object.entries(lane.units)) {
    if (!unit.leg || unit.leg.awaitsRecord) continue;
    yield {
      atMs: unit.leg.arrivesAtMs,
      happen: (play, atMs) => arrive(play, lane, unitId, unit, atMs),
    };
  }
}

/** A unit is where it was going; the first of them at an incident makes it on scene. */
function arrive(play: Play, lane: Lane, unitId: string, unit: UnitState, atMs: number): void {
  const { incidentId, placeId } = unit;
  const place = placeId === null ? {} : { placeId };
  emit(play, engine, lane.lane, atMs, { type: "UnitArrived", unitId, incidentId, ...place });
  const at = unitPosition(play.drill, unit, atMs);
  if (at) noticeUnit(play, lane, unitId, at, atMs);
  const incident = incidentId === null ? undefined : lane.incidents[incidentId];
  const onScene = incident?.statuses.find(({ status }) => status === "on-scene");
  if (incident && (!onScene || isRecorded(lane, onScene.position))) {
    emit(play, engine, lane.lane, atMs, {
      type: "IncidentStatusReached",
      incidentId: incident.incidentId,
      status: "on-scene",
    });
  }
}

/** The next change of shift. */
function* shiftsDue(drill: Drill, lane: Lane): Generator<Due> {
  const change = nextShiftChange(planOf(drill.setup), lane);
  if (!change) return;
  yield {
    atMs: change.afterMs,
    happen: (play, atMs) =>
      emit(play, engine, lane.lane, atMs, { type: "ShiftChanged", shift: change.shift }),
  };
}

/** Rulings that nobody gives in time, and ends of actions. */
function* actionsDue(drill: Drill, lane: Lane): Generator<Due> {
  for (const action of lane.actions) {
    if (action.completed) continue;
    if (action.contactAtMs !== null && !action.begun) {
      yield contactDue(drill, lane, action, action.contactAtMs);
    } else if (action.contested && !action.ruling) {
      yield {
        atMs: action.contested.rulingDueAtMs,
        happen: (play, atMs) => settleByDefault(play, lane, action, atMs),
      };
    } else if (action.counters === null || action.ruling) {
      yield {
        atMs: Math.max(action.endsAtMs, action.ruling?.atMs ?? 0),
        happen: (play, atMs) => completeAction(play, lane, action, atMs),
      };
    }
  }
}

/** Actors that are on their way. */
function* actorsDue(_drill: Drill, lane: Lane): Generator<Due> {
  for (const [actorId, actor] of Object.entries(lane.actors)) {
    if (!actor.leg) continue;
    yield {
      atMs: actor.leg.arrivesAtMs,
      happen: (play, atMs) => emit(play, engine, lane.lane, atMs, { type: "ActorArrived", actorId }),
    };
  }
}

/** Answers and arrivals of agencies. */
function* agenciesDue(_drill: Drill, lane: Lane): Generator<Due> {
  for (const [agencyId, agency] of Object.entries(lane.agencies)) {
    if (!agency.answered) {
      yield {
        atMs: agency.answersAtMs,
        happen: (play, atMs) => emit(play, engine, lane.lane, atMs, { type: "AgencyAnswered", agencyId }),
      };
    }
    if (!agency.arrived && agency.arrivesAtMs !== null) {
      yield {
        atMs: agency.arrivesAtMs,
        happen: (play, atMs) => emit(play, engine, lane.lane, atMs, { type: "AgencyArrived", agencyId }),
      };
    }
  }
}

/** Injects that come true or are to be delivered. */
function* injectsDue(drill: Drill, lane: Lane): Generator<Due> {
  const plan = planOf(drill.setup);
  for (const inject of plan.setup.scenario.injects) {
    const state = lane.injects[inject.id];
    if (!state || state.delivered || state.status === "skipped") continue;
    const trigger = cueOf(inject, drill.setup, lane.lane);
    if (!trigger) continue;

    if (state.dueAtMs === null) {
      // Not scheduled yet: a condition that must come true, or an inject that must come first.
      const comesTrue =
        trigger.on === "condition"
          ? spansOf(trigger.when, lane, plan)[0]
          : trigger.on === "after"
            ? spansOf({ op: "inject-delivered", injectId: trigger.injectId }, lane, plan)[0]
            : undefined;
      if (!comesTrue || (trigger.on !== "condition" && trigger.on !== "after")) continue;
      yield {
        atMs: comesTrue.fromMs,
        happen: (play, atMs) =>
          emit(play, engine, lane.lane, atMs, {
            type: "InjectScheduled",
            injectId: inject.id,
            // Counted from when it came true, also where that was recorded late.
            dueAtMs: comesTrue.fromMs + trigger.delayMs,
            evidence: comesTrue.evidence,
          }),
      };
    } else if (!state.held) {
      const { dueAtMs } = state;
      yield {
        atMs: dueAtMs,
        happen: (play, atMs) => deliverInject(play, lane, inject.id, atMs, engine),
      };
    }
  }
}

/** Decision points that open or lapse. */
function* decisionsDue(drill: Drill, lane: Lane): Generator<Due> {
  const plan = planOf(drill.setup);
  for (const decision of plan.setup.scenario.decisions) {
    const state = lane.decisions[decision.id];
    if (!state) {
      const opens = spansOf(decision.opens, lane, plan)[0];
      if (!opens) continue;
      yield {
        atMs: opens.fromMs,
        happen: (play, atMs) =>
          emit(play, engine, lane.lane, atMs, {
            type: "DecisionOpened",
            decisionId: decision.id,
            closesAtMs: atMs + decision.windowMs,
            // Of the drill and the decision alone: every lane has them in one order.
            order: shuffled(
              decision.options.map(({ id }) => id),
              `${drill.seed} ${decision.id}`,
            ),
          }),
      };
    } else if (!state.taken && !state.lapsed) {
      yield {
        atMs: state.closesAtMs,
        happen: (play, atMs) =>
          emit(play, engine, lane.lane, atMs, { type: "DecisionLapsed", decisionId: decision.id }),
      };
    }
  }
}

/**
 * Crews are where they were sent to act. Those who go after somebody wait for them as long as the act would take: who
 * comes meanwhile is met, and when nobody has come that was it.
 */
function contactDue(drill: Drill, lane: Lane, action: ActionState, contactAtMs: number): Due {
  const definition = planOf(drill.setup).actions.get(action.actionId);
  const metAtMs = definition?.target === "actor" ? meetsAtMs(lane, action, contactAtMs) : contactAtMs;
  if (metAtMs > action.endsAtMs) {
    return { atMs: action.endsAtMs, happen: (play, atMs) => miss(play, lane, action, definition, atMs) };
  }
  return {
    atMs: metAtMs,
    happen: (play, atMs) => {
      emit(play, engine, lane.lane, atMs, {
        type: "ActionBegun",
        no: action.no,
        endsAtMs: endsAt(action, atMs),
      });
      if (definition) begin(play, lane, action, definition, { by: engine }, atMs);
    },
  };
}

/** When crews at a place have the one they are after before them, if nothing else happens; Infinity: never. */
function meetsAtMs(lane: Lane, { target }: ActionState, contactAtMs: number): number {
  const actor = lane.actors[target.targetId ?? ""];
  const isTo = (placeId: string | undefined) => target.placeId === undefined || placeId === target.placeId;
  if (!actor) return Infinity;
  if (actor.leg) return isTo(actor.leg.placeId) ? Math.max(contactAtMs, actor.leg.arrivesAtMs) : Infinity;
  return isTo(actor.placeId) && !actor.hidden ? contactAtMs : Infinity;
}

/** When an action ends that begins now: it takes as long as it would have from the moment its crews were there. */
function endsAt({ endsAtMs, contactAtMs }: ActionState, atMs: number): number {
  return endsAtMs + Math.max(0, atMs - (contactAtMs ?? atMs));
}

/** Those whom crews were after are not where they went: it fails, and now the responder knows that much. */
function miss(
  play: Play,
  lane: Lane,
  action: ActionState,
  definition: ActionDefinition | undefined,
  atMs: number,
): void {
  emit(play, engine, lane.lane, atMs, { type: "ActionCompleted", no: action.no, outcome: "failure" });
  for (const { actorId, placeId } of contactOf(play.drill, lane, definition, action, atMs)?.missed ?? []) {
    const believed = lane.actors[actorId]?.believed;
    // That somebody is not here says nothing of where else they were seen.
    if (!believed || (placeId !== undefined && believed.placeId !== placeId)) continue;
    emit(play, engine, lane.lane, atMs, { type: "ActorLost", actorId });
  }
}

/** An action's end: chance is drawn now, then its effects (or those of its failure) happen. */
function completeAction(play: Play, lane: Lane, action: ActionState, atMs: number): void {
  const definition = planOf(play.drill.setup).actions.get(action.actionId);
  if (definition?.adjudication.by === "chance" && !action.ruling) {
    const { odds } = definition.adjudication;
    const draw = drawOf(play.drill.seed, lane.lane, action.no);
    emit(play, engine, lane.lane, atMs, {
      type: "RulingGiven",
      no: action.no,
      outcome: draw < odds ? "success" : "failure",
      how: "chance",
      rationale: "",
      draw,
      odds,
    });
  }
  const reached = isInContact(play.drill, lane, action, definition, atMs);
  if (!reached) {
    miss(play, lane, action, definition, atMs);
    return;
  }
  const outcome = action.ruling?.outcome ?? "success";
  emit(play, engine, lane.lane, atMs, { type: "ActionCompleted", no: action.no, outcome });
  const effects = outcome === "success" ? definition?.effects : definition?.effectsOnFailure;
  carryOutEffects(play, lane, atMs, effects ?? [], {
    target: action.target,
    unitIds: action.unitIds,
    by: engine,
    side: action.side,
    told: action.side === "responder",
    of: { no: action.no },
  });
}

/** Nobody ruled in time. Answered moves go by the odds the answer left; the others by what the action says. */
function settleByDefault(play: Play, lane: Lane, action: ActionState, atMs: number): void {
  if (!action.contested) return;
  const { odds, suggested, counteredBy } = action.contested;
  const otherwise =
    counteredBy !== null && action.contested.otherwise !== "draw" ? suggested : action.contested.otherwise;
  const draw = otherwise === "draw" ? drawOf(play.drill.seed, lane.lane, action.no) : null;
  const outcome = otherwise !== "draw" ? otherwise : (draw ?? 1) < odds ? "success" : "failure";
  settle(play, lane, action, { outcome, how: "time-out", rationale: "", draw }, engine, atMs);
}

/**
 * A draw in [0, 1) that depends on the drill's seed, the lane and the action's number
 * alone, so that a replay draws the same (a 32-bit mix after "splitmix32").
 */
export function drawOf(seed: number, lane: number, no: number): number {
  let x = (Math.imul(seed ^ Math.imul(lane, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(no, 0xc2b2ae35)) | 0;
  for (let round = 0; round < 3; round++) {
    x = (x + 0x9e3779b9) | 0;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    x ^= x >>> 15;
  }
  return (x >>> 0) / 4_294_967_296;
}
