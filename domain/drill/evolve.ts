import type { ActorStatus } from "@/domain/conditions/schema";
import { actionOf, type Moment } from "@/domain/conditions/world";
import { junctionOf, metresBetween } from "@/domain/ground/atlas";
import type { LonLat } from "@/domain/ground/schema";
import type { IncidentStatus } from "@/domain/policy/schema";
import { checkAfterCall } from "./communications-check";
import { segmentAfter } from "./gauge";
import { placeInTime, withdrawnPositions } from "./hindsight";
import { leadAfter } from "./lead";
import { planOf } from "./plan";
import type { DrillEvent, RecordedEvent, Setup } from "./schema";
import type { ActorState, Drill, IncidentState, Lane } from "./state";

/** The drill that a stream of events tells; null when the stream is empty. */
export function fold(events: readonly RecordedEvent[], from: Drill | null = null): Drill | null {
  let drill = from;
  for (const recorded of events) drill = evolve(drill, recorded);
  return drill;
}

/**
 * Applies one fact and returns the drill it makes.
 *
 * Trusts the stream, so it never refuses and never throws. It **takes over** the drill
 * it is given and changes it in place: a drill grows by thousands of events, and a copy
 * for each would make the cost of an event grow with the log (docs/decisions). Whoever
 * needs the drill as it was folds it again, or keeps a `structuredClone`.
 */
export function evolve(drill: Drill | null, recorded: RecordedEvent): Drill | null {
  const { event, position, atMs } = recorded;
  if (event.type === "DrillPlanned") return planned(event.setup, recorded);
  if (!drill) return null;

  drill.position = position;
  drill.atMs = Math.max(drill.atMs, atMs);
  const lane = drill.lanes[recorded.lane - 1];
  if (!lane) {
    changeDrill(drill, recorded);
    return drill;
  }
  if (drill.setup.mode === "tabletop") changeLane(lane, recorded, drill.setup);
  else if (placeInTime(lane, recorded) === "last") changeLane(lane, recorded, drill.setup);
  else retell(lane, drill.setup);
  lane.position = position;
  return drill;
}

/**
 * Tells a lane's story anew, in the order in which things were seen and without what was withdrawn: what is
 * recorded late then stands where it belongs, and the world is the same in whatever order it was recorded.
 */
function retell(lane: Lane, setup: Setup): void {
  const { told, records, lastActionNo, endedAtMs } = lane;
  const gone = withdrawnPositions(records);
  Object.assign(lane, untouchedLane(setup, lane.lane), { told, records, lastActionNo, endedAtMs });
  for (const { recorded } of told) {
    const { event, position } = recorded;
    // An inject that waits because of what never happened waits for its condition again.
    const restsOnGone =
      event.type === "InjectScheduled" && event.evidence.some((evidence) => gone.has(evidence));
    if (!gone.has(position) && !restsOnGone) changeLane(lane, recorded, setup);
  }
}

function changeDrill(drill: Drill, recorded: RecordedEvent): void {
  const { clock } = drill;
  changeWhole(drill, recorded);
  // A list of its own each time: a copy of the drill goes on without this one.
  if (drill.clock !== clock) drill.clocks = [...drill.clocks, { ...drill.clock, leg: drill.leg }];
}

