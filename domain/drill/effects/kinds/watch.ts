import { lookThrough } from "@/domain/drill/notice";
import type { CarryOut } from "@/domain/drill/effects/scene";

export const watch: CarryOut<"watch"> = (
  _effect,
  { play, lane, plan, atMs, observedAtMs, context, put, stands, fail },
) => {
  const cameraId = context.target.targetId ?? "";
  if (!plan.atlas.cameras.has(cameraId)) {
    fail("nothing-meant", cameraId);
    return;
  }
  if (!stands(lane.camerasWatched[cameraId])) put({ type: "CameraWatched", cameraId });
  // What a camera on the street showed is not computed.
  if (observedAtMs === null) lookThrough(play, lane, cameraId, atMs);
};
