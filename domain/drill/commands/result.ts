import { z } from "zod";
import { actionNo, controlLane, id, words } from "@/domain/drill/terms";
import { Says } from "@/domain/items/terms";

/** What an appeal can be about: a line of one's own card, or a ruling in one's lane by the number of its action. */
export const AppealedAgainst = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("line"), itemId: id }),
  z.strictObject({ of: z.literal("ruling"), no: actionNo }),
]);

/** Lines and what is found of each from now on. */
export const Settled = z.array(z.strictObject({ itemId: id, says: Says })).max(20);

/** Positions of the log. */
export const positions = z.array(z.number().int().min(1)).max(10);

/** What becomes of a result: moderated, appealed against, answered, accepted, closed. */
export const result = {
  ModerateLine: z.strictObject({
    type: z.literal("ModerateLine"),
    ...controlLane,
    itemId: id,
    says: Says,
    reason: words,
  }),

  FileAppeal: z.strictObject({
    type: z.literal("FileAppeal"),
    ...controlLane,
    on: AppealedAgainst,
    text: words,
    evidence: positions,
  }),

  AnswerAppeal: z.strictObject({
    type: z.literal("AnswerAppeal"),
    ...controlLane,
    /** Of the appeal in its lane. */
    no: actionNo,
    accepted: z.boolean(),
    reason: words,
    /** What an accepted appeal changes; of one against a line, that line. */
    settled: Settled,
  }),

  /** A captain's word that the team does not appeal. */
  AcceptResult: z.strictObject({ type: z.literal("AcceptResult") }),

  DeclareFinal: z.strictObject({ type: z.literal("DeclareFinal") }),
};
