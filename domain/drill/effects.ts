import type { Effect } from "@/domain/actions/schema";
import type { ActorStatus, Side } from "@/domain/conditions/schema";
import { metresBetween } from "@/domain/ground/atlas";
import type { LonLat } from "@/domain/ground/schema";
import { actorPosition, actorStatus, isFree, pointOf, setOut } from "./actors";
import { planOf } from "./plan";
import { isOnDuty } from "./duty";
import { routeForUnit, unitPosition, unitSent } from "./movement";
import { lookThrough, watchersOf } from "./notice";
import { emit, type Play } from "./play";
import type { By, DrillEvent, Target } from "./schema";
import type { Drill, Lane } from "./state";

/** What an effect acts on where it names nothing itself. */
export type EffectContext = {
  target: Target;
  unitIds: readonly string[];
  by: By;
  /** The side whose action it is; null for an inject. */
  side: Side | null;
  /** Whether the responder learns of a change that otherwise only shows in what follows from it. */
  told?: boolean;
  observedAtMs?: number | null;
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
          if (route) put(unitSent(unitId, { incidentId, placeId: null }, route, atMs));
        }
        break;
      }
      case "return":
        for (const unitId of context.unitIds) {
          const station = plan.units.get(unitId)?.stationId;
          if (station === undefined) continue;
          const route = routeForUnit(play.drill, lane, unitId, station, atMs);
          if (route) put(unitSent(unitId, { incidentId: null, placeId: null }, route, atMs));
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
          const status = effect.status ?? actorStatus(actor);
          put({
            type: "ActorChanged",
            actorId,
            status,
            placeId:
              effect.placeId ?? placeMeant(play.drill, context.target) ?? actor.leg?.placeId ?? actor.placeId,
            hidden: false,
            known: isKnown(play.drill, lane, actorId, { by: context.side, status: effect.status }, atMs),
          });
        }
        break;
      }
      case "set-out": {
        const actorId = effect.actorId ?? context.target.targetId;
        const placeId = effect.placeId ?? context.target.placeId;
        if (actorId === undefined || placeId === undefined) break;
        const known = isInView(play.drill, lane, actorId, atMs);
        setOut(play, lane, { actorId, placeId, by: context.by, known }, atMs);
        break;
      }
      case "hide": {
        const actorId = effect.actorId ?? context.target.targetId ?? "";
        const actor = lane.actors[actorId];
        if (!actor || !isFree(actor)) break;
        const known = isInView(play.drill, lane, actorId, atMs);
        const placeId = actor.leg?.placeId ?? actor.placeId;
        put({ type: "ActorChanged", actorId, status: "at-large", placeId, hidden: true, known });
        break;
      }
      case "find": {
        const spot = spotOf(play.drill, lane, context, atMs);
        if (spot) find(play, lane, spot, effect.radiusM, context.by, atMs);
        break;
      }
      case "watch": {
        const cameraId = context.target.targetId ?? "";
        if (!plan.atlas.cameras.has(cameraId)) break;
        if (!lane.camerasWatched[cameraId]) put({ type: "CameraWatched", cameraId });
        lookThrough(play, lane, cameraId, atMs);
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

/**
 * Whether the responder learns how an actor stands. Of its own doing always; of the opposition's when it has the
 * actor in view or the actor gives itself up; of the story's when the story puts the actor into its hands or eyes.
 */
function isKnown(
  drill: Drill,
  lane: Lane,
  actorId: string,
  { by, status }: { by: Side | null; status: ActorStatus | undefined },
  atMs: number,
): boolean {
  if (by === "responder") return true;
  if (status !== undefined && status !== "at-large" && status !== "gone") {
    return by === null || status !== "located";
  }
  return by === "opposition" && isInView(drill, lane, actorId, atMs);
}

/** Whether somebody of the responder sees an actor at this moment. */
function isInView(drill: Drill, lane: Lane, actorId: string, atMs: number): boolean {
  const actor = lane.actors[actorId];
  const at = actor && !actor.hidden ? actorPosition(drill, actor, atMs) : null;
  return (
    at !== null &&
    watchersOf(drill, lane, "responder", atMs).some((one) => metresBetween(one.at, at) <= one.rangeM)
  );
}

/** Where an action takes place: at the place or incident it is aimed at, or where its first crew is. */
function spotOf(drill: Drill, lane: Lane, { target, unitIds }: EffectContext, atMs: number): LonLat | null {
  const placeId = planOf(drill.setup).incidents.get(target.incidentId ?? "")?.placeId;
  const crew = lane.units[unitIds[0] ?? ""];
  return (
    pointOf(drill, target.targetId ?? "") ??
    pointOf(drill, target.placeId ?? "") ??
    (crew ? unitPosition(drill, crew, atMs) : null) ??
    pointOf(drill, placeId ?? "")
  );
}

/** Locates every free actor within a radius, also those under cover. */
function find(play: Play, lane: Lane, spot: LonLat, radiusM: number, by: By, atMs: number): void {
  for (const [actorId, actor] of Object.entries(lane.actors)) {
    const at = actorPosition(play.drill, actor, atMs);
    const status = actorStatus(actor);
    if (!at || !isFree(actor) || metresBetween(at, spot) > radiusM) continue;
    if (actor.leg || (status === "located" && actor.believed?.placeId === actor.placeId)) continue;
    const { placeId } = actor;
    const found = status === "at-large" ? "located" : status;
    emit(play, by, lane.lane, atMs, {
      type: "ActorChanged",
      actorId,
      status: found,
      placeId,
      hidden: false,
      known: true,
    });
  }
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
    carryOutEffects(play, lane, atMs, inject.effects, { target, unitIds: [], by, side: null, told });
  }
}
