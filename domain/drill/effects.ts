import type { Effect } from "@/domain/actions/effects";
import { reportsIncident } from "@/domain/scenario/reports";
import { carryOut } from "./effects/kinds";
import type { EffectContext, Scene } from "./effects/scene";
import { keptBack } from "./failures";
import { isRecorded } from "./hindsight";
import { planOf } from "./plan";
import { emit, type Play } from "./play";
import type { By, DrillEvent } from "./schema";
import type { Lane } from "./state";
import { fallsToSide, sidesOf } from "./team-role";

/** Carries out effects in order, each on the world the one before it left. */
export function carryOutEffects(
  play: Play,
  lane: Lane,
  atMs: number,
  effects: readonly Effect[],
  context: EffectContext,
): void {
  const { observedAtMs = null, by, of } = context;
  const put = (event: DrillEvent) => emit(play, by, lane.lane, atMs, event, observedAtMs);
  const stands: Scene["stands"] = (known) =>
    known !== undefined && observedAtMs === null && !isRecorded(lane, known.position);
  const worldMs = observedAtMs ?? atMs;
  const scene = {
    play,
    lane,
    plan: planOf(play.drill.setup),
    atMs,
    worldMs,
    observedAtMs,
    context,
    put,
    stands,
  };
  for (const effect of effects) {
    const fail: Scene["fail"] = (why, subjectId, placeId) => {
      if (observedAtMs !== null || !of) return;
      const about = { ...(subjectId ? { subjectId } : {}), ...(placeId ? { placeId } : {}) };
      put({ type: "EffectFailed", effect: effect.effect, why, ...of, ...about });
    };
    carryOut(effect, { ...scene, fail });
  }
}

/** Hands an inject to its audience: reports its incident, delivers it, and lets its effects happen. */
export function deliverInject(play: Play, lane: Lane, injectId: string, atMs: number, by: By): void {
  const inject = planOf(play.drill.setup).injects.get(injectId);
  if (!inject) return;
  const first = lane.injects[injectId]?.delivered ?? null;
  const again = first !== null;
  if (!again && keptBack(play, lane, injectId, atMs, by)) return;
  const { incidentId } = inject;
  if (
    incidentId !== undefined &&
    !lane.incidents[incidentId] &&
    reportsIncident(inject, play.drill.setup.scenario)
  ) {
    emit(play, by, lane.lane, atMs, { type: "IncidentReported", incidentId });
  }
  const toSide = fallsToSide(play.drill, lane.lane, inject.audience) ? { toSide: true as const } : {};
  emit(play, by, lane.lane, atMs, {
    type: "InjectDelivered",
    injectId,
    again,
    ...toSide,
    ...(first ? { of: first.position } : {}),
  });
  if (!again) {
    const target = incidentId === undefined ? {} : { incidentId };
    const told = sidesOf(inject.audience).includes("responder");
    carryOutEffects(play, lane, atMs, inject.effects, {
      target,
      unitIds: [],
      by,
      side: null,
      told,
      of: { injectId },
    });
  }
}