function changeWhole(drill: Drill, { event, position, atMs, wallMs, by }: RecordedEvent): void {
  const moment: Moment = { atMs, position };
  const byName = by.role === "engine" ? "" : by.name;
  const caller = by.role === "engine" ? null : by;
  const stoppedBy = drill.stopped?.by ?? null;
  switch (event.type) {
    case "DrillReplanned":
      replan(drill, event.setup);
      return;
    case "DrillCancelled":
      drill.cancelled = true;
      return;
    case "ParticipantJoined":
      // A list of its own each time: whoever looks whether somebody has moved sees so at a glance.
      drill.participants = { ...drill.participants, [event.participant.participantId]: event.participant };
      drill.lead = leadAfter(drill.lead, drill.participants);
      return;
    case "DrillStarted":
      drill.phase = "running";
      drill.seed = event.seed;
      drill.started = { atMs, position, wallMs };
      return;
    case "ClockStarted":
      drill.clock = { rate: event.rate, resumeRate: event.rate, atMs, sinceWallMs: wallMs };
      drill.pauseReason = "";
      return;
    case "ClockPaused":
      drill.clock = { rate: 0, resumeRate: drill.clock.resumeRate, atMs, sinceWallMs: wallMs };
      drill.pauseReason = event.reason;
      return;
    case "ClockRateChanged":
      drill.clock = {
        rate: drill.clock.rate === 0 ? 0 : event.rate,
        resumeRate: event.rate,
        atMs,
        sinceWallMs: wallMs,
      };
      return;
    case "ClockJumped":
      drill.clock = { ...drill.clock, atMs: event.toMs, sinceWallMs: wallMs };
      return;
    case "DrillEnded":
      drill.phase = "ended";
      drill.stopped = null;
      // One that ends by itself is the end that whoever stopped it asked for.
      drill.ended = {
        atMs,
        position,
        wallMs,
        by: caller ?? stoppedBy,
        how: event.how,
        reason: event.reason,
        byName,
      };
      drill.clock = { ...drill.clock, rate: 0, atMs, sinceWallMs: wallMs };
      return;
    case "ExerciseStopped":
      drill.stopped = {
        atMs,
        position,
        wallMs,
        by: caller,
        reason: event.reason,
        real: event.real ?? false,
        endsAtWallMs: event.endsAtWallMs ?? null,
      };
      drill.clock = { ...drill.clock, rate: 0, atMs, sinceWallMs: wallMs };
      if (caller) {
        const { participantId } = caller;
        drill.stops = { ...drill.stops, [participantId]: (drill.stops[participantId] ?? 0) + 1 };
      }
      return;
    case "StopAnswered":
      if (drill.stopped) drill.stopped = { ...drill.stopped, endsAtWallMs: null };
      return;
    case "StopsMuted":
      drill.muted = { ...drill.muted, [event.participantId]: true };
      return;
    case "StopsUnmuted":
      drill.muted = Object.fromEntries(
        Object.entries(drill.muted).filter(([participantId]) => participantId !== event.participantId),
      );
      return;
    case "ExerciseResumed":
      drill.stopped = null;
      drill.pauseReason = event.reason;
      return;
    case "CheckCalled":
      drill.check = checkAfterCall(drill.check, event, byName, wallMs);
      return;
    case "CheckAnswered": {
      const person = by.role === "engine" ? undefined : drill.check?.people[by.participantId];
      if (person && drill.check?.no === event.no) person.answeredMs ??= wallMs;
      return;
    }
    case "LeadOffered":
      drill.lead = { ...drill.lead, offeredTo: event.to };
      return;
    case "LeadOfferClosed":
      drill.lead = { ...drill.lead, offeredTo: null };
      return;
    case "LeadTaken":
      drill.lead = { holder: caller?.participantId ?? null, offeredTo: null };
      return;
    case "LegStarted": {
      const before = drill.lanes[drill.leg - 1];
      if (before) before.endedAtMs = atMs;
      drill.leg = event.lane;
      drill.legsAt = [...drill.legsAt, position];
      drill.atMs = 0;
      drill.clock = { ...drill.clock, atMs: 0, sinceWallMs: wallMs };
      return;
    }
    case "ScoresReleased":
      drill.released = moment;
      return;
    default:
      return;
  }
}

