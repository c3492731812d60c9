import type { Decides } from "@/domain/drill/asking";
import type { evaluation as evaluationShapes } from "@/domain/drill/commands/evaluation";
import { countedTime } from "@/domain/drill/counted";
import { requireNewPhotos } from "@/domain/drill/photos";
import { planOf } from "@/domain/drill/plan";
import type { Drill, Lane } from "@/domain/drill/state";
import type { Counted } from "@/domain/drill/terms";
import { kindOf } from "@/domain/items/kinds";
import { Refusal } from "@/domain/refusal";

/** What evaluators and control enter about the players. What comes of each. */
export const evaluation: Decides<keyof typeof evaluationShapes> = {
  ObserveItem({ drill, command, atMs, lane, put }) {
    const item = planOf(drill.setup).items.get(command.itemId);
    if (!item || kindOf(item).entered !== "result") throw new Refusal("item-not-observable");
    const { itemId, result, note } = command;
    put({ type: "ItemObserved", itemId, result, note }, seenAt(drill, command, atMs, lane));
  },

  RateItem({ drill, command, atMs, lane, put }) {
    const item = planOf(drill.setup).items.get(command.itemId);
    if (!item || kindOf(item).entered !== "rating") throw new Refusal("item-not-ratable");
    const { itemId, rating, note } = command;
    const { observedAtMs = null, counted } = command;
    const seenMs = observedAtMs === null ? null : seenAt(drill, { observedAtMs, counted }, atMs, lane);
    put({ type: "ItemRated", itemId, rating, note }, seenMs);
  },

  SubmitEvaluation({ drill, put }) {
    if (drill.phase !== "ended") throw new Refusal("drill-not-ended");
    put({ type: "EvaluationSubmitted" });
  },

  TakeNote({ drill, command, by, atMs, lane, put }) {
    const { text, photos } = command;
    if (text === "" && !photos) throw new Refusal("note-needed");
    requireNewPhotos(drill, by, photos);
    put({ type: "NoteTaken", text, ...(photos ? { photos } : {}) }, seenAt(drill, command, atMs, lane));
  },

  FlagMoment({ drill, command, atMs, lane, put }) {
    const { kind, text } = command;
    put({ type: "MomentFlagged", kind, text }, seenAt(drill, command, atMs, lane));
  },

  GrantExemption({ drill, command, put }) {
    if (!planOf(drill.setup).items.has(command.itemId)) throw new Refusal("item-unknown");
    put({ type: "ExemptionGranted", itemId: command.itemId, reason: command.reason });
  },
};

/**
 * An observation is made of the past or the present, never of what is still to come; of a leg that is over, at its
 * end, because the clock counts another one by now: unless it was counted by the leg's own.
 */
function seenAt(
  drill: Drill,
  { observedAtMs, counted }: { observedAtMs: number | null; counted?: Counted | undefined },
  atMs: number,
  lane: Lane,
): number | null {
  if (observedAtMs === null) return lane.endedAtMs;
  if (!counted) return lane.endedAtMs ?? Math.min(observedAtMs, atMs);
  const nowMs = lane.endedAtMs ?? atMs;
  return Math.min(countedTime(drill, lane, observedAtMs, counted) ?? nowMs, nowMs);
}
