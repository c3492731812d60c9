import type { IncidentSeen } from "@/domain/view/schema";

type Standard = IncidentSeen["standards"][number];

export type StandardsTally = { met: number; partly: number; missed: number; running: number };

/**
 * How time standards stand at a drill time: kept, kept late, missed, and still running.
 *
 * One that is past its limit is missed whether or not it is ever done: nothing is to be earned with it any more.
 */
export function tallyOf(standards: readonly Standard[], nowMs: number): StandardsTally {
  const tally = { met: 0, partly: 0, missed: 0, running: 0 };
  for (const { doneAtMs, fullByMs, limitByMs } of standards) {
    const endMs = doneAtMs ?? nowMs;
    if (endMs > limitByMs) tally.missed += 1;
    else if (doneAtMs === null) tally.running += 1;
    else if (endMs <= fullByMs) tally.met += 1;
    else tally.partly += 1;
  }
  return tally;
}
