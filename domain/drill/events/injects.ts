import { z } from "zod";
import { say } from "@/domain/words/said";
import { ofLane } from "@/domain/drill/event-kind";
import { planOf } from "@/domain/drill/plan";
import { id, atMs } from "@/domain/drill/terms";
import { unstopped } from "@/domain/drill/wording";
import { InjectAudience } from "@/domain/injects/audience";
import { InjectKind } from "@/domain/injects/schema";
import { LocalText, everywhere } from "@/domain/text";
import { playedBy } from "@/domain/drill/names";

/** Injects, from their schedule to their delivery. */
export const injects = {
  InjectScheduled: ofLane(
    z.strictObject({
      type: z.literal("InjectScheduled"),
      injectId: id,
      dueAtMs: atMs,
      evidence: z.array(z.number()),
    }),
  )({
    review: "call",
    change(lane, event) {
      const inject = lane.injects[event.injectId];
      if (inject) {
        inject.status = "scheduled";
        inject.dueAtMs = event.dueAtMs;
      }
    },
    says: (event, { name }) => say("log.InjectScheduled", { inject: name("inject", event.injectId) }),
  }),

  /**
   * `toSide`: meant for a role that nobody held, so it went to the whole side. `of`: when it was delivered again, the
   * position of the first delivery; old logs do not say.
   */
  InjectDelivered: ofLane(
    z.strictObject({
      type: z.literal("InjectDelivered"),
      injectId: id,
      again: z.boolean(),
      toSide: z.literal(true).optional(),
      of: z.number().int().min(1).optional(),
    }),
  )({
    review: "call",
    change(lane, event, { atMs, position, moment, setup }) {
      const inject = lane.injects[event.injectId];
      const planned = planOf(setup).injects.get(event.injectId);
      if (!inject || !planned) return;
      inject.status = "delivered";
      inject.delivered ??= moment;
      lane.deliveries.push({
        atMs,
        position,
        injectId: event.injectId,
        agencyId: null,
        kind: planned.kind,
        audience: planned.audience,
        again: event.again,
        playedBy: null,
        toSide: event.toSide ?? false,
        from: inject.from ?? planned.from,
        text: inject.text ?? planned.text,
        incidentId: planned.incidentId ?? null,
      });
    },
    says: (event, { name }) =>
      say("log.InjectDelivered", {
        inject: name("inject", event.injectId),
        again: event.again ? "yes" : "no",
      }),
  }),

  InjectHeld: ofLane(z.strictObject({ type: z.literal("InjectHeld"), injectId: id }))({
    review: "call",
    change(lane, { injectId }) {
      const inject = lane.injects[injectId];
      if (inject) inject.held = true;
    },
    says: (event, { who, name }) => say("log.InjectHeld", { who, inject: name("inject", event.injectId) }),
  }),

  InjectReleased: ofLane(z.strictObject({ type: z.literal("InjectReleased"), injectId: id }))({
    review: "call",
    change(lane, { injectId }) {
      const inject = lane.injects[injectId];
      if (inject) inject.held = false;
    },
    says: (event, { who, name }) =>
      say("log.InjectReleased", { who, inject: name("inject", event.injectId) }),
  }),

  InjectSkipped: ofLane(
    z.strictObject({ type: z.literal("InjectSkipped"), injectId: id, reason: z.string() }),
  )({
    review: "call",
    change(lane, event, { moment }) {
      const inject = lane.injects[event.injectId];
      if (!inject) return;
      inject.status = "skipped";
      inject.skipped = moment;
    },
    says: (event, { who, name }) =>
      say("log.InjectSkipped", {
        who,
        inject: name("inject", event.injectId),
        reason: unstopped(event.reason),
      }),
  }),

  InjectEdited: ofLane(
    z.strictObject({ type: z.literal("InjectEdited"), injectId: id, text: LocalText, from: LocalText }),
  )({
    review: "call",
    change(lane, event) {
      const inject = lane.injects[event.injectId];
      if (inject) {
        inject.text = event.text;
        inject.from = event.from;
      }
    },
    says: (event, { who, name }) => say("log.InjectEdited", { who, inject: name("inject", event.injectId) }),
  }),

  AdHocInjectSent: ofLane(
    z.strictObject({
      type: z.literal("AdHocInjectSent"),
      kind: InjectKind,
      audience: InjectAudience,
      from: z.string(),
      text: z.string(),
      incidentId: id.nullable(),
      toSide: z.literal(true).optional(),
    }),
  )({
    review: "call",
    change(lane, event, { atMs, position, author }) {
      lane.deliveries.push({
        atMs,
        position,
        injectId: null,
        agencyId: null,
        kind: event.kind,
        audience: event.audience,
        again: false,
        ...playedBy(author),
        toSide: event.toSide ?? false,
        from: everywhere(event.from),
        text: everywhere(event.text),
        incidentId: event.incidentId,
      });
    },
    says: (event, { who }) => say("log.AdHocInjectSent", { who, played: event.from, text: event.text }),
  }),
};
