import type { Answers, Known } from "@/domain/actions/asks/ask";
import { asksFor, asksOf, commandOf, optionsFor } from "@/domain/actions/asks/asks";
import type { AskKind } from "@/domain/actions/asks/kinds";
import { canAlone } from "@/domain/actions/asks/kinds/crew";
import type { CommandOf } from "@/domain/drill/commands";
import { drawOf } from "@/domain/drill/due";
import type { DrillCommand, Skill } from "@/domain/drill/schema";
import { atlasOf, metresBetween } from "@/domain/ground/atlas";
import type { FeatureOf, LonLat } from "@/domain/ground/schema";
import type { Offered } from "@/domain/locales";
import { isOver, knownToSide } from "@/domain/view/known";
import { nearestUnits } from "@/domain/view/nearest";
import type { ActionKnown, IncidentSeen, SideSetting, SideView } from "@/domain/view/schema";
import { withStoryActions } from "@/domain/view/story-actions";
import { oppositionMoves } from "./opposition";
import { gaugeNow } from "./reading";

/** What sets the skills apart: how long they hesitate and how much they think of. */
const HABITS: Record<Skill, { reactionMs: number; crews: number; breadth: number; agencies: number }> = {
  weak: { reactionMs: 150_000, crews: 1, breadth: 0.25, agencies: 0 },
  medium: { reactionMs: 60_000, crews: 2, breadth: 0.6, agencies: 0.5 },
  strong: { reactionMs: 15_000, crews: 3, breadth: 1, agencies: 1 },
};

/** Never done without a person's judgement, or done at a moment of their own below. */
const NOT_BY_ROUTINE = new Set([
  "accept",
  "classify",
  "dispatch",
  "redirect",
  "return-to-station",
  "on-call",
  "merge",
  "divert",
  "camera-off",
  "force-verbal",
  "force-hands",
  "force-equipment",
  "force-weapon",
  "under-control",
  "hand-over",
  "close",
]);

const WORDS = {
  zh: {
    accept: "已受理，马上派警。",
    report: "现场情况已掌握，正按步骤处置。",
    close: "处置完毕，现场恢复正常，当事人已告知后续事项。",
    reason: "按现有情况，用最轻而足够的手段。",
  },
  en: {
    accept: "Call taken, a crew is on its way.",
    report: "Situation known, handling it step by step.",
    close: "Dealt with; the scene is back to normal and the parties know what follows.",
    reason: "On what is known, the lightest means that suffice.",
  },
} as const;

type Take = CommandOf<"TakeAction">;

/** What a responder knows when its turn comes. */
type Turn = {
  setting: SideSetting;
  view: SideView;
  known: Known;
  habits: (typeof HABITS)[Skill];
  nowMs: number;
  seed: number;
  words: (typeof WORDS)[Offered];
  /** Units taken by moves of this very turn. */
  taken: Set<string>;
};

/**
 * What a scripted player does next. It knows what a person on that side would: its setting
 * and its view, never the truth.
 *
 * @param nowMs Drill time.
 * @param seed Makes two players of one skill differ.
 * @returns Commands to send in this order; some may be refused as the world moves on.
 */
export function nextMoves(
  setting: SideSetting,
  view: SideView,
  skill: Skill,
  nowMs: number,
  seed: number,
  locale: Offered = "zh",
): DrillCommand[] {
  if (view.phase !== "running" || view.clock.rate === 0) return [];
  const known = withStoryActions(setting, view);
  return view.side === "responder"
    ? responderMoves(known, view, skill, nowMs, seed, locale)
    : oppositionMoves(known, view, skill, nowMs, seed, WORDS[locale].report);
}

