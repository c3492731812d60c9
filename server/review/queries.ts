import "server-only";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Side } from "@/domain/conditions/terms";
import { storyOf } from "@/domain/drill/describe";
import { leads } from "@/domain/drill/lead";
import { standingOf } from "@/domain/drill/legs";
import { requireLane } from "@/domain/drill/require";
import { settingFor } from "@/domain/view/setting";
import { drillAt, positionAt, snapshotsOf, type Snapshots } from "@/domain/drill/snapshots";
import type { RecordedEvent } from "@/domain/drill/schema";
import type { Drill } from "@/domain/drill/state";
import { viewFor } from "@/domain/view/view";
import { Refusal } from "@/domain/refusal";
import { momentFrom } from "@/domain/review/moment";
import { maySeeScores, type Reader } from "@/domain/drill/reader";
import type { ReplaySides, ReviewMoment, ReviewOverview } from "@/domain/review/schema";
import { cardsOf } from "@/domain/scoring/cards";
import { evaluationsWaiting, resultStateOf } from "@/domain/scoring/result-state";
import { swapResult } from "@/domain/scoring/result";
import type { SideSetting, SideView } from "@/domain/view/schema";
import type { Database } from "@/server/db/client";
import { users } from "@/server/db/schema/auth";
import { drillParticipants, scoreCards } from "@/server/db/schema/drills";
import { readEventsAt, readStream } from "@/server/drill/event-store";
import { fromDrill } from "@/server/drill/room";
import { nameForReaders } from "@/domain/drill/names";

/**
 * What the review opens with: how the drill ended, and its score cards as they stand.
 *
 * @throws {Refusal} "review-not-open" for those who have to wait for the release.
 */
export async function readOverview(
  db: Database,
  drillId: string,
  reader: Reader,
  mayWriteCases: boolean,
): Promise<ReviewOverview> {
  return fromDrill(db, drillId, (drill) => {
    requireScores(drill, reader);
    const controls = reader.role === "controller";
    const leg = drill.setup.format === "swap" ? drill.leg : null;
    const counted = drill.lanes.filter(({ lane }) => leg === null || lane === leg);
    return {
      title: drill.setup.title,
      scenarioTitle: drill.setup.scenario.title,
      format: drill.setup.format,
      mode: drill.setup.mode,
      phase: drill.phase,
      leg,
      lengthMs: Math.max(...counted.map((lane) => standingOf(drill, lane).atMs)),
      ended: drill.ended ? { how: drill.ended.how, reason: drill.ended.reason } : null,
      released: drill.released !== null,
      state: resultStateOf(drill),
      evaluationsWaiting: evaluationsWaiting(drill),
      mayRelease: leads(drill, reader) && drill.phase === "ended" && drill.released === null,
      mayTakeLog: controls && drill.phase === "ended",
      mayMakeCase: controls && drill.phase === "ended" && mayWriteCases,
      result: swapResult(drill),
      cards: cardsOf(drill),
    };
  });
}

/**
 * The log of a lane, or of the whole drill, as sentences.
 *
 * @throws {Refusal} "review-not-open" for those who have to wait for the release.
 */
export async function readTimeline(
  db: Database,
  drillId: string,
  reader: Reader,
  lane: number | null,
): Promise<ReviewMoment[]> {
  const latinNames = await latinNamesIn(db, drillId);
  const { setup, story, isOpen } = await fromDrill(db, drillId, (drill) => {
    requireTruth(drill, reader);
    return { setup: drill.setup, story: storyOf(drill, latinNames), isOpen: handedInTo(drill, reader) };
  });
  const hideRatings = reader.role === "evaluator" && !(await scoresOpen(db, drillId, reader));
  return (
    (await readStream(db, drillId, 0))
      .filter((recorded) => lane === null || recorded.lane === 0 || recorded.lane === lane)
      .filter(
        ({ by }) => !hideRatings || by.role !== "evaluator" || by.participantId === reader.participantId,
      )
      // That a line was settled says that somebody has rated it, and how.
      .filter(({ event }) => !hideRatings || event.type !== "LineModerated")
      .filter(isOpen)
      .map((recorded) => momentFrom(recorded, setup, story))
  );
}

/** Whether an event may be shown to a reader: what an evaluator says of an item is theirs until they hand it in. */
export function handedInTo(drill: Drill, reader: Reader): (recorded: RecordedEvent) => boolean {
  const submitted = drill.lanes.map((lane) => new Set(Object.keys(lane.submitted)));
  return ({ event, by, lane }) =>
    (event.type !== "ItemObserved" && event.type !== "ItemRated") ||
    by.role === "engine" ||
    by.participantId === reader.participantId ||
    submitted[lane - 1]?.has(by.participantId) === true;
}

/**
 * What a side saw at a moment of a drill, as it then knew things: of what staff recorded late, what had been recorded.
 * Nothing of what evaluators entered is in it.
 *
 * @param atMs Drill time in ms, by the clock of the lane's leg.
 * @throws {Refusal} "review-not-open" for those who have to wait for the release; "lane-unknown".
 */
