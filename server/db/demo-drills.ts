import "server-only";
import { eq } from "drizzle-orm";
import type { Side } from "@/domain/conditions/schema";
import { decide, joined } from "@/domain/drill/decide";
import { letDueHappen } from "@/domain/drill/due";
import { fold } from "@/domain/drill/evolve";
import { settingFor } from "@/domain/drill/setting";
import type { DrillCommand, Participant, RecordedEvent, Setup, Skill } from "@/domain/drill/schema";
import { LOOK_EVERY_MS } from "@/domain/drill/scripted";
import type { Drill } from "@/domain/drill/state";
import { sidesPlayed, viewFor } from "@/domain/drill/view";
import { isRefusal } from "@/domain/refusal";
import { evaluatorMoves } from "@/domain/rehearsal/evaluator";
import { nextMoves } from "@/domain/rehearsal/player";
import type { Seat } from "@/domain/roster/schema";
import { scoreCard } from "@/domain/scoring/score-card";
import { drills } from "@/server/db/schema/drills";
import { participantIn } from "@/server/drill/audience";
import {
  appendToStream,
  databaseClockMs,
  storeScoreCards,
  type LockedStream,
  type Summary,
} from "@/server/drill/event-store";
import { insertDrill, takeSeat } from "@/server/drill/mutations";
import { setupOf } from "@/server/drill/planning";
import { readTeamNames } from "@/server/drill/queries";
import { readScenarioVersion } from "@/server/scenario/queries";
import type { Database } from "./client";

