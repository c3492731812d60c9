import type { Side } from "@/domain/conditions/terms";
import { isHeardOf, needsHearing } from "@/domain/drill/heard-of";
import { isInPlay } from "@/domain/drill/legs";
import { planOf } from "@/domain/drill/plan";
import { netOf } from "@/domain/drill/read-back";
import { isSelfRun } from "@/domain/drill/solo";
import type { ActionState, Drill, Lane } from "@/domain/drill/state";
import { budgetLeft } from "@/domain/drill/take-action";
import { reaches } from "@/domain/drill/team-role";
import type { TeamRole } from "@/domain/injects/audience";
import { incidentSeen, unitSeen } from "./board";
import { commonOf } from "./common";
import {
  type Extent,
  isUnsettled,
  latest,
  NO_TEXTS,
  textsOfAction,
  textsOfDelivery,
  textsOfRadio,
} from "./latest";
import type { ActionSeen, SideView } from "./schema";
import { actionKnown } from "./setting";
import {
  actionSeen,
  actorSeen,
  agenciesSeen,
  decisionsSeen,
  deliverySeen,
  factsKnown,
  gaugeSeen,
  noticeSeen,
  radioSeen,
} from "./seen";

/** `desk`: whose injects are among those of the side; "every" for who reads what all of them had. */
export function sideView(
  drill: Drill,
  side: Side,
  laneNumber: number,
  desk: TeamRole | "every" | null,
  extent: Extent,
): SideView {
  const lane = drill.lanes[laneNumber - 1];
  // The world of a leg that is over is closed to its players until the review.
  const isOpen = lane && drill.phase !== "planned" && isInPlay(drill, lane);
  return {
    kind: "side",
    side,
    lane: laneNumber,
    teamRole: desk === "every" ? null : desk,
    ...commonOf(drill, { kind: "side", side, lane: laneNumber }),
    checkCalledMs: null,
    selfRun: isSelfRun(drill),
    ...(isOpen ? worldSeen(drill, lane, side, desk, extent) : closedWorld(drill, side)),
  };
}

/** What either side sees of the world of its lane, each its own. */
type SharedWorld = Pick<
  SideView,
  "inbox" | "actions" | "storyActions" | "radio" | "facts" | "gauges" | "actors" | "noticed"
>;

/** What of it is the responder's alone. */
type ResponderWorld = Pick<
  SideView,
  "incidents" | "units" | "agencies" | "decisions" | "camerasWatched" | "shift" | "congestion"
>;

type World = SharedWorld & ResponderWorld & Pick<SideView, "budgetLeft">;

function closedWorld({ setup }: Drill, side: Side): World {
  return {
    inbox: [],
    actions: [],
    storyActions: [],
    radio: [],
    facts: [],
    gauges: [],
    actors: [],
    noticed: [],
    ...NOT_FOR_OPPOSITION,
    budgetLeft: side === "opposition" ? setup.scenario.oppositionBudget : null,
  };
}

function worldSeen(
  drill: Drill,
  lane: Lane,
  side: Side,
  desk: TeamRole | "every" | null,
  extent: Extent,
): World {
  return {
    ...sharedWorld(drill, lane, side, desk, extent),
    ...(side === "responder"
      ? { ...responderWorld(drill, lane), budgetLeft: null }
      : { ...NOT_FOR_OPPOSITION, budgetLeft: budgetLeft(drill, lane, side) }),
  };
}

function sharedWorld(
  drill: Drill,
  lane: Lane,
  side: Side,
  desk: TeamRole | "every" | null,
  extent: Extent,
): SharedWorld {
  const plan = planOf(drill.setup);
  const responder = side === "responder";
  return {
    inbox: latest(
      lane.deliveries
        .filter((delivery) => reaches(drill, lane, delivery, { side, desk }))
        // To the opposition an incident's number would count the responder's calls.
        .map((delivery, i) => deliverySeen(lane, delivery, i + 1, responder)),
      extent,
      textsOfDelivery,
      ({ incident }) => incident !== null && isUnaccepted(lane, incident),
    ),
    actions: latest(
      lane.actions
        .filter((action) => action.side === side)
        .map((action, i) => actionForSide(lane, action, i + 1)),
      extent,
      textsOfAction,
      isUnsettled,
    ),
    storyActions: storyActions(drill, lane, side),
    radio: latest(
      netOf(lane, side).map((message, i) => radioSeen(message, i + 1)),
      extent,
      textsOfRadio,
    ),
    facts: factsKnown(lane, plan, side),
    gauges: drill.setup.scenario.gauges
      .filter((gauge) => gauge.shownTo.includes(side))
      .map((gauge) => gaugeSeen(lane, gauge.id)),
    actors: Object.keys(lane.actors)
      .filter((id) => !responder || lane.actors[id]?.believed)
      .map((id) => actorSeen(lane, plan, id, side)),
    noticed: latest(
      lane.noticed[side].map((notice, i) => noticeSeen(lane, plan, notice, side, i + 1)),
      extent,
      NO_TEXTS,
      ({ counterUntilMs }) => counterUntilMs !== null,
    ),
  };
}

/** Those that the side did not have from the beginning. */
function storyActions({ setup, atMs }: Drill, lane: Lane, side: Side): SideView["storyActions"] {
  const plan = planOf(setup);
  const gauges = setup.scenario.gauges.filter((gauge) => gauge.shownTo.includes(side));
  const own = setup.scenario.actions.filter((action) => action.side === side);
  return own.flatMap((action, i) => {
    if (!needsHearing(action, plan) || !isHeardOf(action, lane, plan, atMs)) return [];
    const next = own.slice(i + 1).find((other) => !needsHearing(other, plan));
    return [{ ...actionKnown(action, gauges), before: next?.id ?? null }];
  });
}

/** The calls, crews and partners of the responder, which the opposition has to find out about. */
function responderWorld(drill: Drill, lane: Lane): ResponderWorld {
  const plan = planOf(drill.setup);
  return {
    incidents: Object.keys(lane.incidents).map((id) => incidentSeen(drill, lane, id)),
    units: Object.keys(lane.units).map((id) => unitSeen(lane, plan, id)),
    agencies: agenciesSeen(lane),
    decisions: decisionsSeen(lane, plan),
    camerasWatched: Object.keys(lane.camerasWatched),
    shift: plan.rota ? lane.shift : null,
    congestion: lane.congestionKnown,
  };
}

/** In place of what only the responder sees. */
const NOT_FOR_OPPOSITION: ResponderWorld = {
  incidents: [],
  units: [],
  agencies: [],
  decisions: [],
  camerasWatched: [],
  shift: null,
  congestion: null,
};

/** Whether a call is still to be answered. */
function isUnaccepted(lane: Lane, number: number): boolean {
  const incident = Object.values(lane.incidents).find((one) => one.number === number);
  return incident?.statuses.length === 1 && incident.mergedInto === null;
}

/** What staff wrote about an action is not for the side whose action it was. */
function actionForSide(lane: Lane, action: ActionState, n: number): ActionSeen {
  const seen = actionSeen(lane, action, n);
  return action.recorded ? { ...seen, note: "" } : seen;
}
