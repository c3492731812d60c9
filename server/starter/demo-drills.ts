import "server-only";
import { eq } from "drizzle-orm";
import type { Side } from "@/domain/conditions/terms";
import { levelsOf } from "@/domain/drill/appeals";
import { decide } from "@/domain/drill/decide";
import type { DrillCommand, Participant, Setup, Skill } from "@/domain/drill/schema";
import type { Drill } from "@/domain/drill/state";
import { evaluatorMoves } from "@/domain/rehearsal/evaluator";
import { simulate, type Staging } from "@/domain/rehearsal/simulate";
import { cardOf } from "@/domain/scoring/cards";
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
import type { NamedPerson } from "@/domain/account/schema";

/** Who is there to play the demo's drills. */
export type DemoCast = {
  scenarioIds: ReadonlyMap<string, string>;
  peopleByStaffNumber: ReadonlyMap<string, string>;
  teamsByShortName: ReadonlyMap<string, string>;
  /** What people are called. */
  namesOf: (staffNumber: string) => NamedPerson;
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
    then: disputed,
    skills: { responder: "strong", opposition: "medium" },
    teams: { responder: "潮", opposition: "礁" },
    seats: {
      TR01: { role: "controller" },
      TR02: { role: "controller" },
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
  /** What is done about its result after EndEx. */
  then?: (drill: Drill, by: (staffNumber: string) => Participant) => Generator<AfterEndEx>;
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
      ...cast.namesOf(staffNumber),
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
      ...(plan.then ? { until: "ended" as const } : {}),
    });
    // The row is new and not committed: nobody else can see it, which is as good as a lock.
    const stream: LockedStream = { drillId, position: 0, wallMs: plan.startMs };
    const changes = [decided(drill, events, null)];
    const endMs = drill.ended?.wallMs ?? plan.startMs;
    const by = (staffNumber: string) => {
      const person = found(cast.peopleByStaffNumber, staffNumber);
      return found(new Map(Object.entries(drill.participants)), person);
    };
    for (const { who, afterMs, command } of plan.then?.(drill, by) ?? []) {
      const asked = { by: who, atMs: drill.atMs, wallMs: endMs + afterMs, seed: SEED, isCaptain: true };
      changes.push(decided(drill, decide(drill, command, asked), null));
    }
    await storeDecided(tx, [{ stream, drill, changes }]);
    await tx
      .update(drills)
      .set({ createdAt: new Date(plan.startMs - 2 * HOUR) })
      .where(eq(drills.id, drillId));
  });
}

/** Something that somebody does about a result, in ms after EndEx. */
type AfterEndEx = { who: Participant; afterMs: number; command: DrillCommand };

/**
 * Two evaluators who disagree, a line that control settles, the release, and an appeal by a captain that somebody with no
 * part in it accepts. Each is yielded when the one before is done, so that it is said of what then stands.
 */
function* disputed(drill: Drill, by: (staffNumber: string) => Participant): Generator<AfterEndEx> {
  const [first, second] = [by("EV01"), by("EV02")];
  const judged = drill.setup.scenario.items.find(
    ({ kind, side }) => kind === "judgement" && side === "responder",
  );
  const [lane] = drill.lanes;
  if (!judged || !lane) throw new Error("The demo's drill has a judgement and a lane.");
  const itemId = judged.id;
  for (const command of evaluatorMoves(drill, "strong", SEED)) {
    yield { who: first, afterMs: 4 * MINUTE, command };
  }
  yield { who: first, afterMs: 4 * MINUTE, command: { type: "SubmitEvaluation", lane: 1 } };
  for (const command of evaluatorMoves(drill, "strong", SEED + 1)) {
    yield { who: second, afterMs: 8 * MINUTE, command };
  }
  const note = "前两次呼叫没有应答 · The first two calls went unanswered";
  yield {
    who: second,
    afterMs: 9 * MINUTE,
    command: { type: "RateItem", lane: 1, itemId, rating: "U", note },
  };
  yield { who: second, afterMs: 9 * MINUTE, command: { type: "SubmitEvaluation", lane: 1 } };
  const reason =
    "两位考评员一起听了录音：有延误，但未影响处置 · Both evaluators heard the recording: late, without consequence";
  yield {
    who: by("TR01"),
    afterMs: 15 * MINUTE,
    command: { type: "ModerateLine", lane: 1, itemId, says: "S", reason },
  };
  yield { who: by("TR01"), afterMs: 16 * MINUTE, command: { type: "ReleaseScores" } };

  const lost = cardOf(drill, lane, "responder").lines.find(
    (line) => (line.status === "missed" || line.status === "partly") && line.itemId !== itemId,
  );
  if (!lost) return;
  yield {
    who: by("P101"),
    afterMs: 70 * MINUTE,
    command: {
      type: "FileAppeal",
      lane: 1,
      on: { of: "line", itemId: lost.itemId },
      text: "请看记录：当时已经在做，登记晚了 · Please see the log: we were at it by then, and it was entered late",
      evidence: lost.evidence.slice(0, 2),
    },
  };
  const item = drill.setup.scenario.items.find(({ id }) => id === lost.itemId);
  const level = item && levelsOf(item)[lost.status === "missed" ? 1 : 0];
  yield {
    who: by("TR02"),
    afterMs: 130 * MINUTE,
    command: {
      type: "AnswerAppeal",
      lane: 1,
      no: 1,
      accepted: true,
      reason: "记录可以证明，予以采纳 · The log bears it out",
      settled: level ? [{ itemId: lost.itemId, says: level }] : [],
    },
  };
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