function changeLane(
  lane: Lane,
  { event, position, atMs, wallMs, by, observedAtMs }: RecordedEvent,
  setup: Setup,
): void {
  // Entries below name atMs and position: spreading a moment into a longer entry costs several times the fold.
  const moment: Moment = { atMs, position };
  /** Where the world changed, or where an evaluator saw it change. */
  const seen: Moment = { atMs: observedAtMs ?? atMs, position };
  const author =
    by.role === "engine"
      ? { id: "", name: "", role: "controller" as const }
      : { id: by.participantId, name: by.name, role: by.role };

  switch (event.type) {
    case "InjectScheduled": {
      const inject = lane.injects[event.injectId];
      if (inject) {
        inject.status = "scheduled";
        inject.dueAtMs = event.dueAtMs;
      }
      return;
    }
    case "InjectDelivered": {
      const inject = lane.injects[event.injectId];
      const planned = planOf(setup).injects.get(event.injectId);
      if (!inject || !planned) return;
      inject.status = "delivered";
      inject.delivered ??= moment;
      lane.deliveries.push({
        atMs,
        position,
        injectId: event.injectId,
        agencyId: null,
        kind: planned.kind,
        audience: planned.audience,
        again: event.again,
        playedBy: null,
        toSide: event.toSide ?? false,
        from: inject.from ?? planned.from,
        text: inject.text ?? planned.text,
        incidentId: planned.incidentId ?? null,
      });
      return;
    }
    case "InjectHeld":
    case "InjectReleased": {
      const inject = lane.injects[event.injectId];
      if (inject) inject.held = event.type === "InjectHeld";
      return;
    }
    case "InjectSkipped": {
      const inject = lane.injects[event.injectId];
      if (!inject) return;
      inject.status = "skipped";
      inject.skipped = moment;
      return;
    }
    case "InjectEdited": {
      const inject = lane.injects[event.injectId];
      if (inject) {
        inject.text = event.text;
        inject.from = event.from;
      }
      return;
    }
    case "AdHocInjectSent":
      lane.deliveries.push({
        atMs,
        position,
        injectId: null,
        agencyId: null,
        kind: event.kind,
        audience: event.audience,
        again: false,
        playedBy: author.name,
        toSide: event.toSide ?? false,
        from: { zh: event.from, en: event.from },
        text: { zh: event.text, en: event.text },
        incidentId: event.incidentId,
      });
      return;

    case "IncidentReported":
      lane.incidents[event.incidentId] = {
        incidentId: event.incidentId,
        number: Object.keys(lane.incidents).length + 1,
        statuses: [{ atMs, position, status: "reported" }],
        priority: null,
        category: "",
        mergedInto: null,
      };
      return;
    case "IncidentStatusReached": {
      const statuses = lane.incidents[event.incidentId]?.statuses;
      if (statuses && !statuses.some(({ status }) => status === event.status)) {
        statuses.push({
          atMs: seen.atMs,
          position,
          status: event.status,
          ...(event.byStory ? { byStory: true as const } : {}),
        });
      }
      return;
    }
    case "IncidentClassified": {
      const incident = lane.incidents[event.incidentId];
      if (incident) {
        incident.priority = event.priority;
        incident.category = event.category;
      }
      return;
    }
    case "IncidentsMerged": {
      const incident = lane.incidents[event.incidentId];
      if (incident) incident.mergedInto = event.into;
      return;
    }

    case "UnitSent": {
      const unit = lane.units[event.unitId];
      if (!unit) return;
      const last = unit.visits.at(-1);
      if (last) last.toMs ??= seen.atMs;
      const { toJunctionId, path, via, lengthM, departsAtMs, arrivesAtMs } = event;
      // Nobody waits at a station to see a crew come home: that way is computed.
      const awaitsRecord = observedAtMs !== null && event.incidentId !== null;
      unit.leg = { toJunctionId, path, via, lengthM, departsAtMs, arrivesAtMs, awaitsRecord };
      unit.incidentId = event.incidentId;
      lane.congestionKnown = lane.congestion;
      unit.placeId = event.placeId;
      return;
    }
    case "UnitArrived": {
      const unit = lane.units[event.unitId];
      // A crew on the street arrives where it is seen, sent there or not.
      if (unit && event.record !== undefined && event.incidentId != null) {
        const last = unit.visits.at(-1);
        // Of two who saw the same arrival the earlier counts.
        if (last?.toMs === null && last.incidentId === event.incidentId) return;
        if (last) last.toMs ??= seen.atMs;
        const { incidents, atlas } = planOf(setup);
        unit.junctionId =
          junctionOf(atlas, incidents.get(event.incidentId)?.placeId ?? "") ?? unit.junctionId;
        unit.leg = null;
        unit.incidentId = event.incidentId;
        unit.placeId = null;
        unit.standsSinceMs = seen.atMs;
        unit.visits.push({ incidentId: event.incidentId, fromMs: seen.atMs, toMs: null, position });
        return;
      }
      // The end of a way the crew was meanwhile seen to have left is no arrival.
      if (!unit?.leg || unit.leg.awaitsRecord || atMs < unit.leg.arrivesAtMs) return;
      unit.junctionId = unit.leg.toJunctionId;
      unit.leg = null;
      unit.standsSinceMs = atMs;
      if (unit.incidentId !== null) {
        unit.visits.push({ incidentId: unit.incidentId, fromMs: seen.atMs, toMs: null, position });
      }
      return;
    }

    case "ShiftChanged":
      lane.shift = event.shift;
      lane.shiftChanges += 1;
      for (const unit of Object.values(lane.units)) unit.calledIn = false;
      return;
    case "UnitCalledIn": {
      const unit = lane.units[event.unitId];
      if (unit) unit.calledIn = true;
      return;
    }

    case "ActionTaken": {
      lane.lastActionNo = Math.max(lane.lastActionNo, event.no);
      // By number; only where staff record is one told after another of a higher number.
      let at = lane.actions.length;
      while (at > 0 && (lane.actions[at - 1]?.no ?? 0) > event.no) at--;
      lane.actions.splice(at, 0, {
        no: event.no,
        actionId: event.actionId,
        side: event.side,
        by: author.id,
        byName: author.name,
        target: event.target,
        unitIds: event.unitIds,
        note: event.note,
        cost: event.cost,
        recorded: event.record !== undefined,
        taken: seen,
        takenWallMs: wallMs,
        endsAtMs: event.endsAtMs,
        contested: null,
        counters: event.counters,
        ruling: null,
        completed: null,
      });
      return;
    }
    case "MoveContested": {
      const action = actionOf(lane, event.no);
      if (!action) return;
      const { odds, suggested, otherwise, rulingDueAtMs, counterUntilMs } = event;
      action.contested = {
        odds,
        suggested,
        otherwise,
        rulingDueAtMs,
        counterUntilMs,
        counteredBy: null,
        position,
      };
      return;
    }
    case "MoveCountered": {
      const contested = actionOf(lane, event.no)?.contested;
      if (!contested) return;
      contested.odds = event.odds;
      contested.suggested = event.suggested;
      contested.counteredBy = event.byNo;
      return;
    }
    case "RulingGiven": {
      const action = actionOf(lane, event.no);
      if (!action) return;
      action.ruling = { atMs, position, outcome: event.outcome, how: event.how, rationale: event.rationale };
      return;
    }
    case "ActionCompleted": {
      const action = actionOf(lane, event.no);
      if (!action) return;
      action.completed = { atMs: seen.atMs, position, outcome: event.outcome };
      if (event.outcome === "success") (lane.succeeded[action.actionId] ??= []).push(event.no);
      return;
    }

    case "GaugeChanged": {
      const segments = (lane.gauges[event.gaugeId] ??= []);
      segments.push(segmentAfter(segments.at(-1), planOf(setup).gauges.get(event.gaugeId), event, seen));
      return;
    }
    case "FactRevealed":
      (lane.facts[event.factId] ??= {})[event.to] ??= seen;
      return;
    case "ActorChanged": {
      const actor = lane.actors[event.actorId];
      if (!actor) return;
      const change = changeAt(actor, event, pointOn(setup));
      if (change) changeActor(actor, change, seen, pointOn(setup));
      return;
    }
    case "ActorSetOut": {
      const actor = lane.actors[event.actorId];
      if (!actor || HELD.includes(actor.statuses.at(-1)?.status ?? "at-large")) return;
      endStay(actor, atMs, pointOn(setup));
      const { placeId, toJunctionId, path, via, lengthM, departsAtMs, arrivesAtMs } = event;
      actor.leg = {
        placeId,
        toJunctionId,
        path,
        via,
        lengthM,
        departsAtMs,
        arrivesAtMs,
        awaitsRecord: false,
      };
      actor.hidden = false;
      actor.noticedBy = [];
      return;
    }
    case "ActorArrived": {
      const actor = lane.actors[event.actorId];
      if (actor?.leg) comeToRest(actor, actor.leg.placeId, atMs);
      return;
    }
    case "ActorLost": {
      const actor = lane.actors[event.actorId];
      if (actor?.believed) actor.believed = { ...actor.believed, ...moment, status: "at-large" };
      return;
    }
    case "EffectFailed": {
      const { type: _type, ...failure } = event;
      lane.failures.push({ ...moment, ...failure });
      return;
    }
    case "CameraWatched":
      lane.camerasWatched[event.cameraId] ??= seen;
      return;
    case "Noticed": {
      const { type: _type, side, ...notice } = event;
      lane.noticed[side].push({ ...moment, ...notice });
      const { what, by: watcher, placeId, seenAtMs } = event;
      const actor = what.kind === "actor" ? lane.actors[what.id] : undefined;
      if (!actor || side !== "responder") return;
      if (watcher) actor.noticedBy.push(`${watcher.kind}:${watcher.id}`);
      // Seen in passing: where it was last, unless something later is known.
      if (placeId !== null && seenAtMs >= (actor.believed?.atMs ?? 0)) {
        actor.believed = { atMs: seenAtMs, position, status: "at-large", placeId };
      }
      return;
    }
    case "AgencyNotified":
      // Of two who saw it called the earlier counts.
      lane.agencies[event.agencyId] ??= {
        incidentId: event.incidentId,
        notified: seen,
        answersAtMs: event.answersAtMs,
        answered: null,
        arrivesAtMs: event.arrivesAtMs,
        arrived: null,
      };
      return;
    case "AgencyAnswered": {
      const agency = lane.agencies[event.agencyId];
      const planned = planOf(setup).agencies.get(event.agencyId);
      if (!planned) return;
      if (agency && agency.answersAtMs <= atMs) agency.answered = moment;
      // What a side was told stays told, also where the call to the agency was withdrawn.
      lane.deliveries.push({
        atMs,
        position,
        injectId: null,
        agencyId: event.agencyId,
        kind: "agency-reply",
        audience: "responder",
        again: false,
        playedBy: null,
        toSide: false,
        from: planned.name,
        text: planned.answer,
        incidentId: agency?.incidentId ?? null,
      });
      return;
    }
    case "AgencyArrived": {
      const agency = lane.agencies[event.agencyId];
      // A call that was recorded late brings the agency when it would have come.
      const dueMs = agency?.arrivesAtMs ?? null;
      if (agency && dueMs !== null && dueMs <= atMs) agency.arrived = { atMs: dueMs, position };
      return;
    }
    case "CongestionChanged":
      lane.congestion = event.factor;
      if (event.told) lane.congestionKnown = event.factor;
      return;
    case "RadioSent":
      lane.radio.push({
        atMs,
        position,
        side: event.side,
        as: event.as,
        text: event.text,
        by: author.id,
        playedBy: author.role === "controller" ? author.name : null,
        asksReadBack: event.asksReadBack ?? false,
        readBack: null,
      });
      return;
    case "RadioReadBack": {
      const message = lane.radio.find((one) => one.position === event.of);
      if (message) message.readBack ??= { atMs, position, as: event.as };
      return;
    }
    case "DecisionOpened":
      lane.decisions[event.decisionId] = {
        opened: moment,
        order: event.order ?? null,
        closesAtMs: event.closesAtMs,
        taken: null,
        lapsed: false,
      };
      return;
    case "DecisionTaken": {
      const decision = lane.decisions[event.decisionId];
      if (!decision) return;
      decision.taken = {
        atMs,
        position,
        optionId: event.optionId,
        reason: event.reason,
        byName: author.name,
      };
      return;
    }
    case "DecisionLapsed": {
      const decision = lane.decisions[event.decisionId];
      if (decision) decision.lapsed = true;
      return;
    }

    case "ItemObserved":
      lane.observations.push({
        atMs: seen.atMs,
        position,
        itemId: event.itemId,
        result: event.result,
        note: event.note,
        evaluatorId: author.id,
        evaluatorName: author.name,
      });
      return;
    case "ItemRated":
      lane.ratings.push({
        atMs: seen.atMs,
        position,
        itemId: event.itemId,
        rating: event.rating,
        note: event.note,
        evaluatorId: author.id,
        evaluatorName: author.name,
      });
      return;
    case "EvaluationSubmitted":
      lane.submitted[author.id] = moment;
      return;
    case "NoteTaken":
      lane.notes.push({
        atMs: seen.atMs,
        position,
        text: event.text,
        by: author.id,
        byName: author.name,
        role: author.role,
        photos: event.photos ?? [],
      });
      return;
    case "MomentFlagged":
      lane.flags.push({
        atMs: seen.atMs,
        position,
        kind: event.kind,
        text: event.text,
        byName: author.name,
      });
      return;
    case "ExemptionGranted":
      lane.exemptions[event.itemId] = { atMs, position, reason: event.reason, byName: author.name };
      return;
    default:
      return;
  }
}

