import { drawOf } from "@/domain/drill/due";
import type { DrillCommand, Skill } from "@/domain/drill/schema";
import { atlasOf, metresBetween } from "@/domain/ground/atlas";
import type { LonLat } from "@/domain/ground/schema";
import type { ActionKnown, ActorSeen, SideSetting, SideView } from "@/domain/view/schema";

type Take = Extract<DrillCommand, { type: "TakeAction" }>;

/** What sets the skills apart. */
const HABITS: Record<Skill, { moveEveryMs: number; answers: number; thinks: boolean; atOnce: number }> = {
  /** Moves seldom, whatever comes to mind, and answers nothing. */
  weak: { moveEveryMs: 900_000, answers: 0, thinks: false, atOnce: 0 },
  medium: { moveEveryMs: 300_000, answers: 0.5, thinks: true, atOnce: 0.2 },
  /** Spends half of the budget as soon as it can and the rest evenly to the end. */
  strong: { moveEveryMs: 60_000, answers: 1, thinks: true, atOnce: 0.5 },
};

/** What an opposition knows when it is about to move. */
type Situation = { setting: SideSetting; view: SideView; nowMs: number; draw: (salt: number) => number };

/** One line of the doctrine: what to do when its time has come; null when it has not. */
type Rule = (
  situation: Situation,
  actions: readonly ActionKnown[],
) => Omit<Take, "type" | "unitIds" | "note"> | null;

