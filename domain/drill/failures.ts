import type { Effect } from "@/domain/actions/effects";
import { routeForActor, isFree } from "./actors";
import { emit, type Play } from "./play";
import { planOf } from "./plan";
import type { By, DrillEvent } from "./schema";
import { isSelfRun } from "./solo";
import type { Drill, Lane } from "./state";

export type EffectFailed = Extract<DrillEvent, { type: "EffectFailed" }>;

/** Why an actor cannot set out for a place now; null when it can. */
export function whyNotSetOut(
  drill: Drill,
  lane: Lane,
  actorId: string,
  placeId: string,
  atMs: number,
): EffectFailed["why"] | null {
  const actor = lane.actors[actorId];
  if (!actor) return "nothing-meant";
  if (!isFree(actor)) return "not-free";
  return routeForActor(drill, lane, actorId, placeId, atMs) ? null : "no-way";
}

/**
 * Keeps back an inject that tells of somebody who sets out, where they cannot: control gets a line for it, and hands
 * it out or leaves it out. Where nobody controls, it is left out.
 *
 * @returns whether it was kept back; a second time it is not.
 */
export function keptBack(play: Play, lane: Lane, injectId: string, atMs: number, by: By): boolean {
  const { drill } = play;
  if (by.role !== "engine" || lane.failures.some((failure) => failure.injectId === injectId)) return false;
  const failed = (planOf(drill.setup).injects.get(injectId)?.effects ?? []).flatMap((effect: Effect) => {
    if (effect.effect !== "set-out" || effect.actorId === undefined || effect.placeId === undefined)
      return [];
    const why = whyNotSetOut(drill, lane, effect.actorId, effect.placeId, atMs);
    return why ? [{ why, subjectId: effect.actorId, placeId: effect.placeId }] : [];
  });
  if (failed.length === 0) return false;
  for (const failure of failed) {
    emit(play, by, lane.lane, atMs, { type: "EffectFailed", effect: "set-out", injectId, ...failure });
  }
  emit(
    play,
    by,
    lane.lane,
    atMs,
    isSelfRun(drill) ? { type: "InjectSkipped", injectId, reason: "" } : { type: "InjectHeld", injectId },
  );
  return true;
}
