import { leadAfter } from "./lead";
import { planOf } from "./plan";
import type { RecordedEvent, Setup } from "./schema";
import type { ActorState, Drill, InjectState, Lane, UnitState } from "./state";

/** A drill of this setup before anything has happened in it. */
export function planned(setup: Setup, { position, by }: RecordedEvent): Drill {
  return {
    setup,
    phase: "planned",
    cancelled: false,
    position,
    atMs: 0,
    seed: 0,
    clock: { rate: 0, resumeRate: 1, atMs: 0, sinceWallMs: 0 },
    clocks: [],
    pauseReason: "",
    started: null,
    stopped: null,
    stops: {},
    muted: {},
    ended: null,
    released: null,
    releasedCards: null,
    final: null,
    participants: {},
    lead: { holder: by.role === "controller" ? by.participantId : null, offeredTo: null },
    check: null,
    leg: 1,
    legsAt: [],
    lanes: Array.from({ length: setup.lanes }, (_, i) => untouchedLane(setup, i + 1)),
  };
}

/** Another setup for a drill that has not begun. Who plays where there is no such place any more has to come in anew. */
export function replan(drill: Drill, setup: Setup): void {
  drill.setup = setup;
  drill.lanes = Array.from({ length: setup.lanes }, (_, i) => untouchedLane(setup, i + 1));
  const stays = Object.entries(drill.participants).filter(
    ([, one]) =>
      one.role !== "player" ||
      (!one.scripted && setup.teams.some(({ lane, side }) => lane === one.lane && side === one.side)),
  );
  drill.participants = Object.fromEntries(stays);
  drill.lead = leadAfter(drill.lead, drill.participants);
}

/** The world of a lane before anything has happened in it. */
export function untouchedLane(setup: Setup, lane: number): Lane {
  const { scenario } = setup;
  const { rota } = planOf(setup);
  return {
    lane,
    position: 0,
    injects: untouchedInjects(setup),
    deliveries: [],
    incidents: {},
    units: untouchedUnits(setup),
    actions: [],
    succeeded: {},
    gauges: Object.fromEntries(
      scenario.gauges.map((gauge) => [
        gauge.id,
        [{ atMs: 0, position: 0, value: gauge.start, ratePerMin: gauge.ratePerMin }],
      ]),
    ),
    facts: {},
    actors: untouchedActors(setup),
    failures: [],
    camerasWatched: {},
    noticed: { responder: [], opposition: [] },
    agencies: {},
    decisions: {},
    radio: [],
    congestion: 1,
    congestionKnown: 1,
    shift: rota?.onDutyAtStart ?? 1,
    shiftChanges: 0,
    told: [],
    records: [],
    lastActionNo: 0,
    observations: [],
    ratings: [],
    submitted: {},
    notes: [],
    flags: [],
    exemptions: {},
    settlements: {},
    settlers: {},
    appeals: [],
    accepted: {},
    endedAtMs: null,
  };
}

function untouchedInjects({ scenario }: Setup): Record<string, InjectState> {
  return Object.fromEntries(
    scenario.injects.map((inject) => [
      inject.id,
      {
        status: "pending" as const,
        held: false,
        dueAtMs: inject.trigger.on === "time" ? inject.trigger.atMs : null,
        delivered: null,
        skipped: null,
        text: null,
        from: null,
      },
    ]),
  );
}

function untouchedUnits(setup: Setup): Record<string, UnitState> {
  const { atlas } = planOf(setup);
  return Object.fromEntries(
    setup.scenario.forces.units.map((unit) => [
      unit.id,
      {
        junctionId: atlas.stations.get(unit.stationId)?.properties.junction ?? "",
        leg: null,
        incidentId: null,
        calledIn: false,
        placeId: null,
        standsSinceMs: 0,
        visits: [],
      },
    ]),
  );
}

function untouchedActors({ scenario }: Setup): Record<string, ActorState> {
  return Object.fromEntries(
    scenario.actors.map((actor) => [
      actor.id,
      {
        placeId: actor.placeId,
        leg: null,
        hidden: actor.hidden,
        noticedBy: [],
        trail: [],
        stays: [{ atMs: 0, position: 0, placeId: actor.placeId, toMs: null }],
        openSinceMs: actor.hidden ? null : 0,
        statuses: [{ atMs: 0, position: 0, status: actor.status }],
        believed:
          actor.status === "at-large"
            ? null
            : {
                atMs: 0,
                position: 0,
                status: actor.status,
                placeId: actor.placeId,
                seenAtMs: 0,
                source: null,
                headingDeg: null,
                headingPlaceId: null,
              },
      },
    ]),
  );
}