/** In order of urgency: the first that has something to do does it. */
const DOCTRINE: readonly Rule[] = [breakLoose, getAway, spoil, slowThemDown, playOwnCards, anythingElse];

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
    nowMs,
    draw: (salt) => drawOf(seed, view.lane, turn * 7 + salt),
  };
  const left = view.budgetLeft ?? 0;
  const affordable = setting.actions.filter((action) => action.cost <= left && action.id !== "op-surrender");
  const take = (move: Omit<Take, "type" | "unitIds" | "note">): Take => ({
    type: "TakeAction",
    unitIds: [],
    note: setting.actions.find(({ id }) => id === move.actionId)?.note === "required" ? note : "",
    ...move,
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
  const mayHaveSpent =
    (setting.budget ?? 0) * Math.min(1, habits.atOnce + (1 - habits.atOnce) * (nowMs / endMs));
  const spent = (setting.budget ?? 0) - left;
  const now = affordable.filter(({ cost }) => spent + cost <= mayHaveSpent);
  for (const rule of DOCTRINE) {
    const move = rule(situation, now);
    if (move) return [take(move)];
  }
  return [];
}

/** A move against each contested one that can still be answered. */
function answersTo({ view, nowMs, draw }: Situation, actions: readonly ActionKnown[], share: number) {
  return view.noticed.flatMap((seen) => {
    const open = seen.counterUntilMs !== null && nowMs < seen.counterUntilMs && draw(seen.n + 31) < share;
    const answer = actions.find((action) => action.answers && aimsOf(action, view).length > 0);
    const [target] = answer ? aimsOf(answer, view) : [];
    if (!open || !answer) return [];
    return [{ actionId: answer.id, counters: seen.n, ...(target ? { targetId: target.id } : {}) }];
  });
}

/** Somebody of ours is held: struggle. */
function breakLoose({ view }: Situation, actions: readonly ActionKnown[]) {
  const held = view.actors.find(({ status }) => status === "intercepted");
  const action = actions.find(({ id }) => id === "op-resist");
  return held && action ? { actionId: action.id, targetId: held.id } : null;
}

/** Somebody of ours has been seen: take cover, or go where the crews are not. */
function getAway({ view, setting, nowMs, draw }: Situation, actions: readonly ActionKnown[]) {
  const seenLately = view.noticed.some((seen) => nowMs - seen.atMs < 180_000);
  const exposed = view.actors.find(
    ({ status, hidden, leg }) =>
      !hidden && leg === null && (status === "located" || (seenLately && status === "at-large")),
  );
  if (!exposed) return null;
  const ways = ["op-hide", "op-change-vehicle", "op-move"].flatMap(
    (id) => actions.find((action) => action.id === id && mayBeFor(action, exposed)) ?? [],
  );
  const way = ways[Math.floor(draw(3) * ways.length)];
  if (!way) return null;
  if (way.target !== "actor-to-place") return { actionId: way.id, targetId: exposed.id };
  const places = [...atlasOf(setting.ground).places.keys()];
  const placeId = places[Math.floor(draw(5) * places.length)];
  return placeId === undefined ? null : { actionId: way.id, targetId: exposed.id, placeId };
}

/** Drives a gauge where the responder does not want it: the one that is still the best for them first. */
function spoil({ view, setting }: Situation, actions: readonly ActionKnown[]) {
  const harmful = actions.filter(
    ({ sways, target }) =>
      (target === "none" || target === "incident") &&
      sways.some(({ gaugeId, to }) => {
        const gauge = setting.gauges.find(({ id }) => id === gaugeId);
        return gauge !== undefined && (gauge.goodIs === "low") === (to === "higher");
      }),
  );
  const timesDone = (action: ActionKnown) =>
    view.actions.filter(({ actionId }) => actionId === action.id).length;
  const [least] = [...harmful].sort((a, b) => timesDone(a) - timesDone(b) || a.cost - b.cost);
  return least ? { actionId: least.id } : null;
}

/** A blocked road early on costs every crew time; once is enough. */
function slowThemDown({ view, setting }: Situation, actions: readonly ActionKnown[]) {
  const block = actions.find(({ id }) => id === "op-block-road");
  if (!block || view.actions.some(({ actionId }) => actionId === block.id)) return null;
  const at = view.actors.find(({ place }) => place.at !== null)?.place.at ?? null;
  const placeId = nearestPlace(setting, at);
  return placeId === null ? null : { actionId: block.id, targetId: placeId };
}

/** The moves a scenario has made for this side, each once. */
function playOwnCards({ view }: Situation, actions: readonly ActionKnown[]) {
  const fresh = actions.find(
    ({ id, target }) => target === "none" && !view.actions.some(({ actionId }) => actionId === id),
  );
  return fresh ? { actionId: fresh.id } : null;
}

/** Whatever comes to mind. */
function anythingElse({ view, setting, draw }: Situation, actions: readonly ActionKnown[]) {
  const places = [...atlasOf(setting.ground).places.keys()];
  const pick = <T>(things: readonly T[], salt: number): T | undefined =>
    things[Math.floor(draw(salt) * things.length)];
  const needsActor = ({ target }: ActionKnown) => target === "actor" || target === "actor-to-place";
  const possible = actions.filter((action) => !needsActor(action) || aimsOf(action, view).length > 0);
  const action = pick(possible, 1);
  if (!action) return null;
  const actor = needsActor(action) ? pick(aimsOf(action, view), 101) : undefined;
  const placeId = pick(places, 201);
  return {
    actionId: action.id,
    ...(actor ? { targetId: actor.id } : {}),
    ...(action.target === "place" && placeId !== undefined ? { targetId: placeId } : {}),
    ...(action.target === "actor-to-place" && placeId !== undefined ? { placeId } : {}),
  };
}

/** The actors a move can be made with. */
function aimsOf(action: ActionKnown, view: SideView): ActorSeen[] {
  return action.target === "actor" || action.target === "actor-to-place"
    ? view.actors.filter((actor) => mayBeFor(action, actor))
    : [];
}

function mayBeFor({ actorIs }: ActionKnown, { status }: ActorSeen): boolean {
  return actorIs.length === 0 || actorIs.includes(status);
}

function nearestPlace(setting: SideSetting, to: LonLat | null): string | null {
  const places = [...atlasOf(setting.ground).places.values()];
  const far = ({ geometry }: (typeof places)[number]) => (to ? metresBetween(geometry.coordinates, to) : 0);
  const [nearest] = [...places].sort((a, b) => far(a) - far(b));
  return nearest?.properties.id ?? null;
}