/** Who is there to play the demo's drills. */
export type DemoCast = {
  scenarioIds: ReadonlyMap<string, string>;
  peopleByStaffNumber: ReadonlyMap<string, string>;
  teamsByShortName: ReadonlyMap<string, string>;
  /** Names as the drills are to show them. */
  nameOf: (staffNumber: string) => string;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The draw is fixed, so that every demo is the same. */
const SEED = 20_261;

/**
 * Two drills for somebody who has just arrived: one played to its end with its scores released, to look back on,
 * and one paused in the middle, to join.
 *
 * They are played by scripted players through the rules themselves, each command at an instant in the past, and
 * stored by the one append function: nothing is in them that people could not have done.
 */
export async function seedDemoDrills(db: Database, cast: DemoCast): Promise<void> {
  const nowMs = await databaseClockMs(db);
  await playOut(db, cast, {
    title: "月度红蓝对抗（一）：手机卖场被盗 · Phone shop, monthly round 1",
    scenario: "phone-shop",
    startMs: nowMs - 26 * HOUR,
    untilMs: Infinity,
    skills: { responder: "strong", opposition: "medium" },
    teams: { responder: "潮", opposition: "礁" },
    seats: {
      TR01: { role: "controller" },
      EV01: { role: "evaluator" },
      EV02: { role: "evaluator" },
      P101: { role: "player", lane: 1, side: "responder" },
      P102: { role: "player", lane: 1, side: "responder" },
      P201: { role: "player", lane: 1, side: "opposition" },
      P202: { role: "player", lane: 1, side: "opposition" },
    },
    awaited: {},
  });
  await playOut(db, cast, {
    title: "月度红蓝对抗（二）：楼道里的煤气味 · Gas smell, monthly round 2",
    scenario: "gas-smell",
    startMs: nowMs - 20 * MINUTE,
    untilMs: 9 * MINUTE,
    skills: { responder: "medium", opposition: "medium" },
    teams: { responder: "潮", opposition: "礁" },
    seats: {
      TR01: { role: "controller" },
      EV01: { role: "evaluator" },
      P103: { role: "player", lane: 1, side: "responder" },
      P203: { role: "player", lane: 1, side: "opposition" },
    },
    awaited: {
      TR02: { role: "controller" },
      EV02: { role: "evaluator" },
      P101: { role: "player", lane: 1, side: "responder" },
      P201: { role: "player", lane: 1, side: "opposition" },
    },
  });
}

type DemoDrill = {
  title: string;
  /** A starter's name. */
  scenario: string;
  /** Unix time in ms of StartEx. */
  startMs: number;
  /** Drill time in ms at which it is paused and left; past its planned length: it is played to its end. */
  untilMs: number;
  skills: Record<Side, Skill>;
  /** Short names of the standing teams. */
  teams: Record<Side, string>;
  /** By staff number: who has come in, and who is still expected. */
  seats: Readonly<Record<string, Seat>>;
  awaited: Readonly<Record<string, Seat>>;
};

async function playOut(db: Database, cast: DemoCast, plan: DemoDrill): Promise<void> {
  const personIn = (staffNumber: string, seat: Seat) => ({
    seat,
    userId: found(cast.peopleByStaffNumber, staffNumber),
    participant: participantIn(seat, {
      userId: found(cast.peopleByStaffNumber, staffNumber),
      name: cast.nameOf(staffNumber),
    }),
  });
  const present = Object.entries(plan.seats).map(([number, seat]) => personIn(number, seat));
  const awaited = Object.entries(plan.awaited).map(([number, seat]) => personIn(number, seat));
  const [creator] = present;
  if (!creator) throw new Error("A demo drill needs somebody to plan it.");

  await db.transaction(async (tx) => {
    const setup = await demoSetup(tx, cast, plan);
    const { drillId } = await insertDrill(tx, {
      setup,
      noNotice: false,
      createdBy: creator.userId,
      plannedForMs: plan.startMs,
      seats: awaited.map(({ userId, seat }) => ({ userId, seat })),
    });
    for (const { userId, seat } of present) await takeSeat(tx, drillId, userId, seat);

    const { drill, events } = played(
      setup,
      plan,
      present.map(({ participant }) => participant),
    );
    // The row is new and not committed: nobody else can see it, which is as good as a lock.
    const stream: LockedStream = { drillId, tx, position: 0, wallMs: plan.startMs };
    await appendToStream(stream, events, summaryOf(drill, events), null);
    if (drill.released !== null) {
      await storeScoreCards(
        stream,
        drill.lanes.flatMap((lane) => sidesPlayed(drill).map((side) => scoreCard(drill, lane, side))),
      );
    }
    await tx
      .update(drills)
      .set({ createdAt: new Date(plan.startMs - 2 * HOUR) })
      .where(eq(drills.id, drillId));
  });
}

async function demoSetup(db: Database, cast: DemoCast, plan: DemoDrill): Promise<Setup> {
  const scenarioId = found(cast.scenarioIds, plan.scenario);
  const pinned = await readScenarioVersion(db, null, scenarioId, 1);
  const teams = (["responder", "opposition"] as const).map((side) => ({
    lane: 1,
    side,
    teamId: found(cast.teamsByShortName, plan.teams[side]),
  }));
  const teamNames = await readTeamNames(
    db,
    teams.map(({ teamId }) => teamId),
  );
  const wanted = {
    title: plan.title,
    scenarioId,
    format: "opposed" as const,
    mode: "tabletop" as const,
    noNotice: false,
    scripted: [],
    oppositionCell: false,
    teams,
    people: [],
  };
  return setupOf(wanted, { ...pinned, version: 1, teamNames }).setup;
}

/** The whole stream of a demo drill, and what it folds to. */
function played(
  setup: Setup,
  { startMs, untilMs, skills }: DemoDrill,
  present: readonly Participant[],
): { drill: Drill; events: RecordedEvent[] } {
  const control = found(new Map(present.map((who) => [who.role, who])), "controller");
  const events: RecordedEvent[] = [
    {
      position: 1,
      lane: 0,
      atMs: 0,
      wallMs: startMs - 2 * HOUR,
      by: control,
      observedAtMs: null,
      event: { type: "DrillPlanned", setup },
    },
  ];
  const drill = fold(events);
  if (!drill) throw new Error("A planned drill folds to a drill.");
  for (const who of present) events.push(...joined(drill, who, 0, startMs - 5 * MINUTE));

  const ask = (by: Participant, command: DrillCommand, atMs: number, wallMs = startMs + atMs) => {
    try {
      events.push(...decide(drill, command, { by, atMs, wallMs, seed: SEED }));
    } catch (error) {
      // Scripted players try what people would; the rules say no now and then, and nothing is stored.
      if (!isRefusal(error)) throw error;
    }
  };

  ask(control, { type: "StartDrill", rate: 1 }, 0);
  const endMs = setup.scenario.plannedMinutes * MINUTE;
  const lastMs = Math.min(endMs, untilMs);
  for (let atMs = 0; atMs <= lastMs; atMs += LOOK_EVERY_MS) {
    events.push(...letDueHappen(drill, atMs, startMs + atMs));
    for (const by of playersOn(present, atMs)) {
      const audience = { kind: "side", side: by.side, lane: by.lane } as const;
      const view = viewFor(drill, audience);
      const setting = settingFor(setup, audience);
      if (setting.kind !== "side" || view.kind !== "side") continue;
      for (const move of nextMoves(setting, view, skills[by.side], atMs, SEED + by.lane)) ask(by, move, atMs);
    }
  }
  if (lastMs < endMs) {
    ask(
      control,
      { type: "PauseClock", reason: "等候其他参演人员加入 · Waiting for the others to join" },
      lastMs,
    );
    return { drill, events };
  }

  ask(control, { type: "EndDrill", how: "ended", reason: "" }, endMs);
  const evaluators = present.filter(({ role }) => role === "evaluator");
  evaluators.forEach((by, index) => {
    // They enter what they saw after EndEx, one behind the other, and not all see it alike.
    const wallMs = startMs + endMs + (index + 1) * 4 * MINUTE;
    for (const move of evaluatorMoves(drill, index === 0 ? "strong" : "medium", SEED + index)) {
      ask(by, move, endMs, wallMs);
    }
    for (const { lane } of drill.lanes) ask(by, { type: "SubmitEvaluation", lane }, endMs, wallMs);
  });
  ask(control, { type: "ReleaseScores" }, endMs, startMs + endMs + 15 * MINUTE);
  return { drill, events };
}

/** One player of each side at a time, taking turns every few minutes: the log then names all of them. */
function playersOn(present: readonly Participant[], atMs: number) {
  return (["responder", "opposition"] as const).flatMap((side) => {
    const players = present.flatMap((who) => (who.role === "player" && who.side === side ? [who] : []));
    const turn = players[Math.floor(atMs / (3 * MINUTE)) % Math.max(1, players.length)];
    return turn ? [turn] : [];
  });
}

/** What the lists have to know of the stream. */
function summaryOf(drill: Drill, events: readonly RecordedEvent[]): Summary {
  const wallOf = (type: RecordedEvent["event"]["type"]) =>
    events.find(({ event }) => event.type === type)?.wallMs;
  const toResponders = new Set(
    drill.setup.scenario.injects
      .filter(({ audience }) => audience === "responder" || audience === "both")
      .map(({ id }) => id),
  );
  return {
    phase: drill.phase,
    leg: drill.leg,
    startedAtMs: wallOf("DrillStarted"),
    firstCallAtMs: events.find(
      ({ event }) => event.type === "InjectDelivered" && toResponders.has(event.injectId),
    )?.wallMs,
    endedAtMs: wallOf("DrillEnded"),
    releasedAtMs: wallOf("ScoresReleased"),
  };
}

function found<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The demo has nothing called ${String(key)}.`);
  return value;
}
