import type { Side } from "@/domain/conditions/terms";
import { say, type Saying } from "@/domain/words/said";
import { swapResult } from "@/domain/scoring/result";
import { cardOf } from "@/domain/scoring/cards";
import { sidesPlayed } from "@/domain/scoring/score-card";
import type { TeamRole } from "@/domain/injects/audience";
import type { LocalText } from "@/domain/text";
import type {
  ActionSeen,
  ActorSeen,
  Audience,
  ControlView,
  DecisionSeen,
  DeliverySeen,
  EvaluatorView,
  LaneTruth,
  NoticeSeen,
  RadioSeen,
  RecordSeen,
  SideView,
  View,
} from "./schema";
import { branchWords, vehicleWords } from "@/domain/conditions/words";
import { actorStatus } from "@/domain/drill/actors";
import { incidentSeen, numberOf, placeSeen, unitSeen } from "./board";
import { failureWords } from "@/domain/drill/events/world";
import { lastCalledMs } from "@/domain/drill/communications-check";
import { budgetLeft, unawareOf } from "@/domain/drill/take-action";
import { actionOf } from "@/domain/conditions/world";
import { latest, type Extent } from "./latest";
import { isInPlay } from "@/domain/drill/legs";
import { photosOfRecord } from "@/domain/drill/photos";
import { planOf, type Plan } from "@/domain/drill/plan";
import { netOf } from "@/domain/drill/read-back";
import { isSelfRun } from "@/domain/drill/solo";
import type {
  ActionState,
  Caller,
  Delivery,
  Drill,
  Lane,
  Notice,
  Radio,
  RecordState,
} from "@/domain/drill/state";
import { reaches } from "@/domain/drill/team-role";
import { wallView } from "./wall";

/**
 * Projects a drill for one audience: the only road from a drill to any screen.
 *
 * Every field is named here, so a new secret in the drill stays secret until somebody
 * adds it on purpose. Nothing that an audience may not know leaves a trace in what it
 * gets, in numbering and counts neither: lists are numbered per audience.
 */
export function viewFor(drill: Drill, audience: Audience, extent: Extent = "latest"): View {
  switch (audience.kind) {
    case "control":
      return controlView(drill, extent);
    case "evaluator":
      return evaluatorView(drill, audience.participantId, extent);
    case "side":
      return {
        ...sideView(drill, audience.side, audience.lane, audience.teamRole ?? null, extent),
        checkCalledMs: lastCalledMs(
          drill,
          (one) =>
            one.role === "player" &&
            one.side === audience.side &&
            // Whoever plays against every group sits in the first lane, whichever they turn to.
            one.lane === (drill.setup.oppositionCell && one.side === "opposition" ? 1 : audience.lane) &&
            one.teamRole === audience.teamRole,
        ),
      };
    case "officer":
      return sideView(drill, audience.side, audience.lane, "every", extent);
    case "wall": {
      const { phase, clock, leg, ended, stopped } = commonOf(drill, audience);
      // Why a drill was stopped is a word to those who were in it.
      const unsaid = { reason: "", name: "" };
      return {
        kind: "wall",
        phase,
        clock,
        leg,
        stopped: stopped && { ...stopped, ...unsaid },
        ended: ended && { ...ended, ...unsaid },
        ...wallView(drill),
      };
    }
  }
}

