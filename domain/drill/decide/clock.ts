import type { Decides } from "@/domain/drill/asking";
import type { clock as clockShapes } from "@/domain/drill/commands/clock";
import { letDueHappen } from "@/domain/drill/due";
import { Refusal } from "@/domain/refusal";

/** The drill clock. What comes of each. */
export const clock: Decides<keyof typeof clockShapes> = {
  PauseClock({ drill, command, put }) {
    if (drill.clock.rate === 0) throw new Refusal("clock-already-paused");
    put({ type: "ClockPaused", reason: command.reason });
  },

  ResumeClock({ drill, put }) {
    if (drill.clock.rate !== 0) throw new Refusal("clock-already-running");
    put({ type: "ClockStarted", rate: drill.clock.resumeRate });
  },

  ChangeRate({ command, put }) {
    put({ type: "ClockRateChanged", rate: command.rate });
  },

  JumpClock({ play, drill, command, asked, atMs, put }) {
    if (command.toMs <= atMs) throw new Refusal("jump-backwards");
    put({ type: "ClockJumped", toMs: command.toMs });
    play.events.push(...letDueHappen(drill, command.toMs, asked.wallMs));
  },
};
