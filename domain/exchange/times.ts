import { asTyped } from "@/domain/typed";

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];

/**
 * A time as people write it in plans: a distance from StartEx, or a moment on the clock, perhaps of a day; both in ms,
 * the moment from midnight of the first day or, with a day, of the Unix epoch.
 */
export type WrittenTime =
  | { is: "none" }
  | { is: "unreadable" }
  | { is: "distance"; ms: number }
  | { is: "moment"; ms: number; hasDay: boolean }
  /** "03:30": minutes and seconds of a distance, or hours and minutes of a clock. The other times of its column tell. */
  | { is: "either"; distanceMs: number; momentMs: number };

/** @param unitMs What a bare number counts: minutes, unless the column says otherwise. */
export function readTime(text: string, unitMs: number = MINUTE): WrittenTime {
  const typed = numerals(asTyped(text)).replace(/\s+/g, " ").trim();
  if (typed === "" || /^[-—–/]+$/.test(typed)) return { is: "none" };
  return (
    distanceIn(typed, unitMs) ??
    dayAndTime(typed) ??
    clockTime(typed) ??
    bareFace(typed) ?? { is: "unreadable" }
  );
}

/** "T+5", "T-3:20", "D+2 H+3 M+45", "J-60", "5分", "1h 5min", "12": minutes. */
function distanceIn(text: string, unitMs: number): WrittenTime | null {
  const counted = /^t\s*([+-])?\s*(.+)$/i.exec(text);
  if (counted) {
    const [, sign, rest = ""] = counted;
    const ms = numberOf(rest, unitMs) ?? faceOf(rest) ?? lengthOf(rest);
    return ms === null ? null : { is: "distance", ms: sign === "-" ? -ms : ms };
  }
  const parts = [...text.matchAll(/([djhms])\s*([+-])\s*(\d{1,5})/gi)];
  if (
    parts.length > 0 &&
    parts
      .map(([whole]) => whole)
      .join("")
      .replace(/\s/g, "") === text.replace(/\s/g, "")
  ) {
    const ms = parts.reduce((sum, [, unit = "", sign, count]) => {
      const size = { d: DAY, j: DAY, h: HOUR, m: MINUTE, s: SECOND }[unit.toLowerCase()] ?? 0;
      return sum + (sign === "-" ? -1 : 1) * size * Number(count);
    }, 0);
    return { is: "distance", ms };
  }
  const ms = numberOf(text.replace(/^\+\s*/, ""), unitMs) ?? lengthOf(text.replace(/^\+\s*/, ""));
  return ms === null ? null : { is: "distance", ms };
}

function numberOf(text: string, unitMs: number): number | null {
  return /^\d{1,7}(\.\d{1,6})?$/.test(text) ? Math.round(Number(text) * unitMs) : null;
}

/** "3:20" or "1:03:20", the last part in seconds. */
function faceOf(text: string): number | null {
  const match = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})$/.exec(text);
  if (!match || Number(match[3]) > 59) return null;
  return Number(match[1] ?? 0) * HOUR + Number(match[2]) * MINUTE + Number(match[3]) * SECOND;
}

function lengthOf(text: string): number | null {
  const number = "(\\d{1,6}(?:\\.\\d{1,3})?)\\s*";
  const match = new RegExp(
    `^(?:${number}(?:天|日|days?|d)\\s*)?(?:${number}(?:小时|hours?|hrs?|h)\\s*)?(?:${number}(?:分钟|分|minutes?|mins?|min|m|')\\s*)?(?:${number}(?:秒钟|秒|seconds?|secs?|s|"))?后?$`,
    "i",
  ).exec(text);
  if (!match || !/\d/.test(text)) return null;
  const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = match;
  return Math.round(
    Number(days) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND,
  );
}

/** "2024-06-26 09:00", "26/06/2024 09h00", "2024年6月26日 9点", "2024-06-26T09:00:00". */
function dayAndTime(text: string): WrittenTime | null {
  const yearFirst = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T ]?\s*(.*)$/.exec(text);
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})[T ]?\s*(.*)$/.exec(text);
  const [year, month, day, rest] = yearFirst
    ? [yearFirst[1], yearFirst[2], yearFirst[3], yearFirst[4]]
    : // Of 26/06 and 06/26 the part above twelve is the day; where both may be, the day comes first as in most places.
      yearLast
      ? Number(yearLast[2]) > 12
        ? [yearLast[3], yearLast[1], yearLast[2], yearLast[4]]
        : [yearLast[3], yearLast[2], yearLast[1], yearLast[4]]
      : [];
  if (year === undefined || Number(month) > 12 || Number(day) > 31) return null;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (rest === undefined || rest === "") return { is: "moment", ms: midnight, hasDay: true };
  const time = clockMs(rest.replace(/(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/i, ""));
  return time === null ? null : { is: "moment", ms: midnight + time, hasDay: true };
}

