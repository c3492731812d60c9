import { z } from "zod";
import { say } from "@/domain/words/said";
import { ofDrill } from "@/domain/drill/event-kind";
import { Rate, atMs } from "@/domain/drill/terms";
import { unstopped } from "@/domain/drill/wording";
import { tPlus } from "@/domain/duration";

/** The drill clock. */
export const clock = {
  ClockStarted: ofDrill(z.strictObject({ type: z.literal("ClockStarted"), rate: Rate }))({
    review: "clock",
    change(drill, event, { atMs, wallMs }) {
      drill.clock = { rate: event.rate, resumeRate: event.rate, atMs, sinceWallMs: wallMs };
      drill.pauseReason = "";
    },
    says: (event) => say("log.ClockStarted", { rate: event.rate }),
  }),

  ClockPaused: ofDrill(z.strictObject({ type: z.literal("ClockPaused"), reason: z.string() }))({
    review: "clock",
    change(drill, event, { atMs, wallMs }) {
      drill.clock = { rate: 0, resumeRate: drill.clock.resumeRate, atMs, sinceWallMs: wallMs };
      drill.pauseReason = event.reason;
    },
    says: (event) => say("log.ClockPaused", { reason: unstopped(event.reason) }),
  }),

  ClockRateChanged: ofDrill(z.strictObject({ type: z.literal("ClockRateChanged"), rate: Rate }))({
    review: "clock",
    change(drill, event, { atMs, wallMs }) {
      drill.clock = {
        rate: drill.clock.rate === 0 ? 0 : event.rate,
        resumeRate: event.rate,
        atMs,
        sinceWallMs: wallMs,
      };
    },
    says: (event) => say("log.ClockRateChanged", { rate: event.rate }),
  }),

  ClockJumped: ofDrill(z.strictObject({ type: z.literal("ClockJumped"), toMs: atMs }))({
    review: "clock",
    change(drill, event, { wallMs }) {
      drill.clock = { ...drill.clock, atMs: event.toMs, sinceWallMs: wallMs };
    },
    says: (event) => say("log.ClockJumped", { time: tPlus(event.toMs) }),
  }),
};
