import type { ActionDefinition } from "@/domain/actions/schema";
import type { Side } from "@/domain/conditions/terms";
import { metresBetween } from "@/domain/ground/atlas";
import { firstWithin } from "@/domain/ground/sight";
import type { LonLat } from "@/domain/ground/schema";
import { actorPosition, actorStatus, isFree, pointOf, shareAt } from "./actors";
import { isOnDuty } from "./duty";
import { headingAt } from "./bearing";
import { unitPosition } from "./movement";
import { planOf } from "./plan";
import { emit, type Play } from "./play";
import type { By, Target } from "./schema";
import type { ActorState, Drill, Lane } from "./state";

/**
 * Who notices what (docs/decisions/0015-what-a-side-notices.md).
 *
 * A side notices what happens within sight of its people: the responder's crews that stand somewhere, the
 * opposition's actors; and, for the responder, within range of a camera whose picture it has asked for.
 */

/** How far a person in the street makes out who somebody is and what they do, in metres. The project's own figure. */
export const SIGHT_M = 150;

const engine: By = { role: "engine" };

type Watcher = {
  kind: "unit" | "camera" | "actor";
  id: string;
  at: LonLat;
  rangeM: number;
  /** Where that is, for people to read. */
  placeId: string | null;
  /** Since when it has been watching there. */
  sinceMs: number;
};

/** Whoever and whatever of a side has its eyes open at a drill time. */
export function watchersOf(drill: Drill, lane: Lane, side: Side, atMs: number): Watcher[] {
  // On the street people have eyes of their own: who saw whom is what staff record.
  if (drill.setup.mode === "field") return [];
  if (side === "opposition") {
    return Object.entries(lane.actors).flatMap(([id, actor]) => {
      const at = isFree(actor) ? actorPosition(drill, actor, atMs) : null;
      return at
        ? [{ kind: "actor" as const, id, at, rangeM: SIGHT_M, placeId: actor.placeId, sinceMs: 0 }]
        : [];
    });
  }
  const plan = planOf(drill.setup);
  const { atlas, incidents, units } = plan;
  const crews = Object.entries(lane.units).flatMap(([id, unit]) => {
    const at = unit.leg || !isOnDuty(plan, lane, id) ? null : unitPosition(drill, unit, atMs);
    const incidentId = unit.incidentId ?? "";
    const placeId = unit.placeId ?? incidents.get(incidentId)?.placeId ?? units.get(id)?.stationId ?? null;
    return at
      ? [{ kind: "unit" as const, id, at, rangeM: SIGHT_M, placeId, sinceMs: unit.standsSinceMs }]
      : [];
  });
  const cameras = Object.entries(lane.camerasWatched).flatMap(([id, since]) => {
    const camera = atlas.cameras.get(id);
    return camera
      ? [
          {
            kind: "camera" as const,
            id,
            at: camera.geometry.coordinates,
            rangeM: camera.properties.rangeM,
            placeId: id,
            sinceMs: since.atMs,
          },
        ]
      : [];
  });
  return [...crews, ...cameras];
}

/**
 * The other side notices that an action was begun, if it is one that can be noticed and somebody is near.
 *
 * @returns Whether it did.
 */
export function noticeAction(
  play: Play,
  lane: Lane,
  action: { no: number; definition: ActionDefinition; target: Target; unitIds: readonly string[] },
  atMs: number,
): boolean {
  const { definition, no } = action;
  const side: Side = definition.side === "responder" ? "opposition" : "responder";
  if (definition.notice === "own") return false;
  // Where nobody plays the opposition, nobody needs to be told.
  if (side === "opposition" && !play.drill.setup.scenario.opposed) return false;
  const spots = placesOf(play.drill, lane, action, atMs);
  const watcher =
    watchersOf(play.drill, lane, side, atMs).find(({ at, rangeM }) =>
      spots.some((spot) => metresBetween(spot, at) <= rangeM),
    ) ?? null;
  if (!watcher && definition.notice !== "everyone") return false;
  emit(play, engine, lane.lane, atMs, {
    type: "Noticed",
    side,
    by: watcher ? { kind: watcher.kind, id: watcher.id } : null,
    what: { kind: "action", no },
    at: spots[0] ?? null,
    placeId: watcher?.placeId ?? null,
    seenAtMs: atMs,
  });
  return true;
}