/** A time of day that can be nothing else: "9h05", "07:29 PM", "九点十分", "上午9:10", "Monday 9:30 AM". */
function clockTime(text: string): WrittenTime | null {
  const withoutDay = text.replace(/^(?:mon|tues?|wednes|thurs?|fri|satur|sun)day,? /i, "");
  const isMarked = /[ap]\.?m\.?$|^(?:上午|下午|早上|凌晨|晚上|中午)|[点时]|^\d{1,2}h\d{0,2}$/i.test(
    withoutDay,
  );
  if (!isMarked) return null;
  const ms = clockMs(withoutDay);
  return ms === null ? null : { is: "moment", ms, hasDay: false };
}

/** The time of day of a text, in ms from midnight; null where it is none. */
function clockMs(text: string): number | null {
  const match =
    /^(上午|下午|早上|凌晨|晚上|中午)?\s*(\d{1,2})(?:[:h点时]\s*(?:(\d{1,2})|(半))?)?(?:[:分]\s*(\d{1,2})?秒?)?\s*([ap]\.?m\.?)?$/i.exec(
      text,
    );
  if (!match) return null;
  const [, part = "", hour, minute, half, second = "0", mark = ""] = match;
  const isLate = part === "下午" || part === "晚上" || part === "中午" || /^p/i.test(mark);
  const twelve = mark !== "" || part !== "" ? Number(hour) % 12 : Number(hour);
  const hours = twelve + (isLate ? 12 : 0);
  const minutes = half ? 30 : Number(minute ?? 0);
  if (hours > 24 || minutes > 59 || Number(second) > 59) return null;
  return hours * HOUR + minutes * MINUTE + Number(second) * SECOND;
}

/** "03:30", "00:07:30": which of the two it is stands nowhere in it. */
function bareFace(text: string): WrittenTime | null {
  const distanceMs = faceOf(text);
  if (distanceMs === null) return null;
  const momentMs = clockMs(text);
  return momentMs === null ? { is: "distance", ms: distanceMs } : { is: "either", distanceMs, momentMs };
}

const DIGITS = "零一二三四五六七八九";

/** Chinese numerals below a hundred as digits: "九点十分", "二十五分". */
function numerals(text: string): string {
  return text
    .replace(/两/g, "二")
    .replace(/〇/g, "零")
    .replace(/[零一二三四五六七八九十]+/g, (word) => {
      const match = /^([一二三四五六七八九])?(十)?([零一二三四五六七八九])?$/.exec(word);
      if (!match) return word;
      const [, tens, ten, ones] = match;
      const digit = (one: string | undefined) => (one === undefined ? 0 : DIGITS.indexOf(one));
      if (!ten) return String(digit(tens ?? ones));
      return String((tens === undefined ? 1 : digit(tens)) * 10 + digit(ones));
    });
}

/** How the times of a column are meant: from StartEx on, or by the clock from a moment on that is StartEx. */
export type TimesOf = { are: "distances" } | { are: "moments"; zeroMs: number };

/** From six in the morning on the first "a:b" of a column is an hour of the day. Plans that begin with minute six are rare. */
const FIRST_HOUR = 6 * HOUR;

/** How a column of times is meant, by all of its times together. */
export function timesOf(times: readonly WrittenTime[]): TimesOf {
  const first = times.find((time) => time.is === "moment" || time.is === "either");
  const isCounted = times.some((time) => time.is === "distance");
  const isClock = times.some((time) => time.is === "moment");
  if (!first || (isCounted && !isClock)) return { are: "distances" };
  const zeroMs = first.is === "moment" ? first.ms : first.is === "either" ? first.momentMs : 0;
  if (isClock || zeroMs >= FIRST_HOUR) return { are: "moments", zeroMs };
  return { are: "distances" };
}

/**
 * A time from StartEx, in ms; null where there is none. A moment earlier than the first by more than half a day is of the
 * day after.
 */
export function fromStart(time: WrittenTime, of: TimesOf): number | null {
  if (time.is === "none" || time.is === "unreadable") return null;
  if (time.is === "distance") return time.ms;
  if (of.are === "distances") return time.is === "either" ? time.distanceMs : time.ms;
  const hasDay = time.is === "moment" && time.hasDay;
  const ms = (time.is === "moment" ? time.ms : time.momentMs) - of.zeroMs;
  return !hasDay && ms < -12 * HOUR ? ms + DAY : ms;
}
