import type { Formats } from "next-intl";

/**
 * How calendar moments are written, the same on the server and in every browser.
 *
 * The day runs from 00:00 to 23:59. `hour12: false` leaves open whether midnight is 00 or 24, and Node and
 * Chromium settle that differently: a page drawn just after midnight would then not be the one the server sent.
 */
export const FORMATS = {
  dateTime: {
    date: { year: "numeric", month: "short", day: "numeric" },
    time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    seconds: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
    "date-time": {
      year: "numeric",
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    },
    /** Of what may have to be held against another record. */
    "date-time-seconds": {
      year: "numeric",
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    },
  },
} as const satisfies Formats;