function responderMoves(
  setting: SideSetting,
  view: SideView,
  skill: Skill,
  nowMs: number,
  seed: number,
  locale: Offered,
): DrillCommand[] {
  const habits = HABITS[skill];
  const known = knownToSide(setting, view);
  const turn: Turn = { setting, view, known, habits, nowMs, seed, words: WORDS[locale], taken: new Set() };
  const moves: DrillCommand[] = decisionsOf(turn);
  for (const incident of view.incidents) {
    if (isOver(incident)) continue;
    const since = incident.statuses.at(-1)?.atMs ?? 0;
    if (nowMs < since + Math.min(habits.reactionMs, 60_000) && incident.status !== "on-scene") continue;
    for (const move of nextStep(turn, incident)) {
      for (const id of move.unitIds) turn.taken.add(id);
      moves.push(move);
    }
  }
  return moves;
}

function decisionsOf({ view, habits, nowMs, seed, words }: Turn): DrillCommand[] {
  return view.decisions.flatMap((decision): DrillCommand[] => {
    if (decision.taken || decision.lapsed || nowMs < decision.openedAtMs + habits.reactionMs) return [];
    const pick = drawOf(seed, view.lane, decision.prompt.en.length + decision.options.length);
    const option = decision.options[Math.floor(pick * decision.options.length)];
    if (!option) return [];
    return [{ type: "Decide", decisionId: decision.id, optionId: option.id, reason: words.reason }];
  });
}

/** An action about an incident; with a report where it cannot be taken without words. */
function taking({ words }: Turn, action: ActionKnown, incident: IncidentSeen, more: Partial<Answers>): Take {
  const note = asksFor(action, "note", "needed") ? words.report : "";
  return { type: "TakeAction", ...commandOf(action, { incident: incident.number, note, ...more }) };
}

/** The same by the action's name; nothing where there is none, or it is not meant for this stage. */
function take(turn: Turn, incident: IncidentSeen, id: string, more: Partial<Answers> = {}): Take[] {
  const action = turn.setting.actions.find((candidate) => candidate.id === id);
  return action && fits(action, incident) ? [taking(turn, action, incident, more)] : [];
}

function nextStep(turn: Turn, incident: IncidentSeen): Take[] {
  const { habits, words } = turn;
  switch (incident.status) {
    case "reported":
      return take(turn, incident, "accept", { note: words.accept });
    case "accepted":
      return [
        ...take(turn, incident, "classify", { priority: habits.crews >= 2 ? 1 : 2 }),
        ...sendCrews(turn, incident, habits.crews),
      ];
    case "classified":
    case "dispatched": {
      const missing = habits.crews - incident.units.length;
      if (incident.status === "dispatched" && incident.units.length > 0) return agencyCalls(turn, incident);
      return sendCrews(turn, incident, Math.max(1, missing));
    }
    case "on-scene":
    case "controlled":
      return onScene(turn, incident);
    case "closed":
    case "diverted":
      return [];
  }
}

/** On the scene: each sensible action once, by crews that are free; then report, control, close. */
function onScene(turn: Turn, incident: IncidentSeen): Take[] {
  const { view, taken } = turn;
  const here = view.units.filter((unit) => unit.incident === incident.number && unit.leg === null);
  const free = here.filter((unit) => unit.busyUntilMs === null && !taken.has(unit.id)).map((unit) => unit.id);
  const { moves, left } = routine(turn, incident, free);
  return [
    ...agencyCalls(turn, incident),
    ...moves,
    ...towardsTheEnd(turn, incident, { free, allFree: free.length === here.length, left }),
  ];
}

/**
 * Each sensible action once.
 *
 * @param free Units on the scene with nothing to do; those that get something are taken out.
 * @returns `left`: how many there still were to do.
 */
