import { FREE, isFree } from "@/domain/drill/actors";
import { isInView } from "@/domain/drill/effects/meaning";
import type { CarryOut } from "@/domain/drill/effects/scene";

export const hide: CarryOut<"hide"> = (effect, { play, lane, worldMs, observedAtMs, context, put, fail }) => {
  const actorId = effect.actorId ?? context.target.targetId ?? "";
  const actor = lane.actors[actorId];
  if (!actor || (observedAtMs === null && !isFree(actor))) {
    fail(actor ? "not-free" : "nothing-meant", actorId);
    return;
  }
  const known = isInView(play.drill, lane, actorId, worldMs);
  const placeId = actor.leg?.placeId ?? actor.placeId;
  const change = { status: "at-large" as const, from: FREE };
  put({ type: "ActorChanged", actorId, status: "at-large", placeId, hidden: true, known, change });
};
