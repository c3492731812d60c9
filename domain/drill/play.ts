import type { Effect } from "@/domain/actions/schema";
import { junctionOf } from "@/domain/ground/atlas";
import { restOfLine, routeBetween, type Route } from "@/domain/ground/routing";
import type { LonLat } from "@/domain/ground/schema";
import { isOnDuty } from "./duty";
import { evolve, stageOf } from "./evolve";
import { planOf } from "./plan";
import type { By, DrillEvent, RecordedEvent, Target } from "./schema";
import type { Drill, Lane, UnitState } from "./state";

/**
 * A drill being carried forward: each event is applied as it is decided, so that the
 * next one is decided on the world it made.
 */
export type Play = {
  drill: Drill;
  wallMs: number;
  /** What has been decided so far, in order. */
  events: RecordedEvent[];
};

/** Decides one event. Lane 0 is the whole drill. */
export function emit(
  play: Play,
  by: By,
  lane: number,
  atMs: number,
  event: DrillEvent,
  observedAtMs: number | null = null,
): void {
  const recorded: RecordedEvent = {
    position: play.drill.position + 1,
    lane,
    atMs: Math.max(atMs, play.drill.atMs),
    wallMs: play.wallMs,
    by,
    observedAtMs,
    event,
  };
  evolve(play.drill, recorded);
  play.events.push(recorded);
}

/** What an effect acts on where it names nothing itself. */
export type EffectContext = {
  target: Target;
  unitIds: readonly string[];
  by: By;
  observedAtMs?: number | null;
  /** Whether the responder learns of a change that otherwise only shows in what follows from it. */
  told?: boolean;
};

/** Carries out effects in order, each on the world the one before it left. */
export function carryOutEffects(
  play: Play,
  lane: Lane,
  atMs: number,
  effects: readonly Effect[],
  context: EffectContext,
): void {
  const plan = planOf(play.drill.setup);
  const put = (event: DrillEvent) =>
    emit(play, context.by, lane.lane, atMs, event, context.observedAtMs ?? null);

  for (const effect of effects) {
    switch (effect.effect) {
      case "incident-status": {
        const incident = lane.incidents[effect.incidentId ?? context.target.incidentId ?? ""];
        if (incident && !incident.statuses.some((entry) => entry.status === effect.status)) {
          put({ type: "IncidentStatusReached", incidentId: incident.incidentId, status: effect.status });
        }
        break;
      }
      case "dispatch": {
        const { incidentId } = context.target;
        const place = plan.incidents.get(incidentId ?? "")?.placeId;
        if (incidentId === undefined || place === undefined) break;
        for (const unitId of context.unitIds) {
          const route = routeForUnit(play.drill, lane, unitId, place, atMs);
          if (route) put(unitSent(unitId, incidentId, route, atMs));
        }
        break;
      }
      case "return":
        for (const unitId of context.unitIds) {
          const station = plan.units.get(unitId)?.stationId;
          if (station === undefined) continue;
          const route = routeForUnit(play.drill, lane, unitId, station, atMs);
          if (route) put(unitSent(unitId, null, route, atMs));
        }
        break;
      case "call-in":
        for (const unitId of context.unitIds) {
          if (!isOnDuty(plan, lane, unitId)) put({ type: "UnitCalledIn", unitId });
        }
        break;
      case "merge": {
        const { incidentId, otherIncidentId } = context.target;
        if (incidentId !== undefined && otherIncidentId !== undefined) {
          put({ type: "IncidentsMerged", incidentId: otherIncidentId, into: incidentId });
        }
        break;
      }
      case "notify-agency": {
        const agency = plan.agencies.get(effect.agencyId ?? context.target.targetId ?? "");
        if (!agency || lane.agencies[agency.id]) break;
        put({
          type: "AgencyNotified",
          agencyId: agency.id,
          incidentId: context.target.incidentId ?? null,
          answersAtMs: atMs + agency.answersAfterMs,
          arrivesAtMs: agency.arrivesAfterMs === null ? null : atMs + agency.arrivesAfterMs,
        });
        break;
      }
      case "gauge": {
        const gauge = plan.gauges.get(effect.gaugeId);
        if (!gauge) break;
        const now = gaugeAt(play.drill, lane, gauge.id, atMs);
        const value = (effect.set ?? now.value) + (effect.add ?? 0);
        put({
          type: "GaugeChanged",
          gaugeId: gauge.id,
          value: Math.min(gauge.max, Math.max(gauge.min, value)),
          ratePerMin: effect.ratePerMin ?? now.ratePerMin,
        });
        break;
      }
      case "reveal":
        if (!lane.facts[effect.factId]?.[effect.to]) {
          put({ type: "FactRevealed", factId: effect.factId, to: effect.to });
        }
        break;
      case "actor": {
        for (const actorId of actorsMeant(play.drill, lane, effect.actorId, context.target)) {
          const actor = lane.actors[actorId];
          if (!actor) continue;
          put({
            type: "ActorChanged",
            actorId,
            status: effect.status ?? actor.statuses.at(-1)?.status ?? "at-large",
            placeId: effect.placeId ?? placeMeant(play.drill, context.target) ?? actor.placeId,
          });
        }
        break;
      }
      case "congestion":
        put({ type: "CongestionChanged", factor: effect.factor, told: context.told === true });
        break;
    }
  }
}

/**
 * Whom an effect on actors means: the one it names, the one the action was aimed at, or,
 * where a move was aimed at a place, every suspect still at large.
 */
