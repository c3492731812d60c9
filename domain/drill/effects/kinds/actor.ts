import { actorStatus } from "@/domain/drill/actors";
import { heldBy, isThere, takesHold } from "@/domain/drill/contact";
import { actorsMeant, isKnown, placeMeant } from "@/domain/drill/effects/meaning";
import type { CarryOut } from "@/domain/drill/effects/scene";

export const actor: CarryOut<"actor"> = (
  effect,
  { play, lane, worldMs, observedAtMs, context, put, fail },
) => {
  const placeId = effect.placeId ?? placeMeant(play.drill, context.target);
  const { actorIds, from } = actorsMeant(play.drill, lane, effect.actorId, context.target);
  if (!actorIds.some((id) => lane.actors[id] && (!from || from.includes(actorStatus(lane.actors[id])))))
    fail(actorIds.length === 0 ? "nothing-meant" : "not-free");
  for (const actorId of actorIds) {
    const actor = lane.actors[actorId];
    if (!actor) continue;
    const now = actorStatus(actor);
    // Nobody is taken who is not there. What staff saw was so.
    if (
      context.side === "responder" &&
      observedAtMs === null &&
      takesHold(effect.status) &&
      !isThere(play.drill, lane, heldBy(effect, context.target, actorId), context, worldMs)
    ) {
      continue;
    }
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
};
