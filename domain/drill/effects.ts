import type { Effect } from "@/domain/actions/schema";
import type { ActorStatus, Side } from "@/domain/conditions/schema";
import { reportsIncident } from "@/domain/scenario/reports";
import { metresBetween } from "@/domain/ground/atlas";
import type { LonLat } from "@/domain/ground/schema";
import { actorPosition, actorStatus, FREE, isFree, pointOf, setOut } from "./actors";
import { fallsToSide, sidesOf } from "./team-role";
import { keptBack, whyNotSetOut, type EffectFailed } from "./failures";
import { planOf } from "./plan";
import { isOnDuty } from "./duty";
import { changed, valueAt } from "./gauge";
import { isRecorded } from "./hindsight";
import { routeForUnit, routeSeen, unitPosition, unitSent } from "./movement";
import { lookThrough, watchersOf } from "./notice";
import { emit, type Play } from "./play";
import type { By, DrillEvent, Target } from "./schema";
import type { Drill, GaugeSegment, Lane } from "./state";

/** What an effect acts on where it names nothing itself. */
export type EffectContext = {
  target: Target;
  unitIds: readonly string[];
  by: By;
  /** The side whose action it is; null for an inject. */
  side: Side | null;
  /** Whether the responder learns of a change that otherwise only shows in what follows from it. */
  told?: boolean;
  /** What it is an effect of, where that can fail: an inject by its id, an action by its number. */
  of?: { injectId: string } | { no: number };
  /** When staff saw it, drill time in ms: then it counts from there. */
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
  const { observedAtMs = null } = context;
  const worldMs = observedAtMs ?? atMs;
  const put = (event: DrillEvent) => emit(play, context.by, lane.lane, atMs, event, observedAtMs);
  /** Whether it stands already. What was only recorded may be withdrawn, and a recording may be of something earlier. */
  const stands = (known: { position: number } | undefined) =>
    known !== undefined && observedAtMs === null && !isRecorded(lane, known.position);

  /** Nothing fails in silence; what staff saw did not fail. */
  const fail = (effect: Effect, why: EffectFailed["why"], subjectId?: string, placeId?: string) => {
    if (observedAtMs !== null || !context.of) return;
    put({
      type: "EffectFailed",
      effect: effect.effect,
      why,
      ...context.of,
      ...(subjectId ? { subjectId } : {}),
      ...(placeId ? { placeId } : {}),
    });
  };

  for (const effect of effects) {
    switch (effect.effect) {
      case "incident-status": {
        const incident = lane.incidents[effect.incidentId ?? context.target.incidentId ?? ""];
        const reached = incident?.statuses.find(({ status }) => status === effect.status);
        if (!incident) fail(effect, "nothing-meant", effect.incidentId);
        if (incident && !stands(reached)) {
          const byStory = context.side === null ? { byStory: true as const } : {};
          put({
            type: "IncidentStatusReached",
            incidentId: incident.incidentId,
            status: effect.status,
            ...byStory,
          });
        }
        break;
      }
      case "dispatch": {
        const { incidentId } = context.target;
        const place = plan.incidents.get(incidentId ?? "")?.placeId;
        if (incidentId === undefined || place === undefined || context.unitIds.length === 0) {
          fail(effect, "nothing-meant");
          break;
        }
        for (const unitId of context.unitIds) {
          const route =
            routeForUnit(play.drill, lane, unitId, place, worldMs) ??
            (observedAtMs === null ? null : routeSeen(play.drill, place));
          if (route) put(unitSent(unitId, { incidentId, placeId: null }, route, worldMs));
          else fail(effect, "no-way", unitId, place);
        }
        break;
      }
      case "return":
        if (context.unitIds.length === 0) fail(effect, "nothing-meant");
        for (const unitId of context.unitIds) {
          const station = plan.units.get(unitId)?.stationId;
          if (station === undefined) continue;
          const route =
            routeForUnit(play.drill, lane, unitId, station, worldMs) ??
            (observedAtMs === null ? null : routeSeen(play.drill, station));
          if (route) put(unitSent(unitId, { incidentId: null, placeId: null }, route, worldMs));
          else fail(effect, "no-way", unitId, station);
        }
        break;
      case "call-in":
        if (context.unitIds.length === 0) fail(effect, "nothing-meant");
        for (const unitId of context.unitIds) {
          if (observedAtMs !== null || !isOnDuty(plan, lane, unitId)) put({ type: "UnitCalledIn", unitId });
        }
        break;
      case "merge": {
        const { incidentId, otherIncidentId } = context.target;
        if (incidentId !== undefined && otherIncidentId !== undefined) {
          put({ type: "IncidentsMerged", incidentId: otherIncidentId, into: incidentId });
        } else fail(effect, "nothing-meant");
        break;
      }
      case "notify-agency": {
        const agency = plan.agencies.get(effect.agencyId ?? context.target.targetId ?? "");
        if (!agency) fail(effect, "nothing-meant");
        if (!agency || stands(lane.agencies[agency.id]?.notified)) break;
        put({
          type: "AgencyNotified",
          agencyId: agency.id,
          incidentId: context.target.incidentId ?? null,
          answersAtMs: worldMs + agency.answersAfterMs,
          arrivesAtMs: agency.arrivesAfterMs === null ? null : worldMs + agency.arrivesAfterMs,
        });
        break;
      }
      case "gauge": {
        const gauge = plan.gauges.get(effect.gaugeId);
        if (!gauge) fail(effect, "nothing-meant");
        if (!gauge) break;
        const segment = segmentAt(lane, gauge.id, worldMs);
        if (!segment) break;
        const change = {
          ...(effect.set === undefined ? {} : { set: effect.set }),
          ...(effect.add === undefined ? {} : { add: effect.add }),
          ...(effect.ratePerMin === undefined ? {} : { ratePerMin: effect.ratePerMin }),
        };
        const now = changed(segment, gauge, change, worldMs);
        put({ type: "GaugeChanged", gaugeId: gauge.id, ...now, change });
        break;
      }
      case "reveal":
        if (!stands(lane.facts[effect.factId]?.[effect.to])) {
          put({ type: "FactRevealed", factId: effect.factId, to: effect.to });
        }
        break;
      case "actor": {
        const placeId = effect.placeId ?? placeMeant(play.drill, context.target);
        const { actorIds, from } = actorsMeant(play.drill, lane, effect.actorId, context.target);
        if (!actorIds.some((id) => lane.actors[id] && (!from || from.includes(actorStatus(lane.actors[id])))))
          fail(effect, actorIds.length === 0 ? "nothing-meant" : "not-free");
        for (const actorId of actorIds) {
          const actor = lane.actors[actorId];
          if (!actor) continue;
          const now = actorStatus(actor);
          // Whoever is in custody by now may have been at large when it was seen.
          if (from && observedAtMs === null && !from.includes(now)) continue;
          put({
            type: "ActorChanged",
            actorId,
            status: effect.status ?? from?.[0] ?? now,
            placeId: placeId ?? actor.leg?.placeId ?? actor.placeId,
            hidden: false,
            known: isKnown(play.drill, lane, actorId, { by: context.side, status: effect.status }, worldMs),
            change: {
              ...(effect.status === undefined ? {} : { status: effect.status }),
              ...(placeId === undefined ? {} : { placeId }),
              ...(from ? { from } : {}),
            },
          });
        }
        break;
      }
      case "set-out": {
        const actorId = effect.actorId ?? context.target.targetId;
        const placeId = effect.placeId ?? context.target.placeId;
        if (actorId === undefined || placeId === undefined) {
          fail(effect, "nothing-meant", actorId, placeId);
          break;
        }
        const whyNot = whyNotSetOut(play.drill, lane, actorId, placeId, worldMs);
        if (whyNot) fail(effect, whyNot, actorId, placeId);
        const known = isInView(play.drill, lane, actorId, worldMs);
        if (observedAtMs === null) {
          setOut(play, lane, { actorId, placeId, by: context.by, known }, atMs);
        } else {
          // Where a role player went they went; no way there is computed.
          const left = {
            type: "ActorChanged",
            actorId,
            placeId,
            status: "at-large",
            hidden: false,
            known,
          } as const;
          put({ ...left, change: { placeId, from: FREE } });
          put({ ...left, change: { status: "at-large", from: ["located"] } });
        }
        break;
      }
      case "hide": {
        const actorId = effect.actorId ?? context.target.targetId ?? "";
        const actor = lane.actors[actorId];
        if (!actor || (observedAtMs === null && !isFree(actor))) {
          fail(effect, actor ? "not-free" : "nothing-meant", actorId);
          break;
        }
        const known = isInView(play.drill, lane, actorId, worldMs);
        const placeId = actor.leg?.placeId ?? actor.placeId;
        const change = { status: "at-large" as const, from: FREE };
        put({ type: "ActorChanged", actorId, status: "at-large", placeId, hidden: true, known, change });
        break;
      }
      case "find": {
        // Where crews were when they were seen may be told otherwise later; what was aimed at is not.
        const aimed = observedAtMs === null ? context : { ...context, unitIds: [] };
        const spot = spotOf(play.drill, lane, aimed, worldMs);
        if (!spot) fail(effect, "nothing-meant");
        if (!spot) break;
        if (observedAtMs === null) find(play, lane, spot, effect.radiusM, context.by, atMs);
        else findSeen(play, lane, spot, effect.radiusM, put);
        break;
      }
      case "watch": {
        const cameraId = context.target.targetId ?? "";
        if (!plan.atlas.cameras.has(cameraId)) {
          fail(effect, "nothing-meant", cameraId);
          break;
        }
        if (!stands(lane.camerasWatched[cameraId])) put({ type: "CameraWatched", cameraId });
        // What a camera on the street showed is not computed.
        if (observedAtMs === null) lookThrough(play, lane, cameraId, atMs);
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
function actorsMeant(
  drill: Drill,
  lane: Lane,
  named: string | undefined,
  target: Target,
): { actorIds: string[]; from?: ActorStatus[] } {
  if (named !== undefined && !lane.actors[named]) return { actorIds: [] };
  const meant = named ?? target.targetId;
  if (meant !== undefined && lane.actors[meant]) return { actorIds: [meant] };
  const suspects = drill.setup.scenario.actors.filter((actor) => actor.kind === "suspect");
  return { actorIds: suspects.map(({ id }) => id), from: ["at-large"] };
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
      change: { status: found, from: [status] },
    });
  }
}

/** Staff saw a search succeed: found is whoever, as things are told then, was at large within the radius. */
function findSeen(
  play: Play,
  lane: Lane,
  at: LonLat,
  radiusM: number,
  put: (event: DrillEvent) => void,
): void {
  for (const { id: actorId, placeId } of play.drill.setup.scenario.actors) {
    if (!lane.actors[actorId]) continue;
    const change = { status: "located" as const, from: ["at-large" as const], within: { at, radiusM } };
    put({ type: "ActorChanged", actorId, status: "located", placeId, hidden: false, known: true, change });
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
  const segment = segmentAt(lane, gaugeId, atMs);
  if (!gauge || !segment) return { value: 0, ratePerMin: 0 };
  return { value: valueAt(segment, gauge, atMs), ratePerMin: segment.ratePerMin };
}

function segmentAt(lane: Lane, gaugeId: string, atMs: number): GaugeSegment | undefined {
  return lane.gauges[gaugeId]?.findLast((s) => s.atMs <= atMs) ?? lane.gauges[gaugeId]?.at(-1);
}

/** Hands an inject to its audience: reports its incident, delivers it, and lets its effects happen. */
export function deliverInject(play: Play, lane: Lane, injectId: string, atMs: number, by: By): void {
  const inject = planOf(play.drill.setup).injects.get(injectId);
  if (!inject) return;
  const first = lane.injects[injectId]?.delivered ?? null;
  const again = first !== null;
  if (!again && keptBack(play, lane, injectId, atMs, by)) return;
  const { incidentId } = inject;
  if (
    incidentId !== undefined &&
    !lane.incidents[incidentId] &&
    reportsIncident(inject, play.drill.setup.scenario)
  ) {
    emit(play, by, lane.lane, atMs, { type: "IncidentReported", incidentId });
  }
  const toSide = fallsToSide(play.drill, lane.lane, inject.audience) ? { toSide: true as const } : {};
  emit(play, by, lane.lane, atMs, {
    type: "InjectDelivered",
    injectId,
    again,
    ...toSide,
    ...(first ? { of: first.position } : {}),
  });
  if (!again) {
    const target = incidentId === undefined ? {} : { incidentId };
    const told = sidesOf(inject.audience).includes("responder");
    carryOutEffects(play, lane, atMs, inject.effects, {
      target,
      unitIds: [],
      by,
      side: null,
      told,
      of: { injectId },
    });
  }
}