/** `desk`: whose injects are among those of the side; "every" for who reads what all of them had. */
function sideView(
  drill: Drill,
  side: Side,
  laneNumber: number,
  desk: TeamRole | "every" | null,
  extent: Extent,
): SideView {
  const teamRole = desk === "every" ? null : desk;
  const plan = planOf(drill.setup);
  const lane = drill.lanes[laneNumber - 1];
  const empty = { incidents: [], inbox: [], units: [], actions: [], radio: [], facts: [], gauges: [] };
  // The world of a leg that is over is closed to its players until the review.
  if (!lane || drill.phase === "planned" || !isInPlay(drill, lane)) {
    return {
      kind: "side",
      side,
      lane: laneNumber,
      teamRole,
      ...commonOf(drill, { kind: "side", side, lane: laneNumber }),
      checkCalledMs: null,
      ...empty,
      agencies: [],
      decisions: [],
      actors: [],
      noticed: [],
      camerasWatched: [],
      budgetLeft: side === "opposition" ? drill.setup.scenario.oppositionBudget : null,
      selfRun: isSelfRun(drill),
      shift: null,
      congestion: null,
    };
  }
  const responder = side === "responder";
  return {
    kind: "side",
    side,
    lane: laneNumber,
    teamRole,
    ...commonOf(drill, { kind: "side", side, lane: laneNumber }),
    checkCalledMs: null,
    incidents: responder ? Object.keys(lane.incidents).map((id) => incidentSeen(drill, lane, id)) : [],
    inbox: latest(
      lane.deliveries
        .filter((delivery) => reaches(drill, lane, delivery, { side, desk }))
        // To the opposition an incident's number would count the responder's calls.
        .map((delivery, i) => deliverySeen(lane, delivery, i + 1, responder)),
      extent,
      textsOfDelivery,
      ({ incident }) => incident !== null && isUnaccepted(lane, incident),
    ),
    units: responder ? Object.keys(lane.units).map((id) => unitSeen(lane, plan, id)) : [],
    actions: latest(
      lane.actions
        .filter((action) => action.side === side)
        .map((action, i) => actionForSide(lane, action, i + 1)),
      extent,
      textsOfAction,
      isUnsettled,
    ),
    radio: latest(
      netOf(lane, side).map((message, i) => radioSeen(message, i + 1)),
      extent,
      textsOfRadio,
    ),
    facts: factsKnown(lane, plan, side),
    gauges: drill.setup.scenario.gauges
      .filter((gauge) => gauge.shownTo.includes(side))
      .map((gauge) => gaugeSeen(lane, gauge.id)),
    agencies: responder ? agenciesSeen(lane) : [],
    decisions: responder ? decisionsSeen(lane, plan) : [],
    actors: Object.keys(lane.actors)
      .filter((id) => !responder || lane.actors[id]?.believed)
      .map((id) => actorSeen(lane, plan, id, side)),
    noticed: latest(
      lane.noticed[side].map((notice, i) => noticeSeen(lane, plan, notice, side, i + 1)),
      extent,
      NO_TEXTS,
      ({ counterUntilMs }) => counterUntilMs !== null,
    ),
    camerasWatched: responder ? Object.keys(lane.camerasWatched) : [],
    budgetLeft: responder ? null : budgetLeft(drill, lane, side),
    selfRun: isSelfRun(drill),
    shift: responder && plan.rota ? lane.shift : null,
    congestion: responder ? lane.congestionKnown : null,
  };
}

/** More lines of what could not happen than these nobody reads in one go. */
const FAILURES_SHOWN = 50;

function controlView(drill: Drill, extent: Extent): ControlView {
  return {
    kind: "control",
    ...commonOf(drill, { kind: "control" }),
    lead: { holder: drill.lead.holder, offeredTo: drill.lead.offeredTo },
    check: drill.check && {
      no: drill.check.no,
      byName: drill.check.byName,
      people: Object.entries(drill.check.people).map(([participantId, person]) => ({
        participantId,
        firstCalledMs: person.firstCalledMs,
        calledMs: person.calledMs,
        times: person.times,
        answeredMs: person.answeredMs,
      })),
    },
    participants: Object.values(drill.participants).map((participant) => ({
      participantId: participant.participantId,
      name: participant.name,
      role: participant.role,
      lane: participant.role === "player" ? participant.lane : null,
      side: participant.role === "player" ? participant.side : null,
      teamRole: (participant.role === "player" && participant.teamRole) || null,
      scripted: participant.role === "player" && participant.scripted === true,
      stops: drill.stops[participant.participantId] ?? 0,
      muted: drill.muted[participant.participantId] === true,
    })),
    lanes: drill.lanes.map((lane) => ({
      ...laneTruth(drill, lane, extent),
      notes: latest(
        lane.notes.map(({ text, byName, atMs, photos }, i) => ({
          n: i + 1,
          text,
          byName,
          atMs,
          photos: [...photos],
        })),
        extent,
        textsOfNote,
      ),
      failures: lane.failures
        .map((failure, i) => ({
          n: i + 1,
          atMs: failure.atMs,
          sentence: failureWords(failure, drill.setup, actionOf(lane, failure.no ?? 0)?.actionId),
        }))
        .slice(-FAILURES_SHOWN),
      flags: latest(
        lane.flags.map(({ kind, text, byName, atMs }, i) => ({ n: i + 1, kind, text, byName, atMs })),
        extent,
        textsOfNote,
      ),
      records: latest(recordsSeen(lane, lane.records), extent, textsOfRecord),
      scores: sidesPlayed(drill).map((side) => {
        const { team, totalHundredths, coverage } = cardOf(drill, lane, side);
        return { side, team, totalHundredths, coverage };
      }),
      submitted: Object.entries(lane.submitted).map(([participantId, { atMs }]) => ({ participantId, atMs })),
    })),
    result: swapResult(drill),
  };
}