function planned(setup: Setup, { position, by }: RecordedEvent): Drill {
  return {
    setup,
    phase: "planned",
    cancelled: false,
    position,
    atMs: 0,
    seed: 0,
    clock: { rate: 0, resumeRate: 1, atMs: 0, sinceWallMs: 0 },
    clocks: [],
    pauseReason: "",
    started: null,
    stopped: null,
    stops: {},
    muted: {},
    ended: null,
    released: null,
    releasedCards: null,
    participants: {},
    lead: { holder: by.role === "controller" ? by.participantId : null, offeredTo: null },
    check: null,
    leg: 1,
    legsAt: [],
    lanes: Array.from({ length: setup.lanes }, (_, i) => untouchedLane(setup, i + 1)),
  };
}

/** Another setup for a drill that has not begun. Who plays where there is no such place any more has to come in anew. */
function replan(drill: Drill, setup: Setup): void {
  drill.setup = setup;
  drill.lanes = Array.from({ length: setup.lanes }, (_, i) => untouchedLane(setup, i + 1));
  const stays = Object.entries(drill.participants).filter(
    ([, one]) =>
      one.role !== "player" ||
      (!one.scripted && setup.teams.some(({ lane, side }) => lane === one.lane && side === one.side)),
  );
  drill.participants = Object.fromEntries(stays);
  drill.lead = leadAfter(drill.lead, drill.participants);
}

