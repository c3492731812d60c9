import "server-only";
import { eq } from "drizzle-orm";
import type { Side } from "@/domain/conditions/terms";
import type { Setup, Skill } from "@/domain/drill/schema";
import { simulate, type Staging } from "@/domain/rehearsal/simulate";
import type { Seat } from "@/domain/roster/schema";
import { drills } from "@/server/db/schema/drills";
import { participantIn } from "@/server/drill/audience";
import { decided, storeDecided } from "@/server/drill/decided";
import { databaseClockMs, type LockedStream } from "@/server/drill/event-store";
import { insertDrill, takeSeat } from "@/server/drill/mutations";
import { setupOf } from "@/server/drill/planning";
import { readTeamNames } from "@/server/drill/queries";
import { readScenarioVersion } from "@/server/scenario/queries";
import type { Database } from "@/server/db/client";

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
    pause: null,
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
    pause: { atMs: 9 * MINUTE, reason: "等候其他参演人员加入 · Waiting for the others to join" },
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
  /** Where it is left; null: it is played to its end. */
  pause: Staging["pause"];
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

    const { drill, events } = simulate(setup, plan.skills, SEED, {
      cast: present.map(({ participant }) => participant),
      startWallMs: plan.startMs,
      pause: plan.pause,
    });
    // The row is new and not committed: nobody else can see it, which is as good as a lock.
    const stream: LockedStream = { drillId, position: 0, wallMs: plan.startMs };
    await storeDecided(tx, [{ stream, drill, changes: [decided(drill, events, null)] }]);
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

function found<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The demo has nothing called ${String(key)}.`);
  return value;
}