function evaluatorView(drill: Drill, participantId: string, extent: Extent): EvaluatorView {
  return {
    kind: "evaluator",
    ...commonOf(drill, { kind: "evaluator", participantId }),
    checkCalledMs: lastCalledMs(drill, (one) => one.participantId === participantId),
    lanes: drill.lanes.map((lane) => {
      const observations = lane.observations.filter((entry) => entry.evaluatorId === participantId);
      const ratings = lane.ratings.filter((entry) => entry.evaluatorId === participantId);
      return {
        ...laneTruth(drill, lane, extent),
        observations: lastPerItem(observations).flatMap(({ itemId, result, note, atMs }) =>
          result === "withdrawn" ? [] : [{ itemId, result, note, atMs }],
        ),
        ratings: lastPerItem(ratings).flatMap(({ itemId, rating, note, atMs }) =>
          rating === null ? [] : [{ itemId, rating, note, atMs }],
        ),
        notes: latest(
          lane.notes
            .filter((note) => note.by === participantId)
            .map(({ text, atMs, photos }, i) => ({ n: i + 1, text, atMs, photos: [...photos] })),
          extent,
          textsOfNote,
        ),
        records: latest(
          recordsSeen(
            lane,
            lane.records.filter((record) => record.by === participantId),
          ),
          extent,
          textsOfRecord,
        ),
        submittedAtMs: lane.submitted[participantId]?.atMs ?? null,
      };
    }),
  };
}

