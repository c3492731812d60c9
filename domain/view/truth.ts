import type { Side } from "@/domain/conditions/terms";
import { actionOf } from "@/domain/conditions/world";
import { type Plan, planOf } from "@/domain/drill/plan";
import type { ActionState, Drill, Lane } from "@/domain/drill/state";
import { budgetLeft } from "@/domain/drill/take-action";
import { incidentSeen, unitSeen } from "./board";
import {
  type Extent,
  isUnsettled,
  latest,
  NO_TEXTS,
  textsOfAction,
  textsOfDelivery,
  textsOfRadio,
} from "./latest";
import type { LaneTruth } from "./schema";
import {
  actionSeen,
  actorSeen,
  agenciesSeen,
  decisionsSeen,
  deliverySeen,
  gaugeSeen,
  noticeSeen,
  radioSeen,
} from "./seen";
import { playerForReaders } from "@/domain/drill/names";

/** A lane as it is, for those who may know both sides. */
export function laneTruth(drill: Drill, lane: Lane, extent: Extent): LaneTruth {
  const plan = planOf(drill.setup);
  return {
    lane: lane.lane,
    injects: injectsOf(drill, lane, extent),
    deliveries: latest(
      lane.deliveries.map((delivery, i) => ({
        ...deliverySeen(lane, delivery, i + 1, true),
        audience: delivery.audience,
        injectId: delivery.injectId,
        playedBy: playerForReaders(delivery),
      })),
      extent,
      textsOfDelivery,
    ),
    incidents: Object.keys(lane.incidents).map((incidentId) => ({
      ...incidentSeen(drill, lane, incidentId),
      incidentId,
    })),
    units: Object.keys(lane.units).map((id) => unitSeen(lane, plan, id)),
    actions: latest(
      lane.actions.map((action) => actionOfEither(lane, action)),
      extent,
      textsOfAction,
      isUnsettled,
    ),
    radio: latest(radioOfBothNets(lane), extent, textsOfRadio),
    facts: Object.entries(lane.facts).flatMap(([factId, known]) =>
      bothSides.flatMap((side) => {
        const moment = known[side];
        return moment ? [{ factId, side, atMs: moment.atMs }] : [];
      }),
    ),
    gauges: drill.setup.scenario.gauges.map((gauge) => gaugeSeen(lane, gauge.id)),
    agencies: agenciesSeen(lane),
    decisions: decisionsSeen(lane, plan),
    actors: Object.keys(lane.actors).map((id) => ({
      ...actorSeen(lane, plan, id, null),
      believed: lane.actors[id]?.believed ? actorSeen(lane, plan, id, "responder") : null,
    })),
    noticed: bothSides.flatMap((side) => noticedBy(side, lane, plan, extent)),
    camerasWatched: Object.keys(lane.camerasWatched),
    budgetLeft: drill.setup.scenario.opposed ? budgetLeft(drill, lane, "opposition") : null,
    congestion: lane.congestion,
  };
}

const bothSides = ["responder", "opposition"] as const;

function injectsOf(drill: Drill, lane: Lane, extent: Extent): LaneTruth["injects"] {
  return drill.setup.scenario.injects.flatMap((inject) => {
    const state = lane.injects[inject.id];
    if (!state) return [];
    const again = lane.deliveries.filter((one) => one.injectId === inject.id && one.again);
    return [
      {
        injectId: inject.id,
        status: state.status,
        held: state.held,
        dueAtMs: state.dueAtMs,
        deliveredAtMs: state.delivered?.atMs ?? null,
        againAtMs: latest(
          again.map(({ atMs }) => atMs),
          extent,
          NO_TEXTS,
        ),
        text: state.text ?? inject.text,
        from: state.from ?? inject.from,
      },
    ];
  });
}

function actionOfEither(lane: Lane, action: ActionState): LaneTruth["actions"][number] {
  const { side, contested, counters, ruling, no } = action;
  return {
    ...actionSeen(lane, action, no),
    side,
    contested: contested && {
      odds: contested.odds,
      suggested: contested.suggested,
      otherwise: contested.otherwise,
      rulingDueAtMs: contested.rulingDueAtMs,
      counterUntilMs: contested.counterUntilMs,
      counteredBy: contested.counteredBy,
      scene: contested.scene,
    },
    contactAtMs: action.begun || action.completed ? null : action.contactAtMs,
    counters,
    ruling: ruling && { outcome: ruling.outcome, how: ruling.how },
  };
}

function noticedBy(side: Side, lane: Lane, plan: Plan, extent: Extent): LaneTruth["noticed"] {
  return latest(
    lane.noticed[side].map((notice, i) => ({
      ...noticeSeen(lane, plan, notice, side, i + 1),
      side,
      subjectId:
        notice.what.kind === "action" ? (actionOf(lane, notice.what.no)?.actionId ?? "") : notice.what.id,
    })),
    extent,
    NO_TEXTS,
    ({ counterUntilMs }) => counterUntilMs !== null,
  );
}

function radioOfBothNets(lane: Lane): LaneTruth["radio"] {
  const onNet = { responder: 0, opposition: 0 };
  return lane.radio.map((message, i) => ({
    ...radioSeen(message, i + 1),
    side: message.side,
    onNet: (onNet[message.side] += 1),
    playedBy: playerForReaders(message),
  }));
}
