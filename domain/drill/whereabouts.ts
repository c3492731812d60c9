import { metresBetween } from "@/domain/ground/atlas";
import { pointAlong } from "@/domain/ground/routing";
import type { LonLat } from "@/domain/ground/schema";
import { pointOf, shareAt } from "./actors";
import { SIGHT_M } from "./notice";
import type { ActorState, Drill } from "./state";

/** Whether an actor was at a place at a drill time: there, or passing within sight of it. */
export function wasAt(drill: Drill, actor: ActorState, placeId: string, atMs: number): boolean {
  const stay = actor.stays.findLast((one) => one.atMs <= atMs && atMs <= (one.toMs ?? Infinity));
  if (stay?.placeId === placeId) return true;
  const at = stay ? pointOf(drill, stay.placeId) : onTheWay(actor, atMs);
  const place = pointOf(drill, placeId);
  return at !== null && place !== null && metresBetween(at, place) <= SIGHT_M;
}

/** Where an actor was on a way of its, at a drill time; null when it was on none. */
function onTheWay({ leg, trail }: ActorState, atMs: number): LonLat | null {
  if (leg && leg.departsAtMs <= atMs) return pointAlong(leg.path, shareAt(leg, atMs));
  const way = trail.findLast(({ fromMs, toMs }) => fromMs <= atMs && atMs <= toMs);
  return way ? pointAlong(way.path, (atMs - way.fromMs) / Math.max(1, way.toMs - way.fromMs)) : null;
}
