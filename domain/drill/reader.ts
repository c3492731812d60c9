import type { Participant } from "./schema";
import type { Drill } from "./state";

/** Under which role somebody reads, and as whom. */
export type Reader = Pick<Participant, "role" | "participantId">;

/** Control works with the scores; evaluators are blind until they have handed in; everybody else waits. */
export function maySeeScores(drill: Drill, reader: Reader): boolean {
  if (drill.released || reader.role === "controller") return true;
  return (
    reader.role === "evaluator" &&
    drill.phase === "ended" &&
    drill.lanes.every((lane) => lane.submitted[reader.participantId])
  );
}
