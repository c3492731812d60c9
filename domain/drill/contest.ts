import type { ActionDefinition } from "@/domain/actions/schema";
import { Refusal } from "@/domain/refusal";
import { actionOf } from "@/domain/conditions/world";
import { planOf } from "./plan";
import { emit, type Play } from "./play";
import type { By, Outcome } from "./schema";
import type { ActionState, Lane } from "./state";

type Settlement = {
  outcome: Outcome;
  how: "umpire" | "time-out";
  rationale: string;
  /** Where the default is a draw: the draw. */
  draw: number | null;
};

/** Settles a contested move, and with it the move that answered it: where one succeeds the other fails. */
export function settle(
  play: Play,
  lane: Lane,
  { no, contested }: ActionState,
  { outcome, how, rationale, draw }: Settlement,
  by: By,
  atMs: number,
): void {
  const odds = contested?.odds ?? null;
  const ruled = { type: "RulingGiven", how, rationale, draw, odds } as const;
  emit(play, by, lane.lane, atMs, { ...ruled, no, outcome });
  if (contested?.counteredBy == null) return;
  const opposite = outcome === "success" ? "failure" : "success";
  emit(play, by, lane.lane, atMs, { ...ruled, no: contested.counteredBy, outcome: opposite });
}

/**
 * The contested move that a side means to answer, by the number it has among what the side noticed.
 *
 * @throws {Refusal} when there is none, it is too late, or this action is no answer.
 */
export function requireCountered(
  lane: Lane,
  definition: ActionDefinition,
  n: number,
  atMs: number,
): ActionState {
  if (definition.counters === undefined) throw new Refusal("action-answers-nothing");
  const noticed = lane.noticed[definition.side][n - 1];
  const move = noticed?.what.kind === "action" ? actionOf(lane, noticed.what.no) : undefined;
  if (!move?.contested || move.contested.counterUntilMs === null) throw new Refusal("move-not-answerable");
  if (move.ruling || atMs > move.contested.counterUntilMs) throw new Refusal("counter-window-closed");
  if (move.contested.counteredBy !== null) throw new Refusal("move-already-answered");
  return move;
}

/** Records that a move answers another: the odds of that one fall, never below 5 in 100. */
export function counter(play: Play, lane: Lane, move: ActionState, byNo: number, by: By, atMs: number): void {
  const answer = actionOf(lane, byNo);
  const lowered = planOf(play.drill.setup).actions.get(answer?.actionId ?? "")?.counters ?? 0;
  const odds = Math.max(0.05, Math.round(((move.contested?.odds ?? 0) - lowered) * 100) / 100);
  emit(play, by, lane.lane, atMs, {
    type: "MoveCountered",
    no: move.no,
    byNo,
    odds,
    suggested: odds >= 0.5 ? "success" : "failure",
  });
}
