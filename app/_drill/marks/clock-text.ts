import { asTyped } from "@/domain/typed";

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

/**
 * Reads "T+3:20", "03:20", "1:03:20", "90" (seconds), "T-0:30", "5分", "1分8秒", "1h 5min"; null when it is none of them.
 * Full width counts as half width. Inverse of `drillMoment`.
 */
export function momentFromText(text: string): number | null {
  const typed = asTyped(text);
  const [, sign, length = ""] = /^t?\s*([+-])?\s*(.*)$/i.exec(typed) ?? [];
  const ms = faceFromText(length) ?? lengthFromText(length);
  if (ms === null || ms > MOMENT_MAX) return null;
  return sign === "-" && ms !== 0 ? -ms : ms;
}

/** No drill and no case lasts longer: ten days. */
const MOMENT_MAX = 240 * HOUR;

function faceFromText(face: string): number | null {
  const match = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})$/.exec(face);
  if (!match) return null;
  const [, hours = "0", minutes = "0", seconds = "0"] = match;
  // Behind a colon, 60 and more is a slip of the finger.
  if (match[2] !== undefined && Number(seconds) > 59) return null;
  if (match[1] !== undefined && Number(minutes) > 59) return null;
  return Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
}

/** "1小时5分8秒", "5分钟", "1h 5m", "90s", "1.5 min". */
function lengthFromText(length: string): number | null {
  const number = "(\\d{1,6}(?:\\.\\d{1,3})?)\\s*";
  const match = new RegExp(
    `^(?:${number}(?:小时|时|hours?|hrs?|h)\\s*)?(?:${number}(?:分钟|分|minutes?|mins?|m|')\\s*)?(?:${number}(?:秒钟|秒|seconds?|secs?|s|"))?$`,
    "i",
  ).exec(length);
  if (!match || length === "") return null;
  const [, hours = "0", minutes = "0", seconds = "0"] = match;
  return Math.round(Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND);
}
