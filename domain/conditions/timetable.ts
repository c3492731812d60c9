import type { ActorStatus, Branch, Mark, Side } from "./terms";

/**
 * What a written plan says of when things can come about at the earliest, in ms of drill time; `NEVER` where nothing in
 * it brings them about. Everybody is taken to do whatever they may, as soon as they may: what is never is so for certain.
 * What is not known of an id is no matter of when, and comes at once.
 */
export type Timetable = {
  injectMs: (injectId: string) => number;
  decisionMs: (decisionId: string) => number;
  /** Until the incident is reported. */
  incidentMs: (incidentId: string) => number;
  actionMs: (
    actionId: string,
    aim?: { incidentId?: string | undefined; branch?: Branch | undefined },
  ) => number;
  factMs: (factId: string, side: Side) => number;
  actorMs: (actorId: string, is: readonly ActorStatus[]) => number;
  gaugeMs: (gaugeId: string, compare: ">=" | "<=", value: number) => number;
  agencyMs: (agencyId: string) => number;
  unitsMs: (incidentId: string, branch: Branch | undefined, atLeast: number) => number;
  /** Until a side could notice this action of the other one. */
  noticedMs: (actionId: string, by: Side) => number;
};

/** When what nothing brings about comes. */
export const NEVER = Infinity;

/** When the moment that times are counted from can come at the earliest. */
export function earliestOfMark(mark: Mark, times: Timetable): number {
  switch (mark.mark) {
    case "start":
      return 0;
    case "incident":
      return times.incidentMs(mark.incidentId);
    case "inject":
      return times.injectMs(mark.injectId);
    case "action":
      return times.actionMs(mark.actionId, mark);
  }
}
