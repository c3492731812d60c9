import { z } from "zod";
import { say } from "@/domain/words/said";
import { ref } from "@/domain/reference";
import { never, omitted } from "@/domain/conditions/absence";
import { leaf } from "@/domain/conditions/leaf";
import { since } from "@/domain/conditions/spans";
import { Side } from "@/domain/conditions/terms";
import { sideWords } from "@/domain/conditions/words";
import { actionOf } from "@/domain/conditions/world";

/** A side has noticed an action of the other side, or an actor. */
export const noticed = leaf(
  z.strictObject({
    op: z.literal("noticed"),
    side: Side,
    actionId: ref("action").optional(),
    actorId: ref("actor").optional(),
  }),
)({
  oneOf: ["actionId", "actorId"],
  spans: ({ side, actionId, actorId }, world) => {
    const found = world.noticed[side].find(({ what }) =>
      what.kind === "actor"
        ? actionId === undefined && (actorId === undefined || what.id === actorId)
        : what.kind === "action" &&
          actorId === undefined &&
          (actionId === undefined || actionOf(world, what.no)?.actionId === actionId),
    );
    return since(found ?? null);
  },
  sentence: ({ side, actionId, actorId }, name) =>
    say("conditions.noticed", {
      side: sideWords(side),
      what: actorId === undefined ? name("action", actionId) : name("actor", actorId),
    }),
  earliestMs: ({ side, actionId }, times) => (actionId === undefined ? 0 : times.noticedMs(actionId, side)),
  absence: ({ side, actionId }, why) => {
    const played = actionId === undefined || why.wasTried(actionId);
    return side === why.side && played ? omitted() : never();
  },
  shown: ({ side, actionId, actorId }, log, name) =>
    log.noticed.flatMap(({ side: by, kind, subjectId, atMs }) => {
      const isMeant =
        by === side &&
        kind !== "unit" &&
        (actionId === undefined || (kind === "action" && subjectId === actionId)) &&
        (actorId === undefined || (kind === "actor" && subjectId === actorId));
      return isMeant ? [{ text: name(kind, subjectId), atMs }] : [];
    }),
  fresh: ({ first }) => {
    const actorId = first("actor");
    return actorId === undefined ? null : { op: "noticed", side: "responder", actorId };
  },
});
