import type { CarryOut } from "@/domain/drill/effects/scene";
import { wasAt } from "@/domain/drill/whereabouts";

/** Somebody tells the responder where they saw an actor, and when. It moves nobody and says nothing of the present. */
export const sighting: CarryOut<"sighting"> = (effect, { play, lane, worldMs, context, put, fail }) => {
  const { actorId, placeId, headingPlaceId } = effect;
  const actor = lane.actors[actorId];
  if (!actor) {
    fail("nothing-meant", actorId, placeId);
    return;
  }
  const seenAtMs = Math.min(effect.seenAtMs ?? worldMs, worldMs);
  put({
    type: "ActorReported",
    actorId,
    placeId,
    seenAtMs,
    status: "at-large",
    ...(headingPlaceId === undefined ? {} : { headingPlaceId }),
    ...(context.of && "injectId" in context.of ? { injectId: context.of.injectId } : {}),
    planted: effect.planted === true || !wasAt(play.drill, actor, placeId, seenAtMs),
  });
};