export async function readReplay(
  db: Database,
  drillId: string,
  reader: Reader,
  { lane, side, atMs }: { lane: number; side: Side; atMs: number },
): Promise<SideView> {
  const { position, leg } = await fromDrill(db, drillId, (drill) => {
    requireTruth(drill, reader);
    requireLane(drill, lane);
    return { position: drill.position, leg: drill.setup.format === "swap" ? lane : 1 };
  });
  const log = await openedLog(db, drillId, position);
  const drill = drillAt(log, positionAt(log, atMs, leg));
  const view = drill && viewFor(drill, { kind: "officer", side, lane });
  if (view?.kind !== "side") throw new Refusal("drill-not-found");
  return view;
}

/**
 * The sides whose view of a drill can be looked at again.
 *
 * @throws {Refusal} "review-not-open" for those who have to wait for the release.
 */
export async function readReplaySides(db: Database, drillId: string, reader: Reader): Promise<ReplaySides> {
  return fromDrill(db, drillId, (drill) => {
    requireTruth(drill, reader);
    const { title, scenario, teams } = drill.setup;
    const sides = scenario.opposed ? (["responder", "opposition"] as const) : (["responder"] as const);
    return {
      title,
      sides: drill.lanes.flatMap((lane) =>
        sides.map((side) => ({
          lane: lane.lane,
          side,
          team: nameForReaders(
            teams.find((team) => team.lane === lane.lane && team.side === side) ?? { name: "" },
          ),
          lengthMs: standingOf(drill, lane).atMs,
        })),
      ),
    };
  });
}

/**
 * What does not change in a side's view of a drill: its ground, its crews, its moves.
 *
 * @throws {Refusal} "review-not-open" for those who have to wait for the release; "lane-unknown".
 */
export async function readReplaySetting(
  db: Database,
  drillId: string,
  reader: Reader,
  { lane, side }: { lane: number; side: Side },
): Promise<SideSetting> {
  const setting = await fromDrill(db, drillId, (drill) => {
    requireTruth(drill, reader);
    requireLane(drill, lane);
    return settingFor(drill.setup, { kind: "officer", side, lane });
  });
  if (setting.kind !== "side") throw new Refusal("drill-not-found");
  return setting;
}

/** Logs that somebody is looking through, the last used last: seeking in one must not read it anew each time. */
const opened = new Map<string, Promise<Snapshots>>();
const OPENED_MAX = 4;

function openedLog(db: Database, drillId: string, position: number): Promise<Snapshots> {
  const key = `${drillId} ${position}`;
  const log = opened.get(key) ?? readStream(db, drillId, 0).then((events) => snapshotsOf(events, SEEK_EVERY));
  opened.delete(key);
  opened.set(key, log);
  // What could not be read is read again next time.
  log.catch(() => opened.delete(key));
  for (const oldest of [...opened.keys()].slice(0, -OPENED_MAX)) opened.delete(oldest);
  return log;
}

/** Events from one snapshot to the next: few enough that dragging through a log is not felt. */
const SEEK_EVERY = 2_000;

/**
 * Single events of the log as sentences: the evidence of a score line.
 *
 * @throws {Refusal} "review-not-open" for those who have to wait for the release.
 */
export async function readEvidence(
  db: Database,
  drillId: string,
  reader: Reader,
  positions: readonly number[],
): Promise<ReviewMoment[]> {
  const latinNames = await latinNamesIn(db, drillId);
  const { setup, story, isOpen } = await fromDrill(db, drillId, (drill) => {
    requireScores(drill, reader);
    return { setup: drill.setup, story: storyOf(drill, latinNames), isOpen: handedInTo(drill, reader) };
  });
  return (await readEventsAt(db, drillId, positions))
    .filter(isOpen)
    .map((recorded) => momentFrom(recorded, setup, story));
}

/** The names in Latin letters of those who have a place in a drill and such a name, by participant id. */
export async function latinNamesIn(db: Database, drillId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ id: users.id, latinName: users.latinName })
    .from(drillParticipants)
    .innerJoin(users, eq(users.id, drillParticipants.userId))
    .where(and(eq(drillParticipants.drillId, drillId), isNotNull(users.latinName)));
  return new Map(rows.flatMap(({ id, latinName }) => (latinName === null ? [] : [[id, latinName] as const])));
}

/** Every card that was kept of a side in a lane, in the order of its versions; `card` is to be read by `readCard`. */
export async function readKeptCards(
  db: Database,
  drillId: string,
  { lane, side }: { lane: number; side: Side },
) {
  return db
    .select()
    .from(scoreCards)
    .where(and(eq(scoreCards.drillId, drillId), eq(scoreCards.lane, lane), eq(scoreCards.side, side)))
    .orderBy(asc(scoreCards.version));
}

async function scoresOpen(db: Database, drillId: string, reader: Reader): Promise<boolean> {
  return fromDrill(db, drillId, (drill) => maySeeScores(drill, reader));
}

/** @throws {Refusal} "review-not-open" for those who have to wait for the release. */
export function requireScores(drill: Drill, reader: Reader): void {
  if (!maySeeScores(drill, reader)) throw new Refusal("review-not-open");
}

/** Players learn the truth with the release; evaluators and control know it all along. */
function requireTruth(drill: Drill, reader: Reader): void {
  if (drill.released || reader.role === "controller" || reader.role === "evaluator") return;
  throw new Refusal("review-not-open");
}
