import type { By, DrillEvent } from "@/domain/drill/schema";
import type { Lane } from "@/domain/drill/state";
import type { LonLat } from "@/domain/ground/schema";
import { actorPosition, actorStatus, isFree } from "@/domain/drill/actors";
import { emit, type Play } from "@/domain/drill/play";
import { metresBetween } from "@/domain/ground/atlas";
import { spotOf } from "@/domain/drill/effects/meaning";
import type { CarryOut } from "@/domain/drill/effects/scene";

export const find: CarryOut<"find"> = (
  effect,
  { play, lane, atMs, worldMs, observedAtMs, context, put, fail },
) => {
  // Where crews were when they were seen may be told otherwise later; what was aimed at is not.
  const aimed = observedAtMs === null ? context : { ...context, unitIds: [] };
  const spot = spotOf(play.drill, lane, aimed, worldMs);
  if (!spot) fail("nothing-meant");
  if (!spot) return;
  if (observedAtMs === null) locate(play, lane, spot, effect.radiusM, context.by, atMs);
  else findSeen(play, lane, spot, effect.radiusM, put);
};

/** Locates every free actor within a radius, also those under cover. */
function locate(play: Play, lane: Lane, spot: LonLat, radiusM: number, by: By, atMs: number): void {
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
