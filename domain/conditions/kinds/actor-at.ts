import { z } from "zod";
import { say } from "@/domain/words/said";
import { ref } from "@/domain/reference";
import { statusOf } from "@/domain/conditions/log";
import { leaf } from "@/domain/conditions/leaf";
import { evidenceOf } from "@/domain/conditions/spans";

/** An actor is at a place, whether anybody sees them or not: not on the way there, and not on the way from there. */
export const actorAt = leaf(
  z.strictObject({ op: z.literal("actor-at"), actorId: ref("actor"), placeId: ref("place") }),
)({
  spans: ({ actorId, placeId }, world) =>
    (world.actors[actorId]?.stays ?? []).flatMap((stay) =>
      stay.placeId === placeId && stay.atMs < (stay.toMs ?? Infinity)
        ? [{ fromMs: stay.atMs, toMs: stay.toMs ?? Infinity, evidence: evidenceOf(stay) }]
        : [],
    ),
  sentence: ({ actorId, placeId }, name) =>
    say("conditions.actor-at", { actor: name("actor", actorId), place: name("place", placeId) }),
  // Where people may go at any time nothing in the plan says.
  earliestMs: () => 0,
  absence: (_, { failed }) => failed,
  shown: ({ actorId, placeId }, log, name) => {
    const actor = log.actors.find(({ id }) => id === actorId);
    return actor?.place.id === placeId
      ? [{ text: statusOf(actor.name, name("place", placeId)), atMs: null }]
      : [];
  },
  fresh: ({ first }) => {
    const [actorId, placeId] = [first("actor"), first("place")];
    return actorId === undefined || placeId === undefined ? null : { op: "actor-at", actorId, placeId };
  },
});
