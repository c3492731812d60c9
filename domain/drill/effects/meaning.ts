import type { ActorStatus, Side } from "@/domain/conditions/terms";
import { metresBetween } from "@/domain/ground/atlas";
import type { LonLat } from "@/domain/ground/schema";
import { actorPosition, pointOf } from "@/domain/drill/actors";
import { unitPosition } from "@/domain/drill/movement";
import { watchersOf } from "@/domain/drill/notice";
import { planOf } from "@/domain/drill/plan";
import type { Target } from "@/domain/drill/schema";
import type { Drill, Lane } from "@/domain/drill/state";
import type { EffectContext } from "./scene";

/**
 * Whom an effect on actors means: the one it names, the one the action was aimed at, or,
 * where a move was aimed at a place, every suspect still at large.
 */
export function actorsMeant(
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
export function isKnown(
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
export function isInView(drill: Drill, lane: Lane, actorId: string, atMs: number): boolean {
  const actor = lane.actors[actorId];
  const at = actor && !actor.hidden ? actorPosition(drill, actor, atMs) : null;
  return (
    at !== null &&
    watchersOf(drill, lane, "responder", atMs).some((one) => metresBetween(one.at, at) <= one.rangeM)
  );
}

/** Where an action takes place: at the place or incident it is aimed at, or where its first crew is. */
export function spotOf(
  drill: Drill,
  lane: Lane,
  { target, unitIds }: EffectContext,
  atMs: number,
): LonLat | null {
  const placeId = planOf(drill.setup).incidents.get(target.incidentId ?? "")?.placeId;
  const crew = lane.units[unitIds[0] ?? ""];
  return (
    pointOf(drill, target.targetId ?? "") ??
    pointOf(drill, target.placeId ?? "") ??
    (crew ? unitPosition(drill, crew, atMs) : null) ??
    pointOf(drill, placeId ?? "")
  );
}

/** The place a move was aimed at, if it was aimed at one. */
export function placeMeant(drill: Drill, target: Target): string | undefined {
  const { atlas } = planOf(drill.setup);
  return target.targetId !== undefined && atlas.places.has(target.targetId) ? target.targetId : undefined;
}
