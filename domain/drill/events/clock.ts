import { z } from "zod";
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
    says: (event) => ({ zh: `时钟以 ${event.rate} 倍速走动。`, en: `The clock runs at ${event.rate}×.` }),
  }),

  ClockPaused: ofDrill(z.strictObject({ type: z.literal("ClockPaused"), reason: z.string() }))({
    review: "clock",
    change(drill, event, { atMs, wallMs }) {
      drill.clock = { rate: 0, resumeRate: drill.clock.resumeRate, atMs, sinceWallMs: wallMs };
      drill.pauseReason = event.reason;
    },
    says: (event) => ({
      zh: `时钟暂停${event.reason ? `：${unstopped(event.reason)}` : ""}。`,
      en: `The clock is paused${event.reason ? `: ${unstopped(event.reason)}` : ""}.`,
    }),
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
    says: (event) => ({ zh: `时钟改为 ${event.rate} 倍速。`, en: `The clock's rate is now ${event.rate}×.` }),
  }),

  ClockJumped: ofDrill(z.strictObject({ type: z.literal("ClockJumped"), toMs: atMs }))({
    review: "clock",
    change(drill, event, { wallMs }) {
      drill.clock = { ...drill.clock, atMs: event.toMs, sinceWallMs: wallMs };
    },
    says: (event) => ({
      zh: `时钟跳至 ${tPlus(event.toMs)}。`,
      en: `The clock jumped ahead to ${tPlus(event.toMs)}.`,
    }),
  }),
};