function actorsMeant(drill: Drill, lane: Lane, named: string | undefined, target: Target): string[] {
  const meant = named ?? target.targetId;
  if (meant !== undefined && lane.actors[meant]) return [meant];
  return drill.setup.scenario.actors
    .filter((actor) => actor.kind === "suspect")
    .map((actor) => actor.id)
    .filter((id) => lane.actors[id]?.statuses.at(-1)?.status === "at-large");
}

/** The place a move was aimed at, if it was aimed at one. */
function placeMeant(drill: Drill, target: Target): string | undefined {
  const { atlas } = planOf(drill.setup);
  return target.targetId !== undefined && atlas.places.has(target.targetId) ? target.targetId : undefined;
}

/** A gauge's value and rate at a drill time: closed form, clamped to its bounds. */
export function gaugeAt(
  drill: Drill,
  lane: Lane,
  gaugeId: string,
  atMs: number,
): { value: number; ratePerMin: number } {
  const gauge = planOf(drill.setup).gauges.get(gaugeId);
  const segment = lane.gauges[gaugeId]?.findLast((s) => s.atMs <= atMs) ?? lane.gauges[gaugeId]?.at(-1);
  if (!gauge || !segment) return { value: 0, ratePerMin: 0 };
  const value = segment.value + (segment.ratePerMin * Math.max(0, atMs - segment.atMs)) / 60_000;
  return { value: Math.min(gauge.max, Math.max(gauge.min, value)), ratePerMin: segment.ratePerMin };
}

/** Where a unit can turn: at its junction, or, on the move, at the next one. */
function turningPoint(
  unit: UnitState,
  atMs: number,
): { junctionId: string; afterMs: number; path: LonLat[] } {
  const { leg } = unit;
  if (!leg) return { junctionId: unit.junctionId, afterMs: 0, path: [] };
  const next = leg.via.find((stop) => stop.atMs >= atMs) ?? leg.via.at(-1);
  if (!next) return { junctionId: leg.toJunctionId, afterMs: 0, path: [] };
  const total = Math.max(1, leg.arrivesAtMs - leg.departsAtMs);
  const here = restOfLine(leg.path, (atMs - leg.departsAtMs) / total);
  const there = restOfLine(leg.path, (next.atMs - leg.departsAtMs) / total);
  return {
    junctionId: next.junctionId,
    afterMs: Math.max(0, next.atMs - atMs),
    path: here.slice(0, Math.max(1, here.length - there.length + 1)),
  };
}

/** The way a unit would take to a place from where it is now; null when it cannot get there. */
export function routeForUnit(
  drill: Drill,
  lane: Lane,
  unitId: string,
  toPlaceId: string,
  atMs: number,
): Route | null {
  const plan = planOf(drill.setup);
  const unit = plan.units.get(unitId);
  const state = lane.units[unitId];
  const to = junctionOf(plan.atlas, toPlaceId);
  if (!unit || !state || to === null) return null;
  const start = turningPoint(state, atMs);
  const route = routeBetween(drill.setup.ground, unit.vehicle, start.junctionId, to, lane.congestion);
  if (!route) return null;
  return {
    path: [...start.path, ...route.path],
    via: route.via.map((stop) => ({ ...stop, afterMs: stop.afterMs + start.afterMs })),
    lengthM: route.lengthM,
    durationMs: route.durationMs + start.afterMs,
  };
}

function unitSent(unitId: string, incidentId: string | null, route: Route, atMs: number): DrillEvent {
  return {
    type: "UnitSent",
    unitId,
    incidentId,
    toJunctionId: route.via.at(-1)?.junctionId ?? "",
    path: route.path,
    via: route.via.map((stop) => ({ junctionId: stop.junctionId, atMs: atMs + stop.afterMs })),
    lengthM: route.lengthM,
    departsAtMs: atMs,
    arrivesAtMs: atMs + route.durationMs,
  };
}

/** Hands an inject to its audience: reports its incident, delivers it, and lets its effects happen. */
export function deliverInject(play: Play, lane: Lane, injectId: string, atMs: number, by: By): void {
  const inject = planOf(play.drill.setup).injects.get(injectId);
  if (!inject) return;
  const again = lane.injects[injectId]?.delivered != null;
  const { incidentId } = inject;
  if (incidentId !== undefined && !lane.incidents[incidentId] && inject.audience !== "control") {
    emit(play, by, lane.lane, atMs, { type: "IncidentReported", incidentId });
  }
  emit(play, by, lane.lane, atMs, { type: "InjectDelivered", injectId, again });
  if (!again) {
    const target = incidentId === undefined ? {} : { incidentId };
    const told = inject.audience === "responder" || inject.audience === "both";
    carryOutEffects(play, lane, atMs, inject.effects, { target, unitIds: [], by, told });
  }
}

/** Whether a unit stands on the scene of an incident. */
export function isOnScene(lane: Lane, unitId: string, incidentId: string): boolean {
  const unit = lane.units[unitId];
  return (
    unit?.leg === null && unit.visits.at(-1)?.toMs === null && unit.visits.at(-1)?.incidentId === incidentId
  );
}

/** Whether an incident is over: closed, diverted or merged into another. */
export function isOver(lane: Lane, incidentId: string): boolean {
  const incident = lane.incidents[incidentId];
  if (!incident) return true;
  return incident.mergedInto !== null || ["closed", "diverted"].includes(stageOf(incident));
}
