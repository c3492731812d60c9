import "server-only";
import { z } from "zod";
import { fold } from "@/domain/drill/evolve";
import { RecordedEvent } from "@/domain/drill/schema";
import type { NewScoreCard } from "@/domain/score-card/schema";
import { scoreCard, sidesPlayed } from "@/domain/scoring/score-card";
import { task } from "@/server/workers/task";

/**
 * The score cards of a drill by the rules of today.
 *
 * Takes its log as text, an array of events as they are stored: to read twenty thousand of them is half of the work.
 */
export const judge = task({
  name: "judge",
  limits: { memoryMb: 512, timeMs: 120_000 },
  run: ({ log }: { log: string }): NewScoreCard[] => {
    const drill = fold(z.array(RecordedEvent).parse(JSON.parse(log)));
    if (!drill) return [];
    return drill.lanes.flatMap((lane) => sidesPlayed(drill).map((side) => scoreCard(drill, lane, side)));
  },
});
