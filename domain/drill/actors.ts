import type { ActorStatus } from "@/domain/conditions/terms";
import { junctionOf } from "@/domain/ground/atlas";
import { pointAlong, type Route } from "@/domain/ground/routing";
import type { LonLat } from "@/domain/ground/schema";
import { legOf, routeFrom, turningPoint } from "./movement";
import { planOf } from "./plan";
import { emit, type Play } from "./play";
import type { By } from "./schema";
import type { ActorState, Drill, Lane } from "./state";

/** Ways of standing in which an actor can still do something of its own. */
export const FREE: ActorStatus[] = ["at-large", "located", "calm"];

/** How an actor stands, in truth. */
export function actorStatus(actor: ActorState): ActorStatus {
  return actor.statuses.at(-1)?.status ?? "at-large";
}

/** Whether an actor can still do something of its own: it is neither held nor gone. */
export function isFree(actor: ActorState): boolean {
  return FREE.includes(actorStatus(actor));
}

/** Where an actor is at a drill time: at its place, or on its way. */
export function actorPosition(drill: Drill, actor: ActorState, atMs: number): LonLat | null {
  const { leg } = actor;
  if (leg) return pointAlong(leg.path, shareAt(leg, atMs));
  return pointOf(drill, actor.placeId);
}

/** How much of a way is behind somebody at a drill time, 0 to 1. */
export function shareAt(leg: { departsAtMs: number; arrivesAtMs: number }, atMs: number): number {
  return Math.max(0, Math.min(1, (atMs - leg.departsAtMs) / Math.max(1, leg.arrivesAtMs - leg.departsAtMs)));
}

/** The coordinates of a place, station or camera; null when the ground has no such id. */
export function pointOf(drill: Drill, id: string): LonLat | null {
  const { atlas } = planOf(drill.setup);
  const feature = atlas.places.get(id) ?? atlas.stations.get(id) ?? atlas.cameras.get(id);
  return feature?.geometry.coordinates ?? null;
}

/** The way an actor would take to a place from where it is; null when it cannot get there with what it moves with. */
export function routeForActor(
  drill: Drill,
  lane: Lane,
  actorId: string,
  placeId: string,
  atMs: number,
): Route | null {
  const { atlas, actors } = planOf(drill.setup);
  const actor = lane.actors[actorId];
  const planned = actors.get(actorId);
  const to = junctionOf(atlas, placeId);
  const from = actor ? junctionOf(atlas, actor.placeId) : null;
  if (!actor || !planned || to === null || from === null) return null;
  const start = turningPoint({ junctionId: from, leg: actor.leg }, atMs);
  return routeFrom(drill, lane, planned.vehicle, start, to);
}

/**
 * An actor sets out for a place. Whoever had it in view loses it, unless it is noticed on the way
 * (docs/decisions/0015-what-a-side-notices.md).
 *
 * @param known Whether the responder is told that it left.
 */
export function setOut(
  play: Play,
  lane: Lane,
  { actorId, placeId, by, known }: { actorId: string; placeId: string; by: By; known: boolean },
  atMs: number,
): void {
  const actor = lane.actors[actorId];
  const route = routeForActor(play.drill, lane, actorId, placeId, atMs);
  if (!actor || !route || !isFree(actor)) return;
  emit(play, by, lane.lane, atMs, { type: "ActorSetOut", actorId, placeId, ...legOf(route, atMs) });
  if (actorStatus(actor) === "located") {
    emit(play, by, lane.lane, atMs, {
      type: "ActorChanged",
      actorId,
      status: "at-large",
      placeId,
      hidden: false,
      known,
      change: { status: "at-large", placeId, from: ["located"] },
    });
  }
}
