import { z } from "zod";
import { say } from "@/domain/words/said";
import { ofDrill } from "@/domain/drill/event-kind";
import { unstopped } from "@/domain/drill/wording";

/** Stopping everything, and going on. */
export const stop = {
  /** Somebody called "stop exercise": everything stands still until control resumes it or ends it. */
  ExerciseStopped: ofDrill(
    z.strictObject({
      type: z.literal("ExerciseStopped"),
      reason: z.string(),
      /** For a real incident, as whoever called it says. */
      real: z.literal(true).optional(),
      /** When it ends the drill unless a controller answers, Unix time in ms. */
      endsAtWallMs: z.number().int().optional(),
    }),
  )({
    review: "clock",
    change(drill, event, { atMs, position, wallMs, caller }) {
      drill.stopped = {
        atMs,
        position,
        wallMs,
        by: caller,
        reason: event.reason,
        real: event.real ?? false,
        endsAtWallMs: event.endsAtWallMs ?? null,
      };
      drill.clock = { ...drill.clock, rate: 0, atMs, sinceWallMs: wallMs };
      if (caller) {
        const { participantId } = caller;
        drill.stops = { ...drill.stops, [participantId]: (drill.stops[participantId] ?? 0) + 1 };
      }
    },
    says: (event, { who }) =>
      say("log.ExerciseStopped", {
        who,
        real: event.real ? "yes" : "no",
        reason: unstopped(event.reason),
      }),
  }),

  /** Control knows of the stop: the drill does not end by itself. */
  StopAnswered: ofDrill(z.strictObject({ type: z.literal("StopAnswered") }))({
    review: "clock",
    change(drill) {
      if (drill.stopped) drill.stopped = { ...drill.stopped, endsAtWallMs: null };
    },
    says: (_event, { who }) => say("log.StopAnswered", { who }),
  }),

  /** Control has muted somebody: what they call a stop does not stop. */
  StopsMuted: ofDrill(
    z.strictObject({ type: z.literal("StopsMuted"), participantId: z.string(), name: z.string() }),
  )({
    review: "clock",
    change(drill, event) {
      drill.muted = { ...drill.muted, [event.participantId]: true };
    },
    says: ({ participantId }, { who, nameOf }) => say("log.StopsMuted", { who, whom: nameOf(participantId) }),
  }),

  StopsUnmuted: ofDrill(
    z.strictObject({ type: z.literal("StopsUnmuted"), participantId: z.string(), name: z.string() }),
  )({
    review: "clock",
    change(drill, event) {
      drill.muted = Object.fromEntries(
        Object.entries(drill.muted).filter(([participantId]) => participantId !== event.participantId),
      );
    },
    says: ({ participantId }, { who, nameOf }) =>
      say("log.StopsUnmuted", { who, whom: nameOf(participantId) }),
  }),

  /** Control has made sure that it can go on. The clock stays paused until somebody starts it. */
  ExerciseResumed: ofDrill(z.strictObject({ type: z.literal("ExerciseResumed"), reason: z.string() }))({
    review: "clock",
    change(drill, event) {
      drill.stopped = null;
      drill.pauseReason = event.reason;
    },
    says: (event, { who }) => say("log.ExerciseResumed", { who, reason: unstopped(event.reason) }),
  }),
};