function untouchedLane(setup: Setup, lane: number): Lane {
  const { scenario } = setup;
  const { atlas, rota } = planOf(setup);
  return {
    lane,
    position: 0,
    injects: Object.fromEntries(
      scenario.injects.map((inject) => [
        inject.id,
        {
          status: "pending" as const,
          held: false,
          dueAtMs: inject.trigger.on === "time" ? inject.trigger.atMs : null,
          delivered: null,
          skipped: null,
          text: null,
          from: null,
        },
      ]),
    ),
    deliveries: [],
    incidents: {},
    units: Object.fromEntries(
      scenario.forces.units.map((unit) => [
        unit.id,
        {
          junctionId: atlas.stations.get(unit.stationId)?.properties.junction ?? "",
          leg: null,
          incidentId: null,
          calledIn: false,
          placeId: null,
          standsSinceMs: 0,
          visits: [],
        },
      ]),
    ),
    actions: [],
    succeeded: {},
    gauges: Object.fromEntries(
      scenario.gauges.map((gauge) => [
        gauge.id,
        [{ atMs: 0, position: 0, value: gauge.start, ratePerMin: gauge.ratePerMin }],
      ]),
    ),
    facts: {},
    actors: Object.fromEntries(
      scenario.actors.map((actor) => [
        actor.id,
        {
          placeId: actor.placeId,
          leg: null,
          hidden: actor.hidden,
          noticedBy: [],
          trail: [],
          openSinceMs: actor.hidden ? null : 0,
          statuses: [{ atMs: 0, position: 0, status: actor.status }],
          believed:
            actor.status === "at-large"
              ? null
              : { atMs: 0, position: 0, status: actor.status, placeId: actor.placeId },
        },
      ]),
    ),
    failures: [],
    camerasWatched: {},
    noticed: { responder: [], opposition: [] },
    agencies: {},
    decisions: {},
    radio: [],
    congestion: 1,
    congestionKnown: 1,
    shift: rota?.onDutyAtStart ?? 1,
    shiftChanges: 0,
    told: [],
    records: [],
    lastActionNo: 0,
    observations: [],
    ratings: [],
    submitted: {},
    notes: [],
    flags: [],
    exemptions: {},
    endedAtMs: null,
  };
}