function routine(turn: Turn, incident: IncidentSeen, free: string[]): { moves: Take[]; left: number } {
  const { setting, view, habits, nowMs, seed, taken } = turn;
  const idle = nearestUnits(setting, view, incident, nowMs)
    .map(({ id }) => id)
    .filter((id) => !taken.has(id));
  const able = (ids: string[], action: ActionKnown) => ids.find((id) => canDo(action, setting, id));
  const moves: Take[] = [];
  let left = 0;
  for (const action of setting.actions) {
    if (NOT_BY_ROUTINE.has(action.id) || !fits(action, incident)) continue;
    if (!thinksOf(action, habits.breadth, seed)) continue;
    for (const aim of aimsOf(turn, action, incident)) {
      if (isDone(turn, incident, action.id, aim.targetId)) continue;
      left++;
      const by = (unitIds: string[]) => moves.push(taking(turn, action, incident, { ...aim, unitIds }));
      if (!asksFor(action, "crew")) {
        by([]);
        continue;
      }
      if (!action.onScene && (asksFor(action, "place") || asksFor(action, "actor"))) {
        // Crews that go elsewhere for it leave the scene: those who are free are sent.
        const near = asksFor(action, "actor") && isNear(turn, incident, aim.targetId) ? free : [];
        const spare = able([...near, ...idle], action);
        if (spare === undefined) continue;
        for (const list of [free, idle]) if (list.includes(spare)) list.splice(list.indexOf(spare), 1);
        by([spare]);
        continue;
      }
      const unitId = able(free, action);
      if (unitId !== undefined && (action.onScene || action.crew === "needed")) {
        free.splice(free.indexOf(unitId), 1);
        by([unitId]);
      } else if (action.crew === "optional" && !action.onScene && action.equipment.length === 0) by([]);
    }
  }
  return { moves, left };
}

/** How long nobody goes after somebody again who has just got away. */
const TRY_AGAIN_MS = 120_000;

/** Whether something was done already. Whoever got away is gone after again, once somebody has seen them again. */
function isDone(
  { view, nowMs }: Turn,
  { number }: IncidentSeen,
  actionId: string,
  targetId: string | null = null,
): boolean {
  const isSomebody = view.actors.some(({ id }) => id === targetId);
  return view.actions.some(
    (action) =>
      action.actionId === actionId &&
      (action.incident === number || action.incident === null) &&
      (targetId === null || action.targetId === targetId) &&
      !(isSomebody && action.state === "failed" && nowMs - action.atMs > TRY_AGAIN_MS),
  );
}

/** Whether crews on a scene are as good as where somebody is taken to be. */
function isNear({ view }: Turn, { place }: IncidentSeen, actorId: string | null = null): boolean {
  const at = view.actors.find(({ id }) => id === actorId)?.place.at;
  return at != null && place.at !== null && metresBetween(at, place.at) <= 400;
}

/** Under control once all is done or enough time has passed; then handed over, and closed. */
function towardsTheEnd(
  turn: Turn,
  incident: IncidentSeen,
  { free, allFree, left }: { free: readonly string[]; allFree: boolean; left: number },
): Take[] {
  const { setting, view, habits, nowMs, words } = turn;
  const crew = free[0] ? { unitIds: [free[0]] } : {};
  const arrivedMs = incident.statuses.find((entry) => entry.status === "on-scene")?.atMs ?? nowMs;
  const workedEnough = left === 0 || nowMs - arrivedMs > 20 * 60_000;
  const calm = setting.gauges.every((gauge) => {
    const share = (gaugeNow(gauge, view, nowMs) - gauge.min) / Math.max(1e-9, gauge.max - gauge.min);
    return gauge.goodIs === "low" ? share < 0.6 : share > 0.4;
  });
  if (incident.status === "on-scene" && workedEnough && (calm || nowMs - arrivedMs > 25 * 60_000)) {
    return take(turn, incident, "under-control", crew);
  }
  if (incident.status !== "controlled" || !allFree || left > 0) return [];
  if (!isDone(turn, incident, "hand-over")) return take(turn, incident, "hand-over", crew);
  if (habits.breadth === 1 && !isDone(turn, incident, "camera-off")) {
    return take(turn, incident, "camera-off", crew);
  }
  return take(turn, incident, "close", { note: words.close });
}

