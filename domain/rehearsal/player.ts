import { atlasOf, metresBetween } from "@/domain/ground/atlas";
import type { FeatureOf, LonLat } from "@/domain/ground/schema";
import { nearestUnits } from "@/domain/view/nearest";
import type { DrillCommand, Skill } from "@/domain/drill/schema";
import { oppositionMoves } from "./opposition";
import { gaugeNow } from "./reading";
import { drawOf } from "@/domain/drill/due";
import type { Offered } from "@/domain/locales";
import type { ActionKnown, IncidentSeen, SideSetting, SideView } from "@/domain/view/schema";

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

type Take = Extract<DrillCommand, { type: "TakeAction" }>;

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
  return view.side === "responder"
    ? responderMoves(setting, view, skill, nowMs, seed, locale)
    : oppositionMoves(setting, view, skill, nowMs, seed, WORDS[locale].report);
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
  const moves: DrillCommand[] = [];
  /** Units taken by moves of this very turn. */
  const taken = new Set<string>();

  for (const decision of view.decisions) {
    if (decision.taken || decision.lapsed || nowMs < decision.openedAtMs + habits.reactionMs) continue;
    const pick = drawOf(seed, view.lane, decision.prompt.en.length + decision.options.length);
    const option = decision.options[Math.floor(pick * decision.options.length)];
    if (option) {
      moves.push({
        type: "Decide",
        decisionId: decision.id,
        optionId: option.id,
        reason: WORDS[locale].reason,
      });
    }
  }

  for (const incident of view.incidents) {
    if (incident.mergedInto !== null || incident.status === "closed" || incident.status === "diverted")
      continue;
    const since = incident.statuses.at(-1)?.atMs ?? 0;
    if (nowMs < since + Math.min(habits.reactionMs, 60_000) && incident.status !== "on-scene") continue;
    const next = nextStep(setting, view, incident, habits, nowMs, seed, locale, taken);
    for (const move of next) {
      for (const id of move.unitIds) taken.add(id);
      moves.push(move);
    }
  }
  return moves;
}

function nextStep(
  setting: SideSetting,
  view: SideView,
  incident: IncidentSeen,
  habits: (typeof HABITS)[Skill],
  nowMs: number,
  seed: number,
  locale: Offered,
  taken: ReadonlySet<string>,
): Take[] {
  const action = (id: string) => setting.actions.find((candidate) => candidate.id === id);
  const take = (id: string, more: Partial<Take> = {}): Take[] => {
    const known = action(id);
    if (!known || !fits(known, incident)) return [];
    const note = known.note === "required" ? WORDS[locale].report : "";
    return [{ type: "TakeAction", actionId: id, incident: incident.number, unitIds: [], note, ...more }];
  };

  switch (incident.status) {
    case "reported":
      return take("accept", { note: action("accept")?.note === "none" ? "" : WORDS[locale].accept });
    case "accepted":
      return [
        ...take("classify", { priority: habits.crews >= 2 ? 1 : 2, category: "" }),
        ...sendCrews(setting, view, incident, habits.crews, nowMs, taken),
      ];
    case "classified":
    case "dispatched": {
      const missing = habits.crews - incident.units.length;
      if (incident.status === "dispatched" && incident.units.length > 0) {
        return agencyCalls(setting, view, incident, habits);
      }
      return sendCrews(setting, view, incident, Math.max(1, missing), nowMs, taken);
    }
    case "on-scene":
    case "controlled":
      return onScene(setting, view, incident, habits, nowMs, seed, locale, taken, take);
    case "closed":
    case "diverted":
      return [];
  }
}

/** How long nobody goes after somebody again who has just got away. */
const TRY_AGAIN_MS = 120_000;

/** Whether crews on a scene are as good as where somebody is taken to be. */
function isNear(view: SideView, actorId: string | undefined, { place }: IncidentSeen): boolean {
  const at = view.actors.find(({ id }) => id === actorId)?.place.at;
  return at != null && place.at !== null && metresBetween(at, place.at) <= 400;
}

/** Whether something was done already. Whoever got away is gone after again, once somebody has seen them again. */
function wasDone(
  view: SideView,
  { number }: IncidentSeen,
  nowMs: number,
  actionId: string,
  targetId?: string,
): boolean {
  const isSomebody = view.actors.some(({ id }) => id === targetId);
  return view.actions.some(
    (action) =>
      action.actionId === actionId &&
      (action.incident === number || action.incident === null) &&
      (targetId === undefined || action.targetId === targetId) &&
      !(isSomebody && action.state === "failed" && nowMs - action.atMs > TRY_AGAIN_MS),
  );
}