type PointOf = (placeId: string) => LonLat | null;
type ActorChanged = Extract<DrillEvent, { type: "ActorChanged" }>;

/** Ways of standing in which an actor goes nowhere. */
const HELD: readonly ActorStatus[] = ["intercepted", "in-custody", "gone"];

function pointOn(setup: Setup): PointOf {
  const { atlas } = planOf(setup);
  return (id) => (atlas.places.get(id) ?? atlas.stations.get(id))?.geometry.coordinates ?? null;
}

/**
 * What an event makes of an actor as it stood then; null when it does not concern it. That may be other than when
 * it was decided: something earlier may have been recorded since.
 */
function changeAt(actor: ActorState, event: ActorChanged, pointOf: PointOf): ActorChanged | null {
  const { change } = event;
  if (!change) return event;
  const before = actor.statuses.at(-1)?.status ?? "at-large";
  if (change.from && !change.from.includes(before)) return null;
  if (change.within) {
    const at = actor.leg ? null : pointOf(actor.placeId);
    if (!at || metresBetween(at, change.within.at) > change.within.radiusM) return null;
  }
  return {
    ...event,
    status: change.status ?? before,
    placeId: change.placeId ?? actor.leg?.placeId ?? actor.placeId,
  };
}

/** How an actor stands has changed: whoever is held or gone stops where it is, whoever takes cover is out of sight. */
function changeActor(
  actor: ActorState,
  { status, placeId, hidden, known }: ActorChanged,
  moment: Moment,
  pointOf: PointOf,
): void {
  const goesOn = actor.leg?.placeId === placeId && !hidden && ["at-large", "located"].includes(status);
  if (!goesOn && (actor.leg || actor.placeId !== placeId || actor.hidden !== hidden)) {
    endStay(actor, moment.atMs, pointOf);
    comeToRest(actor, placeId, moment.atMs);
    actor.hidden = hidden;
    if (hidden) actor.openSinceMs = null;
  }
  if (actor.statuses.at(-1)?.status !== status) actor.statuses.push({ ...moment, status });
  // That somebody it never heard of is at large tells the responder nothing.
  if (known && (actor.believed || status !== "at-large")) actor.believed = { ...moment, status, placeId };
}

