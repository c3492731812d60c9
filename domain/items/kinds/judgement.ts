import { z } from "zod";
import { areFarApart, WORTH } from "@/domain/items/assessments";
import { notEvaluated, statusOfShare } from "@/domain/items/finding";
import { item } from "@/domain/items/item";
import type { Assessment } from "@/domain/items/terms";
import { FilledText, UNWRITTEN } from "@/domain/text";
import { say } from "@/domain/words/said";

/** Evaluators' rating on anchored levels. */
export const judgement = item({
  kind: z.literal("judgement"),
  anchors: z.strictObject({ P: FilledText, S: FilledText, M: FilledText, U: FilledText }),
})({
  entered: "rating",
  inLog: () => ({ of: "nothing" }),
  fresh: () => ({
    kind: "judgement",
    anchors: { P: UNWRITTEN, S: UNWRITTEN, M: UNWRITTEN, U: UNWRITTEN },
  }),
  /** The mean of the last ratings of the evaluators who have handed in, with each of them beside it. */
  finding: ({ id, anchors }, { rated }) => {
    const given = rated(id).flatMap(({ rating, evaluatorName: by, note, atMs, position }) =>
      rating === null ? [] : [{ by, says: rating, note, atMs, position }],
    );
    const [first] = given;
    if (!first) {
      return notEvaluated(say("scores.judgement.notRated"));
    }
    const share = given.reduce((sum, { says }) => sum + WORTH[says], 0) / given.length;
    const assessments: Assessment[] = given;
    const worth = given.map(({ says }) => WORTH[says]);
    const spread = Math.round((Math.max(...worth) - Math.min(...worth)) * 100);
    return {
      status: statusOfShare(share),
      share,
      why:
        given.length === 1
          ? say("scores.judgement.rated", { rating: first.says, anchor: anchors[first.says] })
          : say("scores.judgement.ratedBy", {
              count: given.length,
              each: {
                list: given.map(({ by, says }) => say("scores.judgement.one", { who: by, rating: says })),
                as: "each",
              },
              spread,
            }),
      evidence: given.map(({ position }) => position),
      assessments,
      ...(areFarApart(assessments) ? { disagreement: true as const } : {}),
    };
  },
});