function laneTruth(drill: Drill, lane: Lane, extent: Extent): LaneTruth {
  const plan = planOf(drill.setup);
  return {
    lane: lane.lane,
    injects: drill.setup.scenario.injects.flatMap((inject) => {
      const state = lane.injects[inject.id];
      if (!state) return [];
      return [
        {
          injectId: inject.id,
          status: state.status,
          held: state.held,
          dueAtMs: state.dueAtMs,
          deliveredAtMs: state.delivered?.atMs ?? null,
          againAtMs: latest(
            lane.deliveries.flatMap((one) => (one.injectId === inject.id && one.again ? [one.atMs] : [])),
            extent,
            NO_TEXTS,
          ),
          text: state.text ?? inject.text,
          from: state.from ?? inject.from,
        },
      ];
    }),
    deliveries: latest(
      lane.deliveries.map((delivery, i) => ({
        ...deliverySeen(lane, delivery, i + 1, true),
        audience: delivery.audience,
        injectId: delivery.injectId,
        playedBy: delivery.playedBy,
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
      lane.actions.map((action) => ({
        ...actionSeen(lane, action, action.no),
        side: action.side,
        contested: action.contested
          ? {
              odds: action.contested.odds,
              suggested: action.contested.suggested,
              otherwise: action.contested.otherwise,
              rulingDueAtMs: action.contested.rulingDueAtMs,
              counterUntilMs: action.contested.counterUntilMs,
              counteredBy: action.contested.counteredBy,
            }
          : null,
        counters: action.counters,
        ruling: action.ruling ? { outcome: action.ruling.outcome, how: action.ruling.how } : null,
      })),
      extent,
      textsOfAction,
      isUnsettled,
    ),
    radio: latest(radioOfBothNets(lane), extent, textsOfRadio),
    facts: Object.entries(lane.facts).flatMap(([factId, known]) =>
      (["responder", "opposition"] as const).flatMap((side) => {
        const moment = known[side];
        return moment ? [{ factId, side, atMs: moment.atMs }] : [];
      }),
    ),
    gauges: drill.setup.scenario.gauges.map((gauge) => gaugeSeen(lane, gauge.id)),
    agencies: agenciesSeen(lane),
    decisions: decisionsSeen(lane, plan),
    actors: Object.keys(lane.actors).map((id) => actorSeen(lane, plan, id, null)),
    noticed: (["responder", "opposition"] as const).flatMap((side) =>
      latest(
        lane.noticed[side].map((notice, i) => ({
          ...noticeSeen(lane, plan, notice, side, i + 1),
          side,
          subjectId:
            notice.what.kind === "action" ? (actionOf(lane, notice.what.no)?.actionId ?? "") : notice.what.id,
        })),
        extent,
        NO_TEXTS,
        ({ counterUntilMs }) => counterUntilMs !== null,
      ),
    ),
    camerasWatched: Object.keys(lane.camerasWatched),
    budgetLeft: drill.setup.scenario.opposed ? budgetLeft(drill, lane, "opposition") : null,
    congestion: lane.congestion,
  };
}

const NO_TEXTS = (): string[] => [];
const textsOfRadio = ({ text }: RadioSeen) => [text];
const textsOfDelivery = ({ text }: DeliverySeen) => [text.zh, text.en];
const textsOfAction = ({ note, rationale }: ActionSeen) => [note, rationale];
const textsOfNote = ({ text }: { text: string }) => [text];
const textsOfRecord = ({ what }: RecordSeen) => (what.kind === "action" ? [what.note] : []);

/** Whether something may still come of an action: its side has to see it however long ago it was taken. */
function isUnsettled({ state }: ActionSeen): boolean {
  return state !== "done" && state !== "failed";
}

/** Whether a call is still to be answered. */
function isUnaccepted(lane: Lane, number: number): boolean {
  const incident = Object.values(lane.incidents).find((one) => one.number === number);
  return incident?.statuses.length === 1 && incident.mergedInto === null;
}

function commonOf(drill: Drill, audience: Audience) {
  const { rate, resumeRate, atMs, sinceWallMs } = drill.clock;
  return {
    phase: drill.phase,
    clock: { rate, resumeRate, atMs, sinceWallMs },
    pauseReason: drill.pauseReason,
    stopped: drill.stopped && {
      ...callerSeen(drill.stopped, audience),
      real: drill.stopped.real,
      endsAtWallMs: drill.stopped.endsAtWallMs,
    },
    ended: drill.ended && { ...callerSeen(drill.ended, audience), how: drill.ended.how },
    scoresReleased: drill.released !== null,
    leg: drill.setup.format === "swap" ? drill.leg : null,
  };
}

/** Who stopped it all is said to everybody; by name only to those who may know who plays over there. */
function callerSeen({ atMs, wallMs, by, reason }: Caller, audience: Audience) {
  const isOther =
    by?.role === "player" &&
    audience.kind === "side" &&
    (by.side !== audience.side || by.lane !== audience.lane);
  return { atMs, wallMs, role: by?.role ?? null, name: isOther ? "" : (by?.name ?? ""), reason };
}

function deliverySeen(lane: Lane, delivery: Delivery, n: number, withIncident: boolean): DeliverySeen {
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

function actionSeen(lane: Lane, action: ActionState, n: number): ActionSeen {
  return {
    n,
    actionId: action.actionId,
    // Who recorded an action did not do it.
    byName: action.recorded ? "" : action.byName,
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

/** What staff wrote about an action is not for the side whose action it was. */
function actionForSide(lane: Lane, action: ActionState, n: number): ActionSeen {
  const seen = actionSeen(lane, action, n);
  return action.recorded ? { ...seen, note: "" } : seen;
}

function recordsSeen(lane: Lane, records: readonly RecordState[]): RecordSeen[] {
  return records.flatMap((record) => recordSeen(lane, record)).map((record, i) => ({ n: i + 1, ...record }));
}

function recordSeen(lane: Lane, record: RecordState): Omit<RecordSeen, "n">[] {
  const { event, atMs, observedAtMs } = record.opened;
  const common = {
    record: record.no,
    by: record.by,
    byName: record.byName,
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

function radioOfBothNets(lane: Lane): LaneTruth["radio"] {
  const onNet = { responder: 0, opposition: 0 };
  return lane.radio.map((message, i) => ({
    ...radioSeen(message, i + 1),
    side: message.side,
    onNet: (onNet[message.side] += 1),
    playedBy: message.playedBy,
  }));
}

function radioSeen({ as, text, atMs, asksReadBack, readBack }: Radio, n: number): RadioSeen {
  const given = readBack && { as: readBack.as, atMs: readBack.atMs };
  return { n, as, text, atMs, readBack: asksReadBack ? { given } : null };
}

function factsKnown(lane: Lane, plan: Plan, side: Side): SideView["facts"] {
  return Object.entries(lane.facts)
    .flatMap(([factId, known]) => {
      const moment = known[side];
      const text = plan.facts.get(factId)?.text;
      return moment && text ? [{ text, moment }] : [];
    })
    .sort((a, b) => a.moment.position - b.moment.position)
    .map(({ text, moment }, i) => ({ n: i + 1, text, atMs: moment.atMs }));
}

function gaugeSeen(lane: Lane, id: string): SideView["gauges"][number] {
  const segment = lane.gauges[id]?.at(-1);
  return {
    id,
    value: segment?.value ?? 0,
    ratePerMin: segment?.ratePerMin ?? 0,
    atMs: segment?.atMs ?? 0,
  };
}

function agenciesSeen(lane: Lane): SideView["agencies"] {
  return Object.entries(lane.agencies).map(([id, agency]) => ({
    id,
    incident: numberOf(lane, agency.incidentId),
    notifiedAtMs: agency.notified.atMs,
    answeredAtMs: agency.answered?.atMs ?? null,
    arrivedAtMs: agency.arrived?.atMs ?? null,
  }));
}

function decisionsSeen(lane: Lane, plan: Plan): DecisionSeen[] {
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
              byName: state.taken.byName,
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
function actorSeen(lane: Lane, plan: Plan, id: string, side: Side | null): ActorSeen {
  const actor = lane.actors[id];
  const planned = plan.actors.get(id);
  if (side === "responder") {
    return {
      id,
      name: planned?.appearance ?? { zh: id, en: id },
      status: actor?.believed?.status ?? "at-large",
      place: placeSeen(plan.atlas, actor?.believed?.placeId ?? ""),
      leg: null,
      hidden: false,
      seenAtMs: actor?.believed?.atMs ?? null,
    };
  }
  const status = actor ? actorStatus(actor) : "at-large";
  return {
    id,
    name: planned?.name ?? { zh: id, en: id },
    status: side === null ? status : unawareOf(status),
    place: placeSeen(plan.atlas, actor?.placeId ?? ""),
    leg: actor?.leg
      ? { path: actor.leg.path, departsAtMs: actor.leg.departsAtMs, arrivesAtMs: actor.leg.arrivesAtMs }
      : null,
    hidden: actor?.hidden ?? false,
    seenAtMs: null,
  };
}

/** What a side noticed, in its own words: it learns what a thing looks like, not what it is called over there. */
function noticeSeen(lane: Lane, plan: Plan, notice: Notice, side: Side, n: number): NoticeSeen {
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
        ? (plan.actions.get(action?.actionId ?? "")?.label ?? { zh: "", en: "" })
        : what.kind === "actor"
          ? (plan.actors.get(what.id)?.appearance ?? { zh: "", en: "" })
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
  return typeof named === "string" ? { zh: named, en: named } : (named ?? { zh: "", en: "" });
}

/** What a unit looks like from across the street. */
function looksOf(plan: Plan, unitId: string): Saying {
  const unit = plan.units.get(unitId);
  if (!unit) return "";
  return say("terms.looks", { force: branchWords(unit.branch), vehicle: vehicleWords(unit.vehicle) });
}

function lastPerItem<T extends { itemId: string }>(entries: readonly T[]): T[] {
  return [...new Map(entries.map((entry) => [entry.itemId, entry])).values()];
}

/** The lists of a view of which it shows the latest entries. */
export const PAGED = [
  "inbox",
  "deliveries",
  "actions",
  "radio",
  "noticed",
  "notes",
  "flags",
  "records",
] as const;
export type Paged = (typeof PAGED)[number];

/**
 * Earlier entries of a list of an audience's view: those before a number, the latest of them. Taken from the very
 * view, so nobody gets here what the view would not have shown.
 *
 * @param page `lane`: of those who see several. `before`: a number of the list.
 */
export function earlierFor(
  drill: Drill,
  audience: Audience,
  { list, lane, before }: { list: Paged; lane: number; before: number },
): unknown[] {
  const view = viewFor(drill, audience, "whole");
  const of: object | undefined = view.kind === "side" ? view : view.lanes.find((one) => one.lane === lane);
  const entries: unknown = of && Object.entries(of).find(([key]) => key === list)?.[1];
  if (!Array.isArray(entries)) return [];
  const earlier = entries.filter((entry: unknown) => numberIn(entry) < before);
  return latest(earlier, "latest", (entry: unknown) => [JSON.stringify(entry)]);
}

function numberIn(entry: unknown): number {
  if (typeof entry !== "object" || entry === null) return Infinity;
  return "n" in entry && typeof entry.n === "number" ? entry.n : Infinity;
}
