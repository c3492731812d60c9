import type { Answers, Known } from "@/domain/actions/asks/ask";
import { asksFor, commandOf, optionsFor } from "@/domain/actions/asks/asks";
import type { CommandOf } from "@/domain/drill/commands";
import { drawOf } from "@/domain/drill/due";
import type { DrillCommand, Skill } from "@/domain/drill/schema";
import { atlasOf, metresBetween } from "@/domain/ground/atlas";
import type { LonLat } from "@/domain/ground/schema";
import { knownToSide } from "@/domain/view/known";
import type { ActionKnown, ActorSeen, SideSetting, SideView } from "@/domain/view/schema";

type Take = CommandOf<"TakeAction">;

/** A move with what it is aimed at. */
type Move = { action: ActionKnown } & Partial<Answers>;

/** What sets the skills apart. */
const HABITS: Record<Skill, { moveEveryMs: number; answers: number; thinks: boolean; atOnce: number }> = {
  /** Moves seldom, whatever comes to mind, and answers nothing. */
  weak: { moveEveryMs: 900_000, answers: 0, thinks: false, atOnce: 0 },
  medium: { moveEveryMs: 300_000, answers: 0.5, thinks: true, atOnce: 0.2 },
  /** Spends half of the budget as soon as it can and the rest evenly to the end. */
  strong: { moveEveryMs: 60_000, answers: 1, thinks: true, atOnce: 0.5 },
};

/** Whoever struggles or hides all the time has nothing left for anything else. */
const ESCAPE_EVERY_MS = 900_000;
/** The share of the planned time after which little can be made good. */
const LATE = 0.6;
const ESCAPES: readonly string[] = ["op-resist", "op-hide", "op-change-vehicle", "op-move"];

/** What an opposition knows when it is about to move. */
type Situation = {
  setting: SideSetting;
  view: SideView;
  known: Known;
  nowMs: number;
  draw: (salt: number) => number;
};

/** One line of the doctrine: what to do when its time has come; null when it has not. */
type Rule = (situation: Situation, actions: readonly ActionKnown[]) => Move | null;

/** In order of urgency: the first that has something to do does it, or saves for it. */
const DOCTRINE: readonly Rule[] = [breakLoose, spoilLate, playOwnCards, getAway, hinder, spoil];

/**
 * What a scripted opposition does next, knowing only its setting and its view: at most one move, and an answer
 * to each contested move of the other side that it noticed.
 *
 * @param note What goes with a move that asks for words.
 */
export function oppositionMoves(
  setting: SideSetting,
  view: SideView,
  skill: Skill,
  nowMs: number,
  seed: number,
  note: string,
): DrillCommand[] {
  const habits = HABITS[skill];
  const turn = view.actions.length;
  const situation: Situation = {
    setting,
    view,
    known: knownToSide(setting, view),
    nowMs,
    draw: (salt) => drawOf(seed, view.lane, turn * 7 + salt),
  };
  const left = view.budgetLeft ?? 0;
  const affordable = setting.actions.filter((action) => action.cost <= left && action.id !== "op-surrender");
  const take = ({ action, ...aim }: Move): Take => ({
    type: "TakeAction",
    ...commandOf(action, { note: asksFor(action, "note", "needed") ? note : "", ...aim }),
  });

  const answers = answersTo(situation, affordable, habits.answers).map(take);
  if (answers.length > 0) return answers;

  const lastMs = view.actions.at(-1)?.atMs ?? -habits.moveEveryMs;
  if (nowMs - lastMs < habits.moveEveryMs) return [];
  if (view.actions.some(({ state }) => state === "contested")) return [];
  if (!habits.thinks) {
    const move = anythingElse(situation, affordable);
    return move ? [take(move)] : [];
  }

  const endMs = setting.plannedMinutes * 60_000;
  const budget = setting.budget ?? 0;
  const mayHaveSpent = budget * Math.min(1, habits.atOnce + (1 - habits.atOnce) * (nowMs / endMs));
  // What the scenario has made for this side is worth more than the rest; near the end nothing is saved any more.
  const reserve =
    nowMs < endMs * LATE
      ? setting.actions.reduce(
          (sum, { id, own, cost }) => (own && timesDone(situation, id) === 0 ? sum + cost : sum),
          0,
        )
      : 0;
  for (const rule of DOCTRINE) {
    const move = rule(situation, affordable);
    if (!move) continue;
    const { cost, own } = move.action;
    if (!own && left - cost < reserve) continue;
    // What matters is worth waiting for: nothing cheaper is done instead.
    return budget - left + cost <= mayHaveSpent ? [take(move)] : [];
  }
  return [];
}

