import { FREE, setOut } from "@/domain/drill/actors";
import { isInView } from "@/domain/drill/effects/meaning";
import { whyNotSetOut } from "@/domain/drill/failures";
import type { CarryOut } from "@/domain/drill/effects/scene";

export const setsOut: CarryOut<"set-out"> = (
  effect,
  { play, lane, atMs, worldMs, observedAtMs, context, put, fail },
) => {
  const actorId = effect.actorId ?? context.target.targetId;
  const placeId = effect.placeId ?? context.target.placeId;
  if (actorId === undefined || placeId === undefined) {
    fail("nothing-meant", actorId, placeId);
    return;
  }
  const whyNot = whyNotSetOut(play.drill, lane, actorId, placeId, worldMs);
  if (whyNot) fail(whyNot, actorId, placeId);
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
};