/** Where an action takes place: at its target, where its crews are, or wherever the opposition's people are. */
function placesOf(
  drill: Drill,
  lane: Lane,
  {
    definition,
    target,
    unitIds,
  }: { definition: ActionDefinition; target: Target; unitIds: readonly string[] },
  atMs: number,
): LonLat[] {
  // Crews act where they went, wherever whom they look for may be.
  const went =
    definition.side === "responder" ? pointOf(drill, target.placeId ?? placeNamed(definition)) : null;
  if (went) return [went];
  const actor = lane.actors[target.targetId ?? ""];
  const aimed = actor ? actorPosition(drill, actor, atMs) : pointOf(drill, target.targetId ?? "");
  if (aimed) return [aimed];
  if (target.incidentId !== undefined) {
    const placeId = planOf(drill.setup).incidents.get(target.incidentId)?.placeId ?? "";
    const at = pointOf(drill, placeId);
    return at ? [at] : [];
  }
  const doers =
    definition.side === "responder"
      ? unitIds.flatMap((id) => lane.units[id] ?? []).map((unit) => unitPosition(drill, unit, atMs))
      : Object.values(lane.actors)
          .filter((one) => isFree(one) && !one.hidden)
          .map((one) => actorPosition(drill, one, atMs));
  return doers.filter((at) => at !== null);
}

/** The place at which an action lays hands on somebody, where it names one. */
function placeNamed({ effects }: ActionDefinition): string {
  for (const effect of effects) {
    if (effect.effect === "actor" && effect.placeId !== undefined && effect.status === "intercepted")
      return effect.placeId;
  }
  return "";
}

/** A moment at which the responder will notice an actor if nothing else happens. */
export type Sighting = { atMs: number; happen: (play: Play, atMs: number) => void };

/** Every actor in the open that comes, or is, within sight of somebody of the responder who has not noticed it yet. */
export function* sightingsDue(drill: Drill, lane: Lane): Generator<Sighting> {
  const { actors } = planOf(drill.setup);
  let watchers: Watcher[] | null = null;
  for (const [actorId, actor] of Object.entries(lane.actors)) {
    const kind = actors.get(actorId)?.kind;
    if ((kind !== "suspect" && kind !== "crowd") || actor.hidden || !isFree(actor)) continue;
    if (!actor.leg && isKnownHere(actor)) continue;
    watchers ??= watchersOf(drill, lane, "responder", drill.atMs);
    for (const watcher of watchers) {
      if (actor.noticedBy.includes(keyOf(watcher))) continue;
      const atMs = seenFrom(drill, actor, watcher);
      if (atMs === null) continue;
      yield { atMs, happen: (play, nowMs) => noticeActor(play, lane, actorId, watcher, nowMs, nowMs) };
    }
  }
}

/** The responder notices an actor. One that stands still is thereby located; one that passes by was seen there. */
export function noticeActor(
  play: Play,
  lane: Lane,
  actorId: string,
  watcher: Omit<Watcher, "sinceMs">,
  atMs: number,
  seenAtMs: number,
): void {
  const actor = lane.actors[actorId];
  if (!actor) return;
  emit(play, engine, lane.lane, atMs, {
    type: "Noticed",
    side: "responder",
    by: { kind: watcher.kind, id: watcher.id },
    what: { kind: "actor", id: actorId },
    at: watcher.at,
    placeId: actor.leg || seenAtMs < atMs ? watcher.placeId : actor.placeId,
    seenAtMs,
    ...headingOf(actor, seenAtMs),
  });
  if (seenAtMs < atMs || actor.leg) {
    // Whoever walks past a crew sees it as well as the crew sees them.
    if (watcher.kind === "unit") noticeUnit(play, lane, watcher.id, watcher.at, atMs);
    return;
  }
  if (actorStatus(actor) === "at-large") {
    const { placeId } = actor;
    emit(play, engine, lane.lane, atMs, {
      type: "ActorChanged",
      actorId,
      status: "located",
      placeId,
      hidden: false,
      known: true,
      change: { status: "located", from: ["at-large"] },
    });
  }
}

