import "server-only";
import { z } from "zod";
import { fold } from "@/domain/drill/evolve";
import { RecordedEvent } from "@/domain/drill/schema";
import type { NewScoreCard, ResultState } from "@/domain/score-card/schema";
import { resultStateOf } from "@/domain/scoring/result-state";
import { scoreCard, sidesPlayed } from "@/domain/scoring/score-card";
import { task } from "@/server/workers/task";

/** What a log comes to by the rules of today. */
export type Judged = {
  cards: NewScoreCard[];
  state: ResultState;
  policyVersion: number;
  /** Where the log ends. */
  position: number;
};

/**
 * The score cards of a drill by the rules of today; null for a log without a drill in it.
 *
 * Takes the log as text, an array of events as they are stored: to read twenty thousand of them is half of the work.
 */
export const judge = task({
  name: "judge",
  limits: { memoryMb: 512, timeMs: 120_000 },
  run: ({ log }: { log: string }): Judged | null => {
    const drill = fold(z.array(RecordedEvent).parse(JSON.parse(log)));
    if (!drill) return null;
    return {
      cards: drill.lanes.flatMap((lane) => sidesPlayed(drill).map((side) => scoreCard(drill, lane, side))),
      state: resultStateOf(drill),
      policyVersion: drill.setup.policy.version,
      position: drill.position,
    };
  },
});
