import type { Scenario } from "./schema";

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;
/** When the first shift of a day takes over where a scenario says nothing. This project's own figure. */
const FIRST_CHANGE_MINUTES = 8 * 60;

/** When which shift is on duty, counted from StartEx. */
export type Rota = {
  shifts: number;
  /** The shift on duty at StartEx, from 1. */
  onDutyAtStart: number;
  /** The changes of the first 24 hours, in ms after StartEx, ascending; they come again every day. */
  changesMs: readonly number[];
};

/**
 * The rota of a scenario. Its shifts share 24 hours evenly, the first from 08:00, unless
 * the scenario gives times of its own: the first time listed is when shift 1 takes over,
 * the second shift 2, and so on round.
 */
export function rotaOf(scenario: Pick<Scenario, "forces" | "startsAt">): Rota {
  const { shifts } = scenario.forces.package;
  const { changesAt, onDutyAtStart } = scenario.forces.rota ?? {};
  const times = changesAt?.map(minutesOf) ?? evenChanges(shifts);
  const start = minutesOf(scenario.startsAt);
  /** Minutes until each comes next; one that falls on StartEx has just been. */
  const ahead = times.map((time) => (time - start + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES);
  const lastBegun = ahead.indexOf(Math.max(...ahead));
  return {
    shifts,
    onDutyAtStart: onDutyAtStart ?? (lastBegun % shifts) + 1,
    changesMs: [...new Set(ahead)].sort((a, b) => a - b).map((minutes) => minutes * MINUTE_MS),
  };
}

/** A change of shift: the nth since StartEx, from 0. */
export function shiftChange(rota: Rota, n: number): { afterMs: number; shift: number } {
  const perDay = rota.changesMs.length;
  const days = Math.floor(n / perDay);
  const inDayMs = rota.changesMs[n % perDay] ?? 0;
  return {
    afterMs: days * DAY_MINUTES * MINUTE_MS + inDayMs,
    shift: ((rota.onDutyAtStart + n) % rota.shifts) + 1,
  };
}

/** The times of day at which shifts take over when they share 24 hours evenly: "08:00" is the first. */
export function evenChangeTimes(shifts: number): string[] {
  return evenChanges(shifts).map((minutes) => {
    const hours = Math.floor(minutes / 60);
    return `${String(hours).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  });
}

function evenChanges(shifts: number): number[] {
  return Array.from(
    { length: shifts },
    (_, i) => (FIRST_CHANGE_MINUTES + Math.round((i * DAY_MINUTES) / shifts)) % DAY_MINUTES,
  );
}

/** "03:10" in minutes after midnight. */
function minutesOf(time: string): number {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}