/** Where an actor was going as it was seen: of its way now, or of one that a recording shows. */
function headingOf({ leg, trail }: ActorState, seenAtMs: number): { headingDeg?: number } {
  const way =
    leg && leg.departsAtMs <= seenAtMs
      ? { path: leg.path, fromMs: leg.departsAtMs, toMs: leg.arrivesAtMs }
      : trail.findLast(({ fromMs, toMs }) => fromMs <= seenAtMs && seenAtMs <= toMs);
  const share = way ? (seenAtMs - way.fromMs) / Math.max(1, way.toMs - way.fromMs) : 0;
  const headingDeg = way ? headingAt(way.path, share) : null;
  return headingDeg === null ? {} : { headingDeg };
}

/** The opposition notices a crew that has come within sight of one of its people. */
export function noticeUnit(play: Play, lane: Lane, unitId: string, at: LonLat, atMs: number): void {
  if (!play.drill.setup.scenario.opposed) return;
  const witness = watchersOf(play.drill, lane, "opposition", atMs).find(
    (watcher) => metresBetween(watcher.at, at) <= watcher.rangeM,
  );
  if (!witness) return;
  emit(play, engine, lane.lane, atMs, {
    type: "Noticed",
    side: "opposition",
    by: { kind: "actor", id: witness.id },
    what: { kind: "unit", id: unitId },
    at,
    placeId: witness.placeId,
    seenAtMs: atMs,
  });
}

/** Looks through what a camera recorded: of every actor that was in its range, the last time. */
export function lookThrough(play: Play, lane: Lane, cameraId: string, atMs: number): void {
  const camera = planOf(play.drill.setup).atlas.cameras.get(cameraId);
  if (!camera) return;
  const at = camera.geometry.coordinates;
  const { rangeM } = camera.properties;
  const { actors } = planOf(play.drill.setup);
  for (const [actorId, actor] of Object.entries(lane.actors)) {
    const kind = actors.get(actorId)?.kind;
    if (kind !== "suspect" && kind !== "crowd") continue;
    const last = actor.trail.findLast((piece) => firstWithin(piece.path, at, rangeM) !== null);
    if (!last || actor.noticedBy.includes(`camera:${cameraId}`)) continue;
    const share = firstWithin(last.path, at, rangeM) ?? 0;
    const seenAtMs = Math.min(atMs - 1, Math.round(last.fromMs + share * (last.toMs - last.fromMs)));
    const watcher = { kind: "camera" as const, id: cameraId, at, rangeM, placeId: cameraId };
    noticeActor(play, lane, actorId, watcher, atMs, Math.max(0, seenAtMs));
  }
}

/** When a watcher first sees an actor where it now stands or goes; null when it does not. */
function seenFrom(drill: Drill, actor: ActorState, { at, rangeM, sinceMs }: Watcher): number | null {
  const { leg } = actor;
  if (!leg) {
    const here = pointOf(drill, actor.placeId);
    const inRange = here !== null && metresBetween(here, at) <= rangeM;
    return inRange ? Math.max(actor.openSinceMs ?? 0, sinceMs) : null;
  }
  const share = firstWithin(leg.path, at, rangeM);
  if (share === null) return null;
  const entersAtMs = Math.round(leg.departsAtMs + share * (leg.arrivesAtMs - leg.departsAtMs));
  if (entersAtMs >= sinceMs) return entersAtMs;
  const then = actorPosition(drill, actor, sinceMs);
  return shareAt(leg, sinceMs) < 1 && then !== null && metresBetween(then, at) <= rangeM ? sinceMs : null;
}

/** Whether the responder already takes an actor to be just where it stands. */
function isKnownHere({ believed, placeId }: ActorState): boolean {
  return believed !== null && believed.status !== "at-large" && believed.placeId === placeId;
}

function keyOf({ kind, id }: { kind: string; id: string }): string {
  return `${kind}:${id}`;
}
