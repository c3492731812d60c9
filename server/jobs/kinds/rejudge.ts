import "server-only";
import { z } from "zod";
import { Refusal } from "@/domain/refusal";
import { readLogText } from "@/server/drill/event-store";
import { jobKind } from "@/server/jobs/kind";
import { keepJudged, proposeRejudging } from "@/server/rejudging/mutations";
import { countJudged, isBeingJudged, nextToJudge } from "@/server/rejudging/queries";
import { currentWorkers } from "@/server/workers/current";
import { judge } from "@/server/workers/kinds/judge";

/** Drills between two looks at whether anybody still wants it. */
const AT_ONCE = 10;

/**
 * Works out what the chosen drills come to by the rules of today. What is known of a drill is kept at once: begun again,
 * the job goes on with the next one.
 */
export const rejudge = jobKind({
  name: "rejudge",
  input: z.strictObject({ rejudgingId: z.uuid() }),
  result: z.strictObject({ drills: z.number() }),
  async run({ rejudgingId }, { db, signal, progress }) {
    const { drills, judged } = await countJudged(db, rejudgingId);
    let done = judged;
    for (;;) {
      if (!(await isBeingJudged(db, rejudgingId))) throw new Refusal("rejudging-not-proposed");
      const next = await nextToJudge(db, rejudgingId, AT_ONCE);
      if (next.length === 0) return { drills };
      for (const drillId of next) {
        const log = await readLogText(db, drillId);
        const found = await currentWorkers().run(judge, { log }, { signal, patient: true });
        await keepJudged(db, { rejudgingId, drillId }, found);
        done += 1;
        progress(done / drills);
      }
    }
  },
  store: (tx, _result, { rejudgingId }) => proposeRejudging(tx, rejudgingId),
});
