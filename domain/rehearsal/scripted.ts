import type { Side } from "@/domain/conditions/terms";
import { isRefusal } from "@/domain/refusal";
import { nextMoves } from "./player";
import { wallTimeAt } from "@/domain/drill/clock";
import { scriptedPlayer } from "@/domain/drill/scripted-player";
import { decide } from "@/domain/drill/decide";
import { letDueHappen, nextDueAtMs } from "@/domain/drill/due";
import { settingFor } from "@/domain/view/setting";
import type { DrillCommand, RecordedEvent, ScriptedSide, Setup } from "@/domain/drill/schema";
import type { Drill } from "@/domain/drill/state";
import { endsUnansweredAtMs } from "@/domain/drill/stop";
import { viewFor } from "@/domain/view/view";

/** How often a scripted side looks at its board, in ms of drill time. */
export const LOOK_EVERY_MS = 15_000;

/**
 * Lets a drill go on up to a drill time: what falls due happens, and in between the scripted sides look at their
 * boards every quarter of a minute and move.
 *
 * The moments they look at and what they do there follow from the log and its seed alone. So, as with everything
 * that falls due, the same events come out however often and late it is asked, and after a restart the drill goes
 * on as if there had been none (docs/decisions/0020-scripted-sides-fall-due.md). Nobody plays while the clock
 * stands or jumps. Changes `drill` in place.
 *
 * @param upToMs Drill time in ms; what is due exactly then happens too.
 * @param wallMs Unix time in ms to record as the moment of recording.
 */
export function carryOn(drill: Drill, upToMs: number, wallMs: number): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (let atMs = nextLookAtMs(drill); atMs !== null && atMs <= upToMs; atMs = nextLookAtMs(drill, atMs)) {
    events.push(...letDueHappen(drill, atMs, wallMs));
    for (const side of drill.setup.scripted) events.push(...look(drill, side, atMs, wallMs));
  }
  events.push(...letDueHappen(drill, upToMs, wallMs));
  return events;
}

/** The drill time at which a drill has to be carried on next; null when it needs nobody to do so. */
export function nextWakeAtMs(drill: Drill): number | null {
  const dueMs = nextDueAtMs(drill);
  const lookMs = nextLookAtMs(drill);
  if (dueMs === null || lookMs === null) return dueMs ?? lookMs;
  return Math.min(dueMs, lookMs);
}

/** The wall instant of that, in Unix ms; null when nothing does, or the clock stands still and nothing goes by the wall's. */
export function nextWakeWallMs(drill: Drill): number | null {
  const atMs = nextWakeAtMs(drill);
  const byDrillTime = atMs === null ? null : wallTimeAt(drill.clock, atMs);
  const byWallTime = endsUnansweredAtMs(drill);
  if (byDrillTime === null || byWallTime === null) return byDrillTime ?? byWallTime;
  return Math.min(byDrillTime, byWallTime);
}

/** The next moment of the log's that a scripted side looks at; those up to the last event are behind it. */
function nextLookAtMs(drill: Drill, lookedMs = 0): number | null {
  if (drill.phase !== "running" || drill.clock.rate === 0 || drill.setup.scripted.length === 0) return null;
  const behindMs = Math.max(drill.atMs, drill.clock.atMs, lookedMs);
  return (Math.floor(behindMs / LOOK_EVERY_MS) + 1) * LOOK_EVERY_MS;
}

/** One look at the board, and the moves that follow. It knows what a person on that side would. */
function look(drill: Drill, side: ScriptedSide, atMs: number, wallMs: number): RecordedEvent[] {
  const audience = { kind: "side", side: side.side, lane: side.lane } as const;
  const setting = settingOnce(drill.setup, audience);
  const view = viewFor(drill, audience, "whole");
  if (setting.kind !== "side" || view.kind !== "side") return [];
  const by = scriptedPlayer(side);
  const seed = drill.seed + side.lane;
  return nextMoves(setting, view, side.skill, atMs, seed).flatMap((move: DrillCommand) => {
    try {
      return decide(drill, move, { by, atMs, wallMs, seed: drill.seed });
    } catch (error) {
      // The world moves on under a player's hands; what the rules refuse leaves no trace.
      if (isRefusal(error)) return [];
      throw error;
    }
  });
}

type SideAudience = { kind: "side"; side: Side; lane: number };
type SideKey = `${Side} ${number}`;

const settings = new WeakMap<Setup, Map<SideKey, ReturnType<typeof settingFor>>>();

/** A side's setting does not change while a drill runs, and a scripted side reads it four times a minute. */
function settingOnce(setup: Setup, audience: SideAudience): ReturnType<typeof settingFor> {
  const known = settings.get(setup) ?? new Map<SideKey, ReturnType<typeof settingFor>>();
  settings.set(setup, known);
  const key: SideKey = `${audience.side} ${audience.lane}`;
  const setting = known.get(key) ?? settingFor(setup, audience);
  known.set(key, setting);
  return setting;
}
