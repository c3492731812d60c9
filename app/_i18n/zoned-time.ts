import { fitting } from "@/domain/shortened";

/**
 * Calendar times in the installation's time zone. A browser's own zone plays no part: what people type and read is the
 * time on the wall of the place where the drills are.
 */

/** A time on the wall: "2026-03-29T02:30", as date-and-time fields write it. */
const WALL_TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How far a zone is ahead of UTC at an instant, in ms. */
export function zoneOffsetMs(timeZone: string, atMs: number): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wallMs = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    // Old engines write midnight as 24.
    part("hour") % 24,
    part("minute"),
    part("second"),
  );
  return wallMs - Math.floor(atMs / 1_000) * 1_000;
}

/**
 * The instants at which the wall of a zone shows a time, Unix time in ms, earliest first: none when clocks are put
 * forward over it, two when they are put back over it.
 *
 * @returns Null for what is no time.
 */
export function instantsOf(wallTime: string, timeZone: string): readonly number[] | null {
  const match = WALL_TIME.exec(wallTime);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const wallMs = Date.UTC(year, month - 1, day, hour, minute);
  const isReal = new Date(wallMs).toISOString().startsWith(fitting(wallTime, 16));
  if (!isReal) return null;
  // No zone changes twice within two days.
  const offsets = new Set([wallMs - DAY, wallMs, wallMs + DAY].map((ms) => zoneOffsetMs(timeZone, ms)));
  return [...offsets]
    .map((offsetMs) => wallMs - offsetMs)
    .filter((ms) => ms + zoneOffsetMs(timeZone, ms) === wallMs)
    .sort((a, b) => a - b);
}

/** What the wall of a zone shows at an instant, as a date-and-time field takes it: "2026-03-29T02:30". */
export function wallTimeAt(atMs: number, timeZone: string): string {
  return fitting(new Date(atMs + zoneOffsetMs(timeZone, atMs)).toISOString(), 16);
}

/** "UTC+8", "UTC+5:45", "UTC−3:30": a zone at an instant, the same in every browser and language. */
export function zoneName(timeZone: string, atMs: number): string {
  const minutes = Math.round(zoneOffsetMs(timeZone, atMs) / MINUTE);
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : `:${String(size % 60).padStart(2, "0")}`;
  return `UTC${minutes < 0 ? "−" : "+"}${Math.floor(size / 60)}${rest}`;
}

/** The hour of the day on the wall of a zone, 0 to 23. */
export function hourAt(atMs: number, timeZone: string): number {
  return new Date(atMs + zoneOffsetMs(timeZone, atMs)).getUTCHours();
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timeZone, format);
  }
  return format;
}
