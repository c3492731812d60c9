import type { Side } from "@/domain/conditions/terms";
import { branchWords, vehicleWords } from "@/domain/conditions/words";
import { actionOf } from "@/domain/conditions/world";
import { actorStatus } from "@/domain/drill/actors";
import { photosOfRecord } from "@/domain/drill/photos";
import type { Plan } from "@/domain/drill/plan";
import { bearing } from "@/domain/drill/bearing";
import type {
  ActionState,
  Belief,
  BeliefSource,
  Delivery,
  Lane,
  Notice,
  Radio,
  RecordState,
} from "@/domain/drill/state";
import { unawareOf } from "@/domain/drill/take-action";
import { everywhere, UNWRITTEN, type LocalText } from "@/domain/text";
import { say, type Saying } from "@/domain/words/said";
import { numberOf, placeSeen } from "./board";
import type {
  ActionSeen,
  ActorSeen,
  DecisionSeen,
  DeliverySeen,
  LastSeen,
  NoticeSeen,
  RadioSeen,
  RecordSeen,
  SideView,
} from "./schema";
import { byForReaders } from "@/domain/drill/names";

export function deliverySeen(lane: Lane, delivery: Delivery, n: number, withIncident: boolean): DeliverySeen {
  return {
    n,
    kind: delivery.kind,
    from: delivery.from,
    text: delivery.text,
    incident: withIncident ? numberOf(lane, delivery.incidentId) : null,
    again: delivery.again,
    atMs: delivery.atMs,
  };
}

export function actionSeen(lane: Lane, action: ActionState, n: number): ActionSeen {
  return {
    n,
    actionId: action.actionId,
    // Who recorded an action did not do it.
    byName: action.recorded ? UNWRITTEN : byForReaders(action),
    incident: numberOf(lane, action.target.incidentId),
    otherIncident: numberOf(lane, action.target.otherIncidentId),
    targetId: action.target.targetId ?? null,
    placeId: action.target.placeId ?? null,
    unitIds: action.unitIds,
    note: action.note,
    atMs: action.taken.atMs,
    endsAtMs: action.endsAtMs,
    state: actionState(action),
    doneAtMs: settledAtMs(action),
    rationale: action.ruling?.rationale ?? "",
  };
}

/** How an action stands. A ruling of failure settles it; one of success only says how it will end, if nothing else stops it. */
function actionState({ completed, contested, ruling }: ActionState): ActionSeen["state"] {
  if (completed) return completed.outcome === "success" ? "done" : "failed";
  if (ruling) return ruling.outcome === "success" ? "ruled-success" : "failed";
  return contested ? "contested" : "under-way";
}

/** When nothing more could come of an action, in ms of drill time: its end, or the ruling that it fails. */
function settledAtMs({ completed, ruling }: ActionState): number | null {
  if (ruling?.outcome === "failure") return ruling.atMs;
  return completed?.atMs ?? null;
}

export function recordsSeen(lane: Lane, records: readonly RecordState[]): RecordSeen[] {
  return records.flatMap((record) => recordSeen(lane, record)).map((record, i) => ({ n: i + 1, ...record }));
}

function recordSeen(lane: Lane, record: RecordState): Omit<RecordSeen, "n">[] {
  const { event, atMs, observedAtMs } = record.opened;
  const common = {
    record: record.no,
    by: record.by,
    byName: byForReaders(record),
    seenAtMs: observedAtMs ?? atMs,
    recordedAtMs: atMs,
    withdrawn: record.withdrawn,
    photos: [...photosOfRecord(lane, record.no)],
  };
  switch (event.type) {
    case "UnitArrived": {
      const incident = numberOf(lane, event.incidentId);
      return [{ ...common, what: { kind: "arrival", unitId: event.unitId, incident } }];
    }
    case "IncidentStatusReached": {
      const incident = numberOf(lane, event.incidentId);
      return [{ ...common, what: { kind: "stage", incident, status: event.status } }];
    }
    case "ActionTaken": {
      const { actionId, side, target, unitIds, note, outcome = "success" } = event;
      const incident = numberOf(lane, target.incidentId);
      const targetId = target.targetId ?? null;
      const what = { kind: "action" as const, actionId, side, incident, targetId, unitIds, note, outcome };
      return [{ ...common, what }];
    }
    default:
      return [];
  }
}

export function radioSeen({ as, text, atMs, asksReadBack, readBack }: Radio, n: number): RadioSeen {
  const given = readBack && { as: readBack.as, atMs: readBack.atMs };
  return { n, as, text, atMs, readBack: asksReadBack ? { given } : null };
}

export function factsKnown(lane: Lane, plan: Plan, side: Side): SideView["facts"] {
  return Object.entries(lane.facts)
    .flatMap(([factId, known]) => {
      const moment = known[side];
      const text = plan.facts.get(factId)?.text;
      return moment && text ? [{ text, moment }] : [];
    })
    .sort((a, b) => a.moment.position - b.moment.position)
    .map(({ text, moment }, i) => ({ n: i + 1, text, atMs: moment.atMs }));
}

export function gaugeSeen(lane: Lane, id: string): SideView["gauges"][number] {
  const segment = lane.gauges[id]?.at(-1);
  return {
    id,
    value: segment?.value ?? 0,
    ratePerMin: segment?.ratePerMin ?? 0,
    atMs: segment?.atMs ?? 0,
  };
}

