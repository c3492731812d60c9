import { z } from "zod";
import { statusOf } from "@/domain/conditions/log";
import { say } from "@/domain/words/said";
import { ref } from "@/domain/reference";
import { omitted } from "@/domain/conditions/absence";
import { leaf } from "@/domain/conditions/leaf";
import { evidenceOf, union, type Span } from "@/domain/conditions/spans";
import { ActorStatus } from "@/domain/conditions/terms";
import { actorWords } from "@/domain/conditions/words";

/** An actor stands in one of several ways. */
export const actorStatus = leaf(
  z.strictObject({
    op: z.literal("actor-status"),
    actorId: ref("actor"),
    is: z.array(ActorStatus).min(1),
  }),
)({
  spans: ({ actorId, is }, world) => {
    const statuses = world.actors[actorId]?.statuses ?? [];
    const spans: Span[] = [];
    for (const [i, status] of statuses.entries()) {
      if (!is.includes(status.status)) continue;
      const toMs = statuses[i + 1]?.atMs ?? Infinity;
      spans.push({ fromMs: status.atMs, toMs, evidence: evidenceOf(status) });
    }
    return union(spans);
  },
  sentence: ({ actorId, is }, name) =>
    say("conditions.actor-status", {
      actor: name("actor", actorId),
      status: { list: is.map(actorWords), as: "or" },
    }),
  earliestMs: ({ actorId, is }, times) => times.actorMs(actorId, is),
  absence: ({ is }, { side, failed }) =>
    side === "responder" && !is.includes("at-large") && !is.includes("gone") ? omitted() : failed,
  shown: ({ actorId, is }, log) => {
    const actor = log.actors.find(({ id }) => id === actorId);
    if (!actor || !is.includes(actor.status)) return [];
    return [{ text: statusOf(actor.name, actorWords(actor.status)), atMs: null }];
  },
  fresh: ({ first }) => {
    const actorId = first("actor");
    return actorId === undefined ? null : { op: "actor-status", actorId, is: ["in-custody"] };
  },
});
