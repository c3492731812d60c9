import { z } from "zod";
import { say } from "@/domain/words/said";
import { sideWords } from "@/domain/conditions/words";
import { documentIn } from "@/domain/documents/document";
import { changesNothing, ofDrill } from "@/domain/drill/event-kind";
import { leadAfter } from "@/domain/drill/lead";
import { replan } from "@/domain/drill/beginning";
import { Participant, lane, setupDocument } from "@/domain/drill/terms";
import { unstopped } from "@/domain/drill/wording";

/** From the plan to the scores: the drill as a whole. */
export const course = {
  DrillPlanned: ofDrill(
    z.strictObject({ type: z.literal("DrillPlanned"), setup: documentIn(setupDocument) }),
  )({
    review: "clock",
    // Begins the drill: evolve.ts.
    change: changesNothing,
    says: (event) => say("log.DrillPlanned", { title: event.setup.title }),
  }),

  /** Planned anew before StartEx: everything it is played on from here on. Whoever has come in and still fits stays. */
  DrillReplanned: ofDrill(
    z.strictObject({ type: z.literal("DrillReplanned"), setup: documentIn(setupDocument) }),
  )({
    review: "clock",
    change(drill, event) {
      replan(drill, event.setup);
    },
    says: (event, { who }) => say("log.DrillReplanned", { who, title: event.setup.title }),
  }),

  /** It does not take place. Nothing follows. */
  DrillCancelled: ofDrill(z.strictObject({ type: z.literal("DrillCancelled"), reason: z.string() }))({
    review: "clock",
    change(drill) {
      drill.cancelled = true;
    },
    says: (event, { who }) => say("log.DrillCancelled", { who, reason: unstopped(event.reason) }),
  }),

  ParticipantJoined: ofDrill(
    z.strictObject({ type: z.literal("ParticipantJoined"), participant: Participant }),
  )({
    review: "clock",
    change(drill, event) {
      // A list of its own each time: whoever looks whether somebody has moved sees so at a glance.
      drill.participants = { ...drill.participants, [event.participant.participantId]: event.participant };
      drill.lead = leadAfter(drill.lead, drill.participants);
    },
    says: ({ participant }, { called }) =>
      say("log.ParticipantJoined", {
        who: called(participant),
        role: participant.role,
        side: participant.role === "player" ? sideWords(participant.side) : "",
      }),
  }),

  /** StartEx. The seed makes every draw of chance repeatable. */
  DrillStarted: ofDrill(z.strictObject({ type: z.literal("DrillStarted"), seed: z.number().int() }))({
    review: "clock",
    change(drill, event, { atMs, position, wallMs }) {
      drill.phase = "running";
      drill.seed = event.seed;
      drill.started = { atMs, position, wallMs };
    },
    says: () => say("log.DrillStarted"),
  }),

  /**
   * The leg before is over, and this lane's begins: StartEx of its own, with the clock at 0 again. Everybody who
   * plays comes in anew, on the other side.
   */
  LegStarted: ofDrill(z.strictObject({ type: z.literal("LegStarted"), lane }))({
    review: "clock",
    change(drill, event, { atMs, position, wallMs }) {
      const before = drill.lanes[drill.leg - 1];
      if (before) before.endedAtMs = atMs;
      drill.leg = event.lane;
      drill.legsAt = [...drill.legsAt, position];
      drill.atMs = 0;
      drill.clock = { ...drill.clock, atMs: 0, sinceWallMs: wallMs };
    },
    says: (event) => say("log.LegStarted", { leg: event.lane }),
  }),

  /** EndEx. `stopped` when somebody called "stop exercise" or a real incident overrode it. */
  DrillEnded: ofDrill(
    z.strictObject({
      type: z.literal("DrillEnded"),
      how: z.enum(["ended", "stopped", "real-incident"]),
      reason: z.string(),
    }),
  )({
    review: "clock",
    change(drill, event, { atMs, position, wallMs, by, caller }) {
      const stoppedBy = drill.stopped?.by ?? null;
      drill.phase = "ended";
      drill.stopped = null;
      // One that ends by itself is the end that whoever stopped it asked for.
      drill.ended = {
        atMs,
        position,
        wallMs,
        by: caller ?? stoppedBy,
        how: event.how,
        reason: event.reason,
        ...by,
      };
      drill.clock = { ...drill.clock, rate: 0, atMs, sinceWallMs: wallMs };
    },
    says: (event) => say("log.DrillEnded", { how: event.how, reason: unstopped(event.reason) }),
  }),

  /** The score cards are final from here on: freeze and reveal. */
  ScoresReleased: ofDrill(z.strictObject({ type: z.literal("ScoresReleased") }))({
    review: "clock",
    change(drill, _event, { moment, wallMs }) {
      drill.released = { ...moment, wallMs };
    },
    says: (_event, { who }) => say("log.ScoresReleased", { who }),
  }),
};
