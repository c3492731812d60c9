import { z } from "zod";
import { say } from "@/domain/words/said";
import { ref } from "@/domain/reference";
import { never, omitted } from "@/domain/conditions/absence";
import { leaf } from "@/domain/conditions/leaf";
import { since } from "@/domain/conditions/spans";
import { Side } from "@/domain/conditions/terms";
import { sideWords } from "@/domain/conditions/words";

/** A fact was revealed to a side. */
export const factKnown = leaf(
  z.strictObject({ op: z.literal("fact-known"), factId: ref("fact"), side: Side }),
)({
  spans: ({ factId, side }, world) => since(world.facts[factId]?.[side] ?? null),
  sentence: ({ factId, side }, name) =>
    say("conditions.fact-known", { side: sideWords(side), fact: name("fact", factId) }),
  // Nothing that tells of it ever came, or the side did not find out.
  earliestMs: ({ factId, side }, times) => times.factMs(factId, side),
  absence: ({ factId, side: knowing }, why) => {
    if (knowing === why.side && why.canReveal(factId, knowing)) return omitted();
    const injects = why.ofInjectsThatReveal(factId, knowing);
    if (injects.length > 0 && injects.every((one) => one?.is === "never")) {
      return never(injects.flatMap((one) => one?.evidence ?? []));
    }
    return why.isGoal || knowing === why.side ? omitted() : never();
  },
  shown: ({ factId, side }, log, name) =>
    log.facts
      .filter((fact) => fact.factId === factId && fact.side === side)
      .map(({ atMs }) => ({ text: name("fact", factId), atMs })),
  fresh: ({ first }) => {
    const factId = first("fact");
    return factId === undefined ? null : { op: "fact-known", factId, side: "responder" };
  },
});