export function agenciesSeen(lane: Lane): SideView["agencies"] {
  return Object.entries(lane.agencies).map(([id, agency]) => ({
    id,
    incident: numberOf(lane, agency.incidentId),
    notifiedAtMs: agency.notified.atMs,
    answeredAtMs: agency.answered?.atMs ?? null,
    arrivedAtMs: agency.arrived?.atMs ?? null,
  }));
}

export function decisionsSeen(lane: Lane, plan: Plan): DecisionSeen[] {
  return Object.entries(lane.decisions).flatMap(([id, state]) => {
    const planned = plan.decisions.get(id);
    if (!planned) return [];
    return [
      {
        id,
        prompt: planned.prompt,
        options: inOrder(planned.options, state.order).map(({ id, label }) => ({ id, label })),
        openedAtMs: state.opened.atMs,
        closesAtMs: state.closesAtMs,
        taken: state.taken
          ? {
              optionId: state.taken.optionId,
              reason: state.taken.reason,
              byName: byForReaders(state.taken),
              atMs: state.taken.atMs,
            }
          : null,
        lapsed: state.lapsed,
      },
    ];
  });
}

/** Options in the order in which a decision was put to people. */
function inOrder<T extends { id: string }>(
  options: readonly T[],
  order: readonly string[] | null,
): readonly T[] {
  return order ? order.flatMap((id) => options.find((option) => option.id === id) ?? []) : options;
}

/** An actor as a side may see it; `side` null: as it is. */
export function actorSeen(lane: Lane, plan: Plan, id: string, side: Side | null): ActorSeen {
  const actor = lane.actors[id];
  const planned = plan.actors.get(id);
  if (side === "responder") {
    return {
      id,
      name: planned?.appearance ?? everywhere(id),
      status: actor?.believed?.status ?? "at-large",
      place: placeSeen(plan.atlas, actor?.believed?.placeId ?? ""),
      leg: null,
      hidden: false,
      seenAtMs: actor?.believed?.seenAtMs ?? null,
      lastSeen: actor?.believed ? lastSeenOf(lane, plan, actor.believed) : null,
    };
  }
  const status = actor ? actorStatus(actor) : "at-large";
  return {
    id,
    name: planned?.name ?? everywhere(id),
    status: side === null ? status : unawareOf(status),
    place: placeSeen(plan.atlas, actor?.placeId ?? ""),
    leg: actor?.leg
      ? { path: actor.leg.path, departsAtMs: actor.leg.departsAtMs, arrivesAtMs: actor.leg.arrivesAtMs }
      : null,
    hidden: actor?.hidden ?? false,
    seenAtMs: null,
    lastSeen: null,
  };
}

function lastSeenOf(lane: Lane, plan: Plan, belief: Belief): LastSeen {
  const { source, headingDeg, headingPlaceId } = belief;
  return {
    by: source?.kind ?? null,
    name: sourceName(lane, plan, source),
    headingDeg: headingDeg ?? headingTo(plan, belief),
    heading: headingPlaceId === null ? null : placeSeen(plan.atlas, headingPlaceId).name,
  };
}

/** Who says so, in words that the side has heard. */
function sourceName(lane: Lane, plan: Plan, source: BeliefSource | null): LocalText | null {
  if (source?.kind === "told") {
    const { injectId } = source;
    const from = lane.injects[injectId ?? ""]?.from ?? plan.injects.get(injectId ?? "")?.from;
    return from ?? null;
  }
  return source?.kind === "unit" || source?.kind === "camera" ? watcherName(plan, source, "responder") : null;
}

/** The bearing of where somebody is said to be going. */
function headingTo({ atlas }: Plan, { placeId, headingPlaceId }: Belief): number | null {
  const [from, to] = [placeSeen(atlas, placeId).at, placeSeen(atlas, headingPlaceId ?? "").at];
  return from && to ? bearing(from, to) : null;
}

/** What a side noticed, in its own words: it learns what a thing looks like, not what it is called over there. */
export function noticeSeen(lane: Lane, plan: Plan, notice: Notice, side: Side, n: number): NoticeSeen {
  const { atMs, seenAtMs, by, what, at, placeId } = notice;
  const action = what.kind === "action" ? actionOf(lane, what.no) : undefined;
  const contested = action && !action.ruling ? action.contested : null;
  return {
    n,
    atMs,
    seenAtMs,
    by: by ? { kind: by.kind, name: watcherName(plan, by, side) } : null,
    kind: what.kind,
    what:
      what.kind === "action"
        ? (plan.actions.get(action?.actionId ?? "")?.label ?? UNWRITTEN)
        : what.kind === "actor"
          ? (plan.actors.get(what.id)?.appearance ?? UNWRITTEN)
          : looksOf(plan, what.id),
    place: placeId === null ? null : placeSeen(plan.atlas, placeId).name,
    at,
    counterUntilMs: contested && contested.counteredBy === null ? contested.counterUntilMs : null,
  };
}

function watcherName(plan: Plan, by: NonNullable<Notice["by"]>, side: Side): LocalText {
  const named =
    by.kind === "unit"
      ? plan.units.get(by.id)?.callSign
      : by.kind === "camera"
        ? plan.atlas.cameras.get(by.id)?.properties.name
        : side === "opposition"
          ? plan.actors.get(by.id)?.name
          : undefined;
  return typeof named === "string" ? everywhere(named) : (named ?? UNWRITTEN);
}

/** What a unit looks like from across the street. */
function looksOf(plan: Plan, unitId: string): Saying {
  const unit = plan.units.get(unitId);
  if (!unit) return "";
  return say("terms.looks", { force: branchWords(unit.branch), vehicle: vehicleWords(unit.vehicle) });
}