/** Crews for an incident: the nearest that are free, of different branches first. */
function sendCrews(turn: Turn, incident: IncidentSeen, count: number): Take[] {
  const { setting, view, nowMs, taken } = turn;
  const near = nearestUnits(setting, view, incident, nowMs).filter((unit) => !taken.has(unit.id));
  const chosen: string[] = [];
  const branches = new Set<string>();
  for (const unit of [...near, ...near]) {
    if (chosen.length >= count) break;
    if (chosen.includes(unit.id) || (branches.has(unit.branch) && chosen.length + 1 < count)) continue;
    chosen.push(unit.id);
    branches.add(unit.branch);
  }
  return chosen.length === 0 ? [] : take(turn, incident, "dispatch", { unitIds: chosen });
}

function agencyCalls(turn: Turn, incident: IncidentSeen): Take[] {
  const { setting, known, habits } = turn;
  const notify = setting.actions.find((action) => action.id === "notify-agency");
  if (!notify) return [];
  const open = optionsFor("agency", notify, known)?.map(({ value }) => value) ?? [];
  const thoughtOf = setting.agencies.slice(0, Math.ceil(setting.agencies.length * habits.agencies));
  const note = asksFor(notify, "note", "needed") ? "110" : "";
  return thoughtOf
    .filter(({ id }) => open.includes(id))
    .flatMap(({ id }) => take(turn, incident, notify.id, { targetId: id, note }));
}

/** What an action is aimed at beside the incident, one after the other; nothing where a person has to judge. */
function aimsOf(turn: Turn, action: ActionKnown, incident: IncidentSeen): Partial<Answers>[] {
  const [aim, more] = asksOf(action).filter(({ kind, how }) => how === "needed" && !(kind in OF_THE_WORK));
  if (!aim) return [{}];
  const ids = more ? [] : (AIMS[aim.kind]?.(turn, action, incident) ?? []);
  return ids.map((targetId) => ({ targetId }));
}

/** What a responder at work always has an answer to. */
const OF_THE_WORK: Partial<Record<AskKind, true>> = { incident: true, crew: true, note: true };

/** What comes to mind of what can be named. */
const AIMS: Partial<
  Record<AskKind, (turn: Turn, action: ActionKnown, incident: IncidentSeen) => readonly string[]>
> = {
  actor: ({ view, known }, action) => {
    const open = optionsFor("actor", action, known)?.map(({ value }) => value) ?? [];
    const within = view.actors.filter(({ status }) => status === "located" || status === "intercepted");
    return within.map(({ id }) => id).filter((id) => open.includes(id));
  },
  camera: ({ setting, habits }, _action, { place }) => {
    const cameras = [...atlasOf(setting.ground).cameras.values()];
    return closest(cameras, place.at).slice(0, Math.ceil(6 * habits.breadth));
  },
  place: ({ setting, habits }, _action, { place }) => {
    const ways = [...atlasOf(setting.ground).places.values()].filter(
      ({ properties }) => properties.place === "transport",
    );
    return closest(ways, place.at).slice(0, Math.ceil(4 * habits.breadth));
  },
};

/** Whether one crew alone has the branch and the equipment an action asks for. */
function canDo(action: ActionKnown, setting: SideSetting, unitId: string): boolean {
  const unit = setting.units.find((candidate) => candidate.id === unitId);
  return unit !== undefined && canAlone(action, unit);
}

function fits(action: ActionKnown, incident: IncidentSeen): boolean {
  return action.stages.length === 0 || action.stages.includes(incident.status);
}

/** A player of little breadth does not think of everything; which things depends on the seed. */
function thinksOf(action: ActionKnown, breadth: number, seed: number): boolean {
  const key = [...action.id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
  return breadth >= 1 || drawOf(seed, 1, key) < breadth;
}

/** Ids of things on the ground, the closest to a point first. */
function closest(things: readonly (FeatureOf<"camera"> | FeatureOf<"place">)[], to: LonLat | null): string[] {
  const far = ({ geometry }: (typeof things)[number]) => (to ? metresBetween(geometry.coordinates, to) : 0);
  return [...things].sort((a, b) => far(a) - far(b)).map(({ properties }) => properties.id);
}
