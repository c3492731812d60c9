import type { Moment } from "@/domain/conditions/world";
import type { IncidentStatus } from "@/domain/policy/schema";
import { planned, untouchedLane } from "./beginning";
import { kindOf } from "./events";
import { placeInTime, withdrawnPositions } from "./hindsight";
import type { RecordedEvent, Setup } from "./schema";
import type { Drill, IncidentState, Lane } from "./state";
import { named } from "./names";

/** The drill that a stream of events tells; null when the stream is empty. */
export function fold(events: readonly RecordedEvent[], from: Drill | null = null): Drill | null {
  let drill = from;
  for (const recorded of events) drill = evolve(drill, recorded);
  return drill;
}

/**
 * Applies one fact and returns the drill it makes.
 *
 * Trusts the stream, so it never refuses and never throws. It **takes over** the drill
 * it is given and changes it in place: a drill grows by thousands of events, and a copy
 * for each would make the cost of an event grow with the log (docs/decisions). Whoever
 * needs the drill as it was folds it again, or keeps a `structuredClone`.
 */
export function evolve(drill: Drill | null, recorded: RecordedEvent): Drill | null {
  const { event, position, atMs } = recorded;
  if (event.type === "DrillPlanned") return planned(event.setup, recorded);
  if (!drill) return null;

  drill.position = position;
  drill.atMs = Math.max(drill.atMs, atMs);
  const lane = drill.lanes[recorded.lane - 1];
  if (!lane) {
    changeDrill(drill, recorded);
    return drill;
  }
  if (drill.setup.mode === "tabletop") changeLane(lane, recorded, drill.setup);
  else if (placeInTime(lane, recorded) === "last") changeLane(lane, recorded, drill.setup);
  else retell(lane, drill.setup);
  lane.position = position;
  return drill;
}

/**
 * Tells a lane's story anew, in the order in which things were seen and without what was withdrawn: what is
 * recorded late then stands where it belongs, and the world is the same in whatever order it was recorded.
 */
function retell(lane: Lane, setup: Setup): void {
  const { told, records, lastActionNo, endedAtMs } = lane;
  const gone = withdrawnPositions(records);
  Object.assign(lane, untouchedLane(setup, lane.lane), { told, records, lastActionNo, endedAtMs });
  for (const { recorded } of told) {
    const { event, position } = recorded;
    // An inject that waits because of what never happened waits for its condition again.
    const restsOnGone =
      event.type === "InjectScheduled" && event.evidence.some((evidence) => gone.has(evidence));
    if (!gone.has(position) && !restsOnGone) changeLane(lane, recorded, setup);
  }
}

function changeDrill(drill: Drill, { event, position, atMs, wallMs, by }: RecordedEvent): void {
  const kind = kindOf(event);
  // What happens in the world of a lane, and names none, happened nowhere.
  if (kind.of !== "drill") return;
  const { clock } = drill;
  const caller = by.role === "engine" ? null : by;
  const moment: Moment = { atMs, position };
  kind.change(drill, event, { atMs, position, moment, wallMs, caller, by: named(caller ?? { name: "" }) });
  // A list of its own each time: a copy of the drill goes on without this one.
  if (drill.clock !== clock) drill.clocks = [...drill.clocks, { ...drill.clock, leg: drill.leg }];
}

function changeLane(
  lane: Lane,
  { event, position, atMs, wallMs, by, observedAtMs }: RecordedEvent,
  setup: Setup,
): void {
  const kind = kindOf(event);
  if (kind.of !== "lane") return;
  const moment: Moment = { atMs, position };
  const seen: Moment = { atMs: observedAtMs ?? atMs, position };
  const author =
    by.role === "engine"
      ? { id: "", name: "", role: "controller" as const }
      : { id: by.participantId, name: by.name, latinName: by.latinName, role: by.role };
  kind.change(lane, event, { atMs, position, moment, seen, observedAtMs, wallMs, author, setup });
}

/** The stages of a call in their order; a call that was diverted is out of the chain for good. */
const STAGES: readonly IncidentStatus[] = [
  "reported",
  "accepted",
  "classified",
  "dispatched",
  "on-scene",
  "controlled",
  "closed",
  "diverted",
];

/**
 * The stage an incident is in: the furthest along the chain it has reached. What is seen late of an earlier
 * stage does not take it back.
 */
export function stageOf(incident: IncidentState): IncidentStatus {
  const reached = Math.max(0, ...incident.statuses.map(({ status }) => STAGES.indexOf(status)));
  return STAGES[reached] ?? "reported";
}
