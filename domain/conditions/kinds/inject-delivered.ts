import { z } from "zod";
import { say } from "@/domain/words/said";
import { ref } from "@/domain/reference";
import { leaf } from "@/domain/conditions/leaf";
import { since } from "@/domain/conditions/spans";

/** An inject was handed to its audience. */
export const injectDelivered = leaf(
  z.strictObject({ op: z.literal("inject-delivered"), injectId: ref("inject") }),
)({
  spans: ({ injectId }, world) => since(world.injects[injectId]?.delivered ?? null),
  sentence: ({ injectId }, name) => say("conditions.inject-delivered", { inject: name("inject", injectId) }),
  earliestMs: ({ injectId }, times) => times.injectMs(injectId),
  absence: ({ injectId }, why) => why.ofInject(injectId) ?? why.failed,
  shown: ({ injectId }, log, name) => {
    const inject = log.injects.find((one) => one.injectId === injectId);
    return inject && inject.deliveredAtMs !== null
      ? [{ text: name("inject", injectId), atMs: inject.deliveredAtMs }]
      : [];
  },
  fresh: ({ first }) => {
    const injectId = first("inject");
    return injectId === undefined ? null : { op: "inject-delivered", injectId };
  },
});