/** On the scene: each sensible action once, by crews that are free; then report, control, close. */
function onScene(
  setting: SideSetting,
  view: SideView,
  incident: IncidentSeen,
  habits: (typeof HABITS)[Skill],
  nowMs: number,
  seed: number,
  locale: Offered,
  taken: ReadonlySet<string>,
  take: (id: string, more?: Partial<Take>) => Take[],
): Take[] {
  const moves = agencyCalls(setting, view, incident, habits);
  const here = view.units.filter((unit) => unit.incident === incident.number && unit.leg === null);
  const free = here.filter((unit) => unit.busyUntilMs === null && !taken.has(unit.id)).map((unit) => unit.id);
  const idle = nearestUnits(setting, view, incident, nowMs)
    .map(({ id }) => id)
    .filter((id) => !taken.has(id));
  const done = (actionId: string, targetId?: string) => wasDone(view, incident, nowMs, actionId, targetId);
  const routine = setting.actions.filter(
    (action) =>
      !NOT_BY_ROUTINE.has(action.id) &&
      action.target !== "agency" &&
      fits(action, incident) &&
      thinksOf(action, habits.breadth, seed),
  );
  let left = 0;
  for (const action of routine) {
    for (const targetId of targetsOf(action, setting, view, incident, habits)) {
      if (done(action.id, targetId)) continue;
      left++;
      const base: Take = {
        type: "TakeAction",
        actionId: action.id,
        incident: incident.number,
        unitIds: [],
        note: action.note === "required" ? WORDS[locale].report : "",
        ...(targetId === undefined ? {} : { targetId }),
      };
      if (action.crew === "none") {
        moves.push(base);
        continue;
      }
      if (!action.onScene && (action.target === "place" || action.target === "actor")) {
        // Crews that go elsewhere for it leave the scene: those who are free are sent.
        const near = action.target === "actor" && isNear(view, targetId, incident) ? free : [];
        const spare = [...near, ...idle].find((id) => canDo(action, setting, id));
        if (spare !== undefined) {
          for (const list of [free, idle]) if (list.includes(spare)) list.splice(list.indexOf(spare), 1);
          moves.push({ ...base, unitIds: [spare] });
        }
        continue;
      }
      const unitId = free.find((id) => canDo(action, setting, id));
      if (unitId !== undefined && (action.onScene || action.crew === "needed")) {
        free.splice(free.indexOf(unitId), 1);
        moves.push({ ...base, unitIds: [unitId] });
      } else if (action.crew === "optional" && !action.onScene && action.equipment.length === 0) {
        moves.push(base);
      }
    }
  }

  const arrivedMs = incident.statuses.find((entry) => entry.status === "on-scene")?.atMs ?? nowMs;
  const workedEnough = left === 0 || nowMs - arrivedMs > 20 * 60_000;
  const calm = setting.gauges.every((gauge) => {
    const share = (gaugeNow(gauge, view, nowMs) - gauge.min) / Math.max(1e-9, gauge.max - gauge.min);
    return gauge.goodIs === "low" ? share < 0.6 : share > 0.4;
  });
  if (incident.status === "on-scene" && workedEnough && (calm || nowMs - arrivedMs > 25 * 60_000)) {
    moves.push(...take("under-control", free[0] ? { unitIds: [free[0]] } : {}));
  }
  if (incident.status === "controlled" && free.length === here.length && left === 0) {
    if (!done("hand-over")) moves.push(...take("hand-over", free[0] ? { unitIds: [free[0]] } : {}));
    else if (habits.breadth === 1 && !done("camera-off")) {
      moves.push(...take("camera-off", free[0] ? { unitIds: [free[0]] } : {}));
    } else moves.push(...take("close", { note: WORDS[locale].close }));
  }
  return moves;
}

/** Crews for an incident: the nearest that are free, of different branches first. */
function sendCrews(
  setting: SideSetting,
  view: SideView,
  incident: IncidentSeen,
  count: number,
  nowMs: number,
  taken: ReadonlySet<string>,
): Take[] {
  const near = nearestUnits(setting, view, incident, nowMs).filter((unit) => !taken.has(unit.id));
  const chosen: string[] = [];
  const branches = new Set<string>();
  for (const unit of [...near, ...near]) {
    if (chosen.length >= count) break;
    if (chosen.includes(unit.id) || (branches.has(unit.branch) && chosen.length + 1 < count)) continue;
    chosen.push(unit.id);
    branches.add(unit.branch);
  }
  if (chosen.length === 0) return [];
  return [{ type: "TakeAction", actionId: "dispatch", incident: incident.number, unitIds: chosen, note: "" }];
}

function agencyCalls(
  setting: SideSetting,
  view: SideView,
  incident: IncidentSeen,
  habits: (typeof HABITS)[Skill],
): Take[] {
  const notify = setting.actions.find((action) => action.id === "notify-agency");
  if (!notify || !fits(notify, incident)) return [];
  const called = new Set(view.agencies.map((agency) => agency.id));
  const count = Math.ceil(setting.agencies.length * habits.agencies);
  return setting.agencies
    .slice(0, count)
    .filter((agency) => !called.has(agency.id))
    .map((agency) => ({
      type: "TakeAction",
      actionId: notify.id,
      incident: incident.number,
      targetId: agency.id,
      unitIds: [],
      note: notify.note === "required" ? "110" : "",
    }));
}

/** What an action can be aimed at; `[undefined]` where it needs no target. */
function targetsOf(
  action: ActionKnown,
  setting: SideSetting,
  view: SideView,
  incident: IncidentSeen,
  habits: (typeof HABITS)[Skill],
): (string | undefined)[] {
  switch (action.target) {
    case "none":
    case "incident":
      return [undefined];
    case "actor":
      return view.actors
        .filter(({ status }) => status === "located" || status === "intercepted")
        .filter(({ status }) => action.actorIs.length === 0 || action.actorIs.includes(status))
        .map((actor) => actor.id);
    case "camera": {
      const cameras = [...atlasOf(setting.ground).cameras.values()];
      return closest(cameras, incident.place.at).slice(0, Math.ceil(6 * habits.breadth));
    }
    case "place": {
      const ways = [...atlasOf(setting.ground).places.values()].filter(
        ({ properties }) => properties.place === "transport",
      );
      return closest(ways, incident.place.at).slice(0, Math.ceil(4 * habits.breadth));
    }
    case "two-incidents":
    case "agency":
    case "actor-to-place":
      return [];
  }
}

/** Whether one crew alone has the branch and the equipment an action asks for. */
function canDo(action: ActionKnown, setting: SideSetting, unitId: string): boolean {
  const unit = setting.units.find((candidate) => candidate.id === unitId);
  return (
    unit !== undefined &&
    (action.branch === null || unit.branch === action.branch) &&
    action.equipment.every((needed) => unit.equipment.includes(needed))
  );
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