/** A move against each contested one that can still be answered. */
function answersTo(situation: Situation, actions: readonly ActionKnown[], share: number): Move[] {
  const { view, nowMs, draw } = situation;
  return view.noticed.flatMap((seen) => {
    const open = seen.counterUntilMs !== null && nowMs < seen.counterUntilMs && draw(seen.n + 31) < share;
    const answer = actions.find(
      (action) => asksFor(action, "counters") && aimsOf(situation, action).length > 0,
    );
    const [target] = answer ? aimsOf(situation, answer) : [];
    if (!open || !answer) return [];
    return [{ action: answer, counters: seen.n, targetId: target?.id ?? null }];
  });
}

/** Somebody of ours is held: struggle. */
function breakLoose(situation: Situation, actions: readonly ActionKnown[]): Move | null {
  const action = actions.find(({ id }) => id === "op-resist");
  const held = situation.view.actors.find(({ status }) => status === "intercepted");
  return held && action && !hasTriedLately(situation) ? { action, targetId: held.id } : null;
}

function hasTriedLately({ view, nowMs }: Situation): boolean {
  return view.actions.some(
    ({ actionId, atMs }) => ESCAPES.includes(actionId) && nowMs - atMs < ESCAPE_EVERY_MS,
  );
}

/** Somebody of ours has been seen: take cover, or go where the crews are not. */
function getAway(situation: Situation, actions: readonly ActionKnown[]): Move | null {
  if (hasTriedLately(situation)) return null;
  const { view, known, nowMs, draw } = situation;
  const seenLately = view.noticed.some((seen) => nowMs - seen.atMs < 180_000);
  const exposed = view.actors.find(
    ({ status, hidden, leg }) =>
      !hidden && leg === null && (status === "located" || (seenLately && status === "at-large")),
  );
  if (!exposed) return null;
  const ways = ["op-hide", "op-change-vehicle", "op-move"].flatMap(
    (id) => actions.find((action) => action.id === id && aimsOf(situation, action).includes(exposed)) ?? [],
  );
  const way = ways[Math.floor(draw(3) * ways.length)];
  if (!way) return null;
  if (!asksFor(way, "destination")) return { action: way, targetId: exposed.id };
  const places = optionsFor("destination", way, known) ?? [];
  const place = places[Math.floor(draw(5) * places.length)];
  return place ? { action: way, targetId: exposed.id, placeId: place.value } : null;
}

/** The moves that a scenario has made for this side, each once: its author lists them as they are best begun. */
function playOwnCards(situation: Situation, actions: readonly ActionKnown[]) {
  if (!isTurnOf("own cards", situation.nowMs)) return null;
  const own = actions.filter(({ id, own }) => own && timesDone(situation, id) === 0);
  return inTurn(situation, own);
}

/** Towards the end, drives gauges where the responder does not want them: what is done early can be made good. */
function spoilLate(situation: Situation, actions: readonly ActionKnown[]) {
  const endMs = situation.setting.plannedMinutes * 60_000;
  return situation.nowMs < endMs * LATE ? null : spoil(situation, actions);
}

/** Drives gauges where the responder does not want them, by the means used least. */
function spoil(situation: Situation, actions: readonly ActionKnown[]) {
  const means = harmful(situation, actions);
  const fewest = Math.min(...means.map(({ id }) => timesDone(situation, id)));
  return inTurn(
    situation,
    means.filter(({ id }) => timesDone(situation, id) === fewest),
  );
}

