import { z } from "zod";
import { say } from "@/domain/words/said";
import { Side } from "@/domain/conditions/terms";
import { ofLane } from "@/domain/drill/event-kind";
import { playedBy } from "@/domain/drill/names";

/** The radio net of each side. */
export const radio = {
  RadioSent: ofLane(
    z.strictObject({
      type: z.literal("RadioSent"),
      side: Side,
      /** Whose voice it is; control can speak as any role. */
      as: z.string(),
      text: z.string(),
      /** Whoever spoke wants it said back. */
      asksReadBack: z.literal(true).optional(),
    }),
  )({
    review: "radio",
    change(lane, event, { atMs, position, author }) {
      lane.radio.push({
        atMs,
        position,
        side: event.side,
        as: event.as,
        text: event.text,
        by: author.id,
        ...(author.role === "controller" ? playedBy(author) : { playedBy: null }),
        asksReadBack: event.asksReadBack ?? false,
        readBack: null,
      });
    },
    says: (event, { who, by }) =>
      say("log.RadioSent", {
        sign: event.as,
        who: by.role === "controller" ? who : "",
        text: event.text,
      }),
  }),

  /** What was said at that position was read back. */
  RadioReadBack: ofLane(
    z.strictObject({ type: z.literal("RadioReadBack"), of: z.number().int().min(1), as: z.string() }),
  )({
    review: "radio",
    change(lane, event, { atMs, position }) {
      const message = lane.radio.find((one) => one.position === event.of);
      if (message) message.readBack ??= { atMs, position, as: event.as };
    },
    says: (event) => say("log.RadioReadBack", { sign: event.as }),
  }),
};