function comeToRest(actor: ActorState, placeId: string, atMs: number): void {
  if (actor.leg) actor.trail.push({ fromMs: actor.leg.departsAtMs, toMs: atMs, path: actor.leg.path });
  actor.placeId = placeId;
  actor.leg = null;
  actor.openSinceMs = atMs;
  actor.noticedBy = [];
}

/** An actor that stood in the open leaves: what cameras recorded of its stay remains. */
function endStay(actor: ActorState, atMs: number, pointOf: PointOf): void {
  const at = actor.leg || actor.openSinceMs === null ? null : pointOf(actor.placeId);
  if (at) actor.trail.push({ fromMs: actor.openSinceMs ?? 0, toMs: atMs, path: [at] });
  actor.openSinceMs = null;
}

/** The stages of a call in their order; a call that was diverted is out of the chain for good. */
const STAGES: readonly IncidentStatus[] = [
  "reported",
  "accepted",
  "classified",
  "dispatched",
  "on-scene",
  "controlled",
  "closed",
  "diverted",
];

/**
 * The stage an incident is in: the furthest along the chain it has reached. What is seen late of an earlier
 * stage does not take it back.
 */
export function stageOf(incident: IncidentState): IncidentStatus {
  const reached = Math.max(0, ...incident.statuses.map(({ status }) => STAGES.indexOf(status)));
  return STAGES[reached] ?? "reported";
}
