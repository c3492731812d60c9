import type { ActorStatus, Side } from "@/domain/conditions/terms";
import { actorStatus, isFree } from "@/domain/drill/actors";
import { heldBy, isThere, takesHold } from "@/domain/drill/contact";
import { actorsMeant, isKnown, placeMeant } from "@/domain/drill/effects/meaning";
import type { CarryOut } from "@/domain/drill/effects/scene";

export const actor: CarryOut<"actor"> = (
  effect,
  { play, lane, plan, worldMs, observedAtMs, context, put, fail },
) => {
  const placeId = effect.placeId ?? placeMeant(play.drill, context.target);
  const { actorIds, from } = actorsMeant(play.drill, lane, effect.actorId, context.target);
  if (!actorIds.some((id) => lane.actors[id] && (!from || from.includes(actorStatus(lane.actors[id])))))
    fail(actorIds.length === 0 ? "nothing-meant" : "not-free");
  /** What the story tells of where somebody is says nothing of where they really are. Returns whether it is so. */
  const report = (actorId: string, told: string | undefined) => {
    const actor = lane.actors[actorId];
    const placeId = told ?? plan.actors.get(actorId)?.placeId ?? "";
    const isSo = actor !== undefined && !actor.leg && actor.placeId === placeId && isFree(actor);
    const of = context.of && "injectId" in context.of ? { injectId: context.of.injectId } : {};
    const seen = { actorId, placeId, seenAtMs: worldMs, status: "located" as const };
    put({ type: "ActorReported", ...seen, ...of, planted: !isSo });
    return isSo;
  };
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
    if (isReport(effect, context.side) && observedAtMs === null) {
      if (!report(actorId, effect.placeId)) continue;
    }
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

/** Whether an effect only tells where somebody is: the story's word that they have been located. */
function isReport({ status }: { status?: ActorStatus | undefined }, side: Side | null): boolean {
  return side === null && status === "located";
}
