import { cardOf } from "@/domain/scoring/cards";
import { sidesPlayed } from "@/domain/scoring/score-card";
import type { WallSetting, WallView } from "./schema";
import { incidentSeen, unitSeen } from "./board";
import { drillTimeAt, type Clock } from "@/domain/drill/clock";
import { evolve } from "@/domain/drill/evolve";
import { isInPlay } from "@/domain/drill/legs";
import { unitPosition } from "@/domain/drill/movement";
import { planOf } from "@/domain/drill/plan";
import type { RecordedEvent, Setup } from "@/domain/drill/schema";
import type { Drill, Lane } from "@/domain/drill/state";
import { nameForReaders } from "@/domain/drill/names";

/**
 * A drill told late: as far as the wall may look, and what it may not see yet.
 *
 * Why a wall shows what it shows: docs/decisions/0025-what-a-wall-shows.md.
 */
export type ToldLate = {
  /** Null until the first event has been told. */
  drill: Drill | null;
  /** What happened since, in order, each with the leg it happened in. */
  waiting: { recorded: RecordedEvent; leg: number }[];
  /** Position of the last event heard of, and the leg that goes on after it. */
  heardTo: number;
  leg: number;
};

export function nothingToldYet(): ToldLate {
  return { drill: null, waiting: [], heardTo: 0, leg: 1 };
}

/** Takes in what has happened. What it has heard of before it does not hear twice. */
export function hear(told: ToldLate, news: readonly RecordedEvent[]): void {
  for (const recorded of news) {
    if (recorded.position <= told.heardTo) continue;
    told.waiting.push({ recorded, leg: told.leg });
    told.heardTo = recorded.position;
    if (recorded.event.type === "LegStarted") told.leg += 1;
  }
}

/** What a drill is played on tells nothing of what happens in it. */
function isPlan({ event }: RecordedEvent): boolean {
  return event.type === "DrillPlanned" || event.type === "DrillReplanned";
}

/** How a drill stands now, as far as a wall is to know when it may tell what. */
export type Standing = {
  clock: Clock;
  phase: Drill["phase"];
  leg: number;
  stopped: Drill["stopped"];
  setup: Pick<Setup, "wallDelayMs">;
};

const STANDING: Clock = { rate: 0, resumeRate: 1, atMs: 0, sinceWallMs: 0 };

/**
 * The drill as it was `wallDelayMs` of drill time ago, with its clock that much behind; all of it once the drill is
 * over, because then there is nothing left to win by knowing. A leg that is over is told to its end.
 *
 * Changes `told`; the answer is good until the next call.
 *
 * @param wallMs Unix time in ms.
 * @returns null when nothing has been heard.
 */
export function tellLate(told: ToldLate, now: Standing, wallMs: number): Drill | null {
  const delayMs = now.setup.wallDelayMs;
  const atMs = drillTimeAt(now.clock, wallMs) - delayMs;
  const isOver = now.phase === "ended";
  let taken = 0;
  for (const { recorded, leg } of told.waiting) {
    if (!isOver && leg >= now.leg && recorded.atMs > atMs && !isPlan(recorded)) break;
    told.drill = evolve(told.drill, recorded);
    taken++;
  }
  told.waiting.splice(0, taken);
  const { drill } = told;
  if (!drill || isOver) return drill;
  // Not even that it has begun is told before its time.
  const { stopped } = now;
  if (now.phase === "planned" || atMs < 0) {
    return { ...drill, phase: "planned", atMs: 0, clock: STANDING, stopped };
  }
  // That everything has to stop is told at once: whoever stands before the wall may be who has to stop.
  return { ...drill, stopped, atMs, clock: { ...now.clock, atMs: now.clock.atMs - delayMs } };
}

/**
 * What stands on the wall, of a drill told late: the calls the responders know of and where their crews were.
 * Everything comes out of what the responder sees, so the wall never knows more; and of that only what has happened,
 * never what is on its way.
 */
export function wallView(
  drill: Drill,
): Omit<WallView, "kind" | "phase" | "clock" | "stopped" | "ended" | "leg"> {
  const lanes = drill.phase === "planned" ? [] : drill.lanes.filter((lane) => isInPlay(drill, lane));
  return {
    pauseReason: "",
    scoresReleased: drill.released !== null,
    lanes: lanes.map((lane) => ({
      lane: lane.lane,
      incidents: incidentsOnWall(drill, lane, lanes),
      scores: drill.released === null ? [] : scoresReleased(drill, lane, drill.released),
      // Where several groups do the same task at once, one could follow the other's crews.
      units: lanes.length > 1 ? [] : unitsOnWall(drill, lane),
    })),
  };
}

type OnWall = WallView["lanes"][number];

/** Final from their release on, so they are computed once for a wall that is made anew every second. */
const finalScores = new WeakMap<object, Map<number, OnWall["scores"]>>();

/** The totals and nothing they are made of: whoever took part reads those in the review. */
function scoresReleased(drill: Drill, lane: Lane, released: object): OnWall["scores"] {
  const ofDrill = finalScores.get(released) ?? new Map<number, OnWall["scores"]>();
  finalScores.set(released, ofDrill);
  const known = ofDrill.get(lane.lane);
  if (known) return known;
  const scores = sidesPlayed(drill).map((side) => {
    const { team, totalHundredths, coverage } = cardOf(drill, lane, side);
    return { side, team, totalHundredths, coverage };
  });
  ofDrill.set(lane.lane, scores);
  return scores;
}

/** A call that one of several groups has had and another has not would warn the other: it waits for the last. */
function incidentsOnWall(drill: Drill, lane: Lane, lanes: readonly Lane[]): OnWall["incidents"] {
  const ids = Object.keys(lane.incidents).filter((id) => lanes.every((other) => other.incidents[id]));
  return ids.map((id, i) => {
    const seen = incidentSeen(drill, lane, id);
    const into = ids.indexOf(lane.incidents[id]?.mergedInto ?? "");
    return {
      number: i + 1,
      status: seen.status,
      statuses: seen.statuses,
      priority: seen.priority,
      mergedInto: into < 0 ? null : into + 1,
      place: seen.place,
      standards: seen.standards,
      units: lanes.length > 1 ? [] : seen.units.filter((unitId) => isThere(lane, unitId)),
    };
  });
}

function isThere(lane: Lane, unitId: string): boolean {
  const unit = lane.units[unitId];
  return unit !== undefined && unit.leg === null && unit.visits.at(-1)?.toMs === null;
}

/** Where each crew on duty was; not where it was going, which would tell whom it comes for. */
function unitsOnWall(drill: Drill, lane: Lane): OnWall["units"] {
  const plan = planOf(drill.setup);
  return Object.entries(lane.units).flatMap(([id, unit]) => {
    const { status } = unitSeen(lane, plan, id);
    if (status === "off-duty") return [];
    return [{ id, status, at: unitPosition(drill, unit, drill.atMs) }];
  });
}

/** What does not change on the wall: the ground without cameras, and what crews and teams are called. */
export function wallSetting(setup: Setup): Pick<WallSetting, "delayMs" | "ground" | "units" | "teams"> {
  return {
    delayMs: setup.wallDelayMs,
    ground: {
      ...setup.ground,
      features: setup.ground.features.filter(({ properties }) => properties.kind !== "camera"),
    },
    units: setup.scenario.forces.units.map(({ id, callSign, name }) => ({ id, callSign, name })),
    teams: setup.teams
      .filter(({ side }) => side === "responder")
      .map((team) => ({ lane: team.lane, name: nameForReaders(team) })),
  };
}
