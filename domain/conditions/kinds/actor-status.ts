import { z } from "zod";
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
  sentence: ({ actorId, is }, { zh, en }) => ({
    zh: `${zh("actor", actorId)}${is.map((status) => actorWords(status).zh).join("或")}`,
    en: `${en("actor", actorId)} is ${is.map((status) => actorWords(status).en).join(" or ")}`,
  }),
  absence: ({ is }, { side, failed }) =>
    side === "responder" && !is.includes("at-large") && !is.includes("gone") ? omitted() : failed,
  shown: ({ actorId, is }, log) => {
    const actor = log.actors.find(({ id }) => id === actorId);
    if (!actor || !is.includes(actor.status)) return [];
    const words = actorWords(actor.status);
    const text = { zh: `${actor.name.zh}：${words.zh}`, en: `${actor.name.en}: ${words.en}` };
    return [{ text, atMs: null }];
  },
  fresh: ({ first }) => {
    const actorId = first("actor");
    return actorId === undefined ? null : { op: "actor-status", actorId, is: ["in-custody"] };
  },
});
