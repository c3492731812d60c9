/** Texts for times and durations that are the same wherever they stand. All take milliseconds. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A clock face: "03:20", from one hour on "1:03:20", below zero "−00:30". Whole seconds, rounded down. */
export function clockFace(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / SECOND);
  const face = [Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  const hours = Math.floor(seconds / 3_600);
  const sign = ms < 0 && seconds > 0 ? "−" : "";
  return `${sign}${hours > 0 ? `${hours}:` : ""}${face}`;
}

/** A moment of a drill counted from StartEx: "T+03:20", before it "T−00:30". */
export function drillMoment(ms: number): string {
  const face = clockFace(Math.abs(ms));
  return ms < 0 && face !== "00:00" ? `T−${face}` : `T+${face}`;
}

/** Reads "T+3:20", "03:20", "1:03:20", "90" (seconds) or "T-0:30"; null when it is none of them. Inverse of `drillMoment`. */
export function momentFromText(text: string): number | null {
  const match = /^\s*t?\s*([+−-])?\s*(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})\s*$/i.exec(
    text.replace(/：/g, ":"),
  );
  if (!match) return null;
  const [, sign, hours = "0", minutes = "0", seconds = "0"] = match;
  // Behind a colon, 60 and more is a slip of the finger.
  if (match[3] !== undefined && Number(seconds) > 59) return null;
  if (match[2] !== undefined && Number(minutes) > 59) return null;
  const ms = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  return sign === undefined || sign === "+" ? ms : -ms;
}

/** The parts of a length of time, largest first; the two largest that say something. */
export function durationParts(ms: number): { unit: "hour" | "minute" | "second"; count: number }[] {
  const whole = Math.round(Math.abs(ms) / SECOND);
  const parts = [
    { unit: "hour" as const, count: Math.floor(whole / 3_600) },
    { unit: "minute" as const, count: Math.floor(whole / 60) % 60 },
    { unit: "second" as const, count: whole % 60 },
  ];
  const first = parts.findIndex((part) => part.count > 0);
  if (first < 0) return [{ unit: "second", count: 0 }];
  return parts.slice(first, first + 2).filter((part) => part.count > 0);
}
