import type { DrillEvent, RecordedEvent } from "./schema";
import type { Lane, RecordState, Told } from "./state";
import { named } from "./names";

/**
 * What staff record on the street comes late and out of order. A lane therefore keeps its events in the order
 * in which things were seen, and is told anew when one comes that belongs before others, or is withdrawn.
 *
 * Withdrawn means: the recording and everything it changed at once never counted. What people were told
 * because of it stays told, for nobody can forget it: injects handed out, decisions asked for, an agency's
 * answer. What was only waiting because of it waits for its cause again.
 */

/** Said about the players, not seen in the world: these keep the order in which they were written. */
const JUDGEMENTS: readonly DrillEvent["type"][] = ["ItemObserved", "ItemRated", "NoteTaken", "MomentFlagged"];

/** What is said or arranged, and causes nothing: no recording comes after it because of it. */
const CAUSES_NOTHING: readonly DrillEvent["type"][] = [
  ...JUDGEMENTS,
  "EvaluationSubmitted",
  "ExemptionGranted",
  "RadioSent",
  "AdHocInjectSent",
  "InjectHeld",
  "InjectReleased",
  "InjectEdited",
];

/** Nor does a crew's coming home: one that was there already comes home at the moment it is sent. */
function causesNothing(event: DrillEvent): boolean {
  return CAUSES_NOTHING.includes(event.type) || (event.type === "UnitArrived" && event.incidentId === null);
}

/**
 * Puts an event where it belongs among what was seen in a lane.
 *
 * @returns "last" when nothing later has been told yet; "earlier" when the lane must be told anew.
 */
export function placeInTime(lane: Lane, recorded: RecordedEvent): "last" | "earlier" {
  const { event } = recorded;
  const record = recordOf(lane, recorded);
  const worldMs = record ? (recorded.observedAtMs ?? recorded.atMs) : recorded.atMs;
  const before = lane.told.findLast(
    ({ says, worldMs: ms, recorded }) => says === "" && ms <= worldMs && !causesNothing(recorded.event),
  );
  const entry: Told = {
    recorded,
    worldMs,
    after: record ? (before?.recorded.position ?? 0) : recorded.position,
    says: record ? said(record.opened.event) : "",
  };
  let at = lane.told.length;
  for (let last = lane.told[at - 1]; last && isBefore(entry, last); last = lane.told[at - 1]) at--;
  lane.told.splice(at, 0, entry);
  if (event.type !== "RecordWithdrawn") return at === lane.told.length - 1 ? "last" : "earlier";
  const withdrawn = lane.records.find(({ no }) => no === event.record);
  if (withdrawn) withdrawn.withdrawn = true;
  return "earlier";
}

/** Positions of all events that never counted. */
export function withdrawnPositions(records: readonly RecordState[]): ReadonlySet<number> {
  return new Set(records.flatMap(({ withdrawn, positions }) => (withdrawn ? positions : [])));
}

/** Whether an event was written down by staff. What the engine would have decided itself it then decides still. */
export function isRecorded(lane: Lane, position: number): boolean {
  return lane.records.some(({ positions }) => positions.includes(position));
}

/** The recording an event belongs to, opened or continued by it; undefined for all other events. */
function recordOf(lane: Lane, recorded: RecordedEvent): RecordState | undefined {
  const { event, by, observedAtMs, position } = recorded;
  if (observedAtMs === null || by.role === "engine" || JUDGEMENTS.includes(event.type)) return undefined;
  if ("record" in event && event.record !== undefined) {
    lane.records.push({
      no: event.record,
      by: by.participantId,
      ...named(by),
      opened: recorded,
      positions: [],
      withdrawn: false,
    });
  }
  // A command's events stand together, so what is seen and opens nothing belongs to what was opened last.
  const record = lane.records.at(-1);
  record?.positions.push(position);
  return record;
}

function isBefore(a: Told, b: Told): boolean {
  if (a.worldMs !== b.worldMs) return a.worldMs < b.worldMs;
  if (a.after !== b.after) return a.after < b.after;
  if (a.says !== b.says) return a.says < b.says;
  return a.recorded.position < b.recorded.position;
}

/** What a recording says, without the numbers that come from the order of writing. */
function said(event: DrillEvent): string {
  switch (event.type) {
    case "UnitArrived":
      return JSON.stringify([event.type, event.incidentId, event.unitId]);
    case "IncidentStatusReached":
      return JSON.stringify([event.type, event.incidentId, event.status]);
    case "ActionTaken": {
      // In the order in which storage hands them back: decided just now and read again must say the same.
      const { incidentId, otherIncidentId, targetId, placeId } = event.target;
      const target = { incidentId, otherIncidentId, targetId, placeId };
      return JSON.stringify([event.type, event.actionId, target, event.unitIds, event.outcome]);
    }
    default:
      return event.type;
  }
}