function harmful({ setting, nowMs }: Situation, actions: readonly ActionKnown[]): ActionKnown[] {
  if (!isTurnOf("gauges", nowMs)) return [];
  return actions.filter(({ sways }) =>
    sways.some(({ gaugeId, to }) => {
      const gauge = setting.gauges.find(({ id }) => id === gaugeId);
      return gauge !== undefined && (gauge.goodIs === "low") === (to === "higher");
    }),
  );
}

/**
 * Minutes take turns between what the side would do first and all the rest: what waits for something that never
 * comes must not keep it from everything else.
 */
function isTurnOf(what: "gauges" | "own cards", nowMs: number): boolean {
  return Math.floor(nowMs / 60_000) % 3 !== (what === "gauges" ? 1 : 2);
}

/** What costs the other side time and proof, each once. */
function hinder(situation: Situation, actions: readonly ActionKnown[]) {
  const once = ["op-block-road", "op-destroy-evidence", "op-agitate", "op-decoy", "op-film"];
  const [next] = once.flatMap((id) =>
    timesDone(situation, id) === 0 ? (actions.find((action) => action.id === id) ?? []) : [],
  );
  return next ? inTurn(situation, [next]) : null;
}

/** One of several moves, another one every two minutes: what is refused now is not tried for ever. */
function inTurn(situation: Situation, actions: readonly ActionKnown[]): Move | null {
  const { view, setting, nowMs } = situation;
  const possible = actions.filter((action) => isPossible(situation, action));
  const action = possible[Math.floor(nowMs / 120_000) % Math.max(1, possible.length)];
  if (!action) return null;
  const [actor] = aimsOf(situation, action);
  const at = (actor ?? view.actors.find(({ place }) => place.at !== null))?.place.at ?? null;
  return aimedAt(action, actor, nearestPlace(setting, at));
}

function timesDone({ view }: Situation, id: string): number {
  return view.actions.filter(({ actionId }) => actionId === id).length;
}

/** Whatever comes to mind. */
function anythingElse(situation: Situation, actions: readonly ActionKnown[]): Move | null {
  const { known, draw } = situation;
  const pick = <T>(things: readonly T[], salt: number): T | undefined =>
    things[Math.floor(draw(salt) * things.length)];
  const possible = actions.filter((action) => isPossible(situation, action));
  const action = pick(possible, 1);
  if (!action) return null;
  const actor = asksFor(action, "actor") ? pick(aimsOf(situation, action), 101) : undefined;
  return aimedAt(action, actor, pick(known.places, 201)?.id ?? null);
}

/** A move with an actor, to or at a place, as far as it is one of those. */
function aimedAt(action: ActionKnown, actor: ActorSeen | undefined, placeId: string | null): Move {
  const targetId = asksFor(action, "place") ? placeId : (actor?.id ?? null);
  return { action, targetId, placeId };
}

/** Whether there is somebody to make a move with, where it takes somebody. */
function isPossible(situation: Situation, action: ActionKnown): boolean {
  return !asksFor(action, "actor") || aimsOf(situation, action).length > 0;
}

/** The actors a move can be made with. */
function aimsOf({ view, known }: Situation, action: ActionKnown): ActorSeen[] {
  if (!asksFor(action, "actor")) return [];
  const open = optionsFor("actor", action, known)?.map(({ value }) => value) ?? [];
  return view.actors.filter(({ id }) => open.includes(id));
}

function nearestPlace(setting: SideSetting, to: LonLat | null): string | null {
  const places = [...atlasOf(setting.ground).places.values()];
  const far = ({ geometry }: (typeof places)[number]) => (to ? metresBetween(geometry.coordinates, to) : 0);
  const [nearest] = [...places].sort((a, b) => far(a) - far(b));
  return nearest?.properties.id ?? null;
}
