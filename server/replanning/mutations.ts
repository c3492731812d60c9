import "server-only";
import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { joined } from "@/domain/drill/decide";
import { emit, type Play } from "@/domain/drill/play";
import type { DrillEvent, Participant, Setup } from "@/domain/drill/schema";
import { scriptedPlayer } from "@/domain/drill/scripted-player";
import type { Drill } from "@/domain/drill/state";
import { Refusal } from "@/domain/refusal";
import { requireMayTake } from "@/domain/roster/secrets";
import type { Database, Transaction } from "@/server/db/client";
import {
  drillNotices,
  drillParticipants,
  drills,
  drillTeamMembers,
  drillTeams,
} from "@/server/db/schema/drills";
import { decided, storeDecided } from "@/server/drill/decided";
import { lockStreams } from "@/server/drill/event-store";
import { readStanding } from "@/server/secrecy/queries";
import { forgiveRemoval, nameFor, storePlaces, type SeatGiven } from "@/server/drill/mutations";
import { planOf, stampOf, type PlannedBeside } from "@/server/drill/planning";
import { caughtUp, inRoom, noteClock, roomsOf } from "@/server/drill/room";
import { named, nameForReaders } from "@/domain/drill/names";

type Row = typeof drills.$inferSelect;
type NoticeKind = (typeof drillNotices.$inferSelect)["kind"];

/** A drill that has not begun, while nobody else can change it. */
type Planning = {
  tx: Transaction;
  row: Row;
  drill: Drill;
  /** Adds to the drill's log. */
  put: (event: DrillEvent) => void;
  /** Makes somebody come in. */
  join: (participant: Participant) => void;
};

/**
 * Changes a drill that is planned and not started, with its stream locked: whoever starts it at the same moment comes
 * before or after.
 *
 * @throws {Refusal} "drill-not-changeable" once it has started; "drill-cancelled"; whatever `work` refuses.
 */
async function changePlan(
  db: Database,
  drillId: string,
  by: Participant,
  work: (planning: Planning) => Promise<void>,
): Promise<void> {
  await inRoom(db, drillId, async (room) => {
    if (room.drill === null) await caughtUp(room, db);
    await db.transaction(async (tx) => {
      const stream = (await lockStreams(tx, [drillId])).get(drillId);
      if (!stream) throw new Refusal("drill-not-found");
      noteClock(roomsOf(db), stream.wallMs);
      const drill = room.drill?.position === stream.position ? room.drill : await caughtUp(room, tx);
      const [row] = await tx.select().from(drills).where(eq(drills.id, drillId));
      if (!row || row.deletedAt) throw new Refusal("drill-not-found");
      if (drill.phase !== "planned") throw new Refusal("drill-not-changeable");
      if (drill.cancelled) throw new Refusal("drill-cancelled");
      const play: Play = { drill, wallMs: stream.wallMs, events: [] };
      await work({
        tx,
        row,
        drill,
        put: (event) => emit(play, by, 0, 0, event),
        join: (participant) => play.events.push(...joined(drill, participant, 0, stream.wallMs)),
      });
      await storeDecided(tx, [{ stream, drill, changes: [decided(drill, play.events, null)] }]);
    });
    roomsOf(db).unrung.add(drillId);
  });
}

/** Moves a drill to another time, or takes its time away (null). */
export async function moveDrill(
  db: Database,
  drillId: string,
  by: Participant,
  { toMs, audit }: { toMs: number | null; audit: (tx: Transaction, from: Date | null) => Promise<void> },
): Promise<void> {
  await changePlan(db, drillId, by, async ({ tx, row }) => {
    const toAt = toMs === null ? null : new Date(toMs);
    if (toAt?.getTime() === row.plannedFor?.getTime()) return;
    await tx.update(drills).set({ plannedFor: toAt }).where(eq(drills.id, drillId));
    await tell(tx, row, by, { kind: "moved", reason: "", fromAt: row.plannedFor, toAt });
    await audit(tx, row.plannedFor);
  });
}

/** Calls a drill off. */
export async function cancelDrill(
  db: Database,
  drillId: string,
  by: Participant,
  { reason, audit }: { reason: string; audit: (tx: Transaction) => Promise<void> },
): Promise<void> {
  await changePlan(db, drillId, by, async ({ tx, row, put }) => {
    put({ type: "DrillCancelled", reason });
    await tell(tx, row, by, { kind: "cancelled", reason, fromAt: row.plannedFor, toAt: null });
    await tx
      .update(drills)
      .set({ cancelledAt: sql`now()` })
      .where(eq(drills.id, drillId));
    await audit(tx);
  });
}

/** Deletes a drill from every list and screen, for everybody. Its log stays in the database; nobody is shown it. */
export async function deleteDrill(
  db: Database,
  drillId: string,
  by: Participant,
  audit: (tx: Transaction) => Promise<void>,
): Promise<void> {
  await changePlan(db, drillId, by, async ({ tx, row, put }) => {
    put({ type: "DrillCancelled", reason: "" });
    await tell(tx, row, by, { kind: "cancelled", reason: "", fromAt: row.plannedFor, toAt: null });
    await tx
      .update(drills)
      .set({ cancelledAt: sql`now()`, deletedAt: sql`now()` })
      .where(eq(drills.id, drillId));
    await audit(tx);
  });
}

/** A drill planned anew, with its setup complete. */
export type Replanned = PlannedBeside & {
  setup: Setup;
  seats: readonly SeatGiven[];
  /** The state of the plan that was changed. */
  stamp: string;
  /** Asked in the transaction itself: whether it may be planned so. */
  fits: (tx: Transaction) => Promise<void>;
  audit: (tx: Transaction, before: Setup & PlannedBeside) => Promise<void>;
};

/**
 * Plans a drill anew: everything that planning sets. Whoever has a place that is still there keeps it; staff who are
 * named come in beside them. A plan that says what stands already changes nothing and is told to nobody.
 *
 * @throws {Refusal} "changed-meanwhile" when the plan is no longer the one that was changed.
 */
export async function replanDrill(
  db: Database,
  drillId: string,
  by: Participant,
  { setup, seats, noNotice, plannedForMs, stamp, fits, audit }: Replanned,
): Promise<void> {
  await changePlan(db, drillId, by, async (planning) => {
    const { tx, row, drill } = planning;
    const before = { noNotice: row.noNotice, plannedForMs: row.plannedFor?.getTime() ?? null };
    // The drill is played on in place.
    const setupBefore = drill.setup;
    if (stampOf(planOf(setupBefore, before)) !== stamp) throw new Refusal("changed-meanwhile");
    const others = seats.filter(({ userId }) => userId !== by.participantId);
    if (stampOf(planOf(setup, { noNotice, plannedForMs })) === stamp && others.length === 0) return;
    await fits(tx);

    // What stands beside the setup is in no event.
    if (stampOf(planOf(setup, before)) !== stamp) await replaceSetup(planning, setup);
    const toAt = plannedForMs === null ? null : new Date(plannedForMs);
    await tx.update(drills).set({ noNotice, plannedFor: toAt }).where(eq(drills.id, drillId));
    for (const { userId, seat } of others) {
      const standing = await readStanding(tx, drillId, userId);
      requireMayTake(seat, standing, { format: setup.format, phase: "planned" }, "name");
      await nameFor(tx, drillId, { userId, seat });
      await forgiveRemoval(tx, drillId, userId);
    }
    // Hidden from now on: what its players were told of it is taken back.
    if (noNotice) await tx.delete(drillNotices).where(eq(drillNotices.drillId, drillId));
    const moved = toAt?.getTime() !== row.plannedFor?.getTime();
    await tell(tx, { ...row, title: setup.title, noNotice }, by, {
      kind: moved ? "moved" : "changed",
      reason: "",
      fromAt: row.plannedFor,
      toAt,
    });
    await audit(tx, { ...setupBefore, ...before });
  });
}

/** Puts another setup in place of the one that a drill had. Who has no place in it loses theirs. */
async function replaceSetup({ tx, row, drill, put, join }: Planning, setup: Setup): Promise<void> {
  const samePlaces = isDeepStrictEqual(placesIn(drill.setup), placesIn(setup));
  put({ type: "DrillReplanned", setup });
  for (const side of setup.scripted) join(scriptedPlayer(side));
  await tx
    .update(drills)
    .set({
      title: setup.title,
      scenarioId: setup.scenarioId,
      scenarioVersion: setup.scenarioVersion,
      scenarioTitleZh: setup.scenario.title.zh,
      scenarioTitleEn: setup.scenario.title.en,
      format: setup.format,
      mode: setup.mode,
      oppositionCell: setup.oppositionCell,
    })
    .where(eq(drills.id, row.id));
  if (samePlaces) return;
  await tx.delete(drillTeams).where(eq(drillTeams.drillId, row.id));
  await storePlaces(tx, row.id, setup);
  await tx.delete(drillParticipants).where(
    and(
      eq(drillParticipants.drillId, row.id),
      eq(drillParticipants.role, "player"),
      sql`not exists (select 1 from ${drillTeams} as p where p.drill_id = ${drillParticipants.drillId}
          and p.lane = ${drillParticipants.lane} and p.side = ${drillParticipants.side} and p.scripted is null)`,
    ),
  );
}

function placesIn({ teams, scripted }: Setup) {
  return { teams, scripted };
}

/**
 * Tells everybody who has a place, and the teams that play, but whoever did it. Of a drill that is hidden from its
 * players nobody is told but its staff.
 */
async function tell(
  tx: Transaction,
  { id, title, noNotice, firstCallAt }: Row,
  by: Participant,
  notice: { kind: NoticeKind; reason: string; fromAt: Date | null; toAt: Date | null },
): Promise<void> {
  const hidden = noNotice && firstCallAt === null;
  const seated = await tx
    .select({ userId: drillParticipants.userId, role: drillParticipants.role })
    .from(drillParticipants)
    .where(eq(drillParticipants.drillId, id));
  const members = hidden
    ? []
    : await tx
        .select({ userId: drillTeamMembers.userId })
        .from(drillTeamMembers)
        .where(eq(drillTeamMembers.drillId, id));
  const told = seated.filter(({ role }) => !hidden || role !== "player");
  const userIds = [...new Set([...told, ...members].map(({ userId }) => userId))].filter(
    (userId) => userId !== by.participantId,
  );
  if (userIds.length === 0) return;
  // Only the last word counts.
  await tx
    .delete(drillNotices)
    .where(and(eq(drillNotices.drillId, id), inArray(drillNotices.userId, userIds)));
  await tx
    .insert(drillNotices)
    .values(userIds.map((userId) => ({ drillId: id, userId, title, ...named(by), ...notice })));
}

/** What somebody is told of their planned drills, the newest first. Of drills that are hidden from them: nothing. */
export async function noticesFor(db: Database, userId: string) {
  const rows = await db
    .select({ notice: drillNotices })
    .from(drillNotices)
    .innerJoin(drills, eq(drills.id, drillNotices.drillId))
    .leftJoin(
      drillParticipants,
      and(eq(drillParticipants.drillId, drills.id), eq(drillParticipants.userId, drillNotices.userId)),
    )
    .where(
      and(
        eq(drillNotices.userId, userId),
        isNull(drills.startedAt),
        or(eq(drills.noNotice, false), ne(drillParticipants.role, "player")),
      ),
    )
    .orderBy(sql`${drillNotices.createdAt} desc`)
    .limit(20);
  return rows.map(
    ({ notice: { id, kind, title, byName, byLatinName, reason, fromAt, toAt, createdAt } }) => ({
      id,
      kind,
      title,
      by: nameForReaders({ name: byName, latinName: byLatinName }),
      reason,
      fromMs: fromAt?.getTime() ?? null,
      toMs: toAt?.getTime() ?? null,
      atMs: createdAt.getTime(),
    }),
  );
}

/** Somebody has read what they were told. Nothing happens for a notice that is gone, or somebody else's. */
export async function putNoticeAway(db: Database, userId: string, id: string): Promise<void> {
  await db.delete(drillNotices).where(and(eq(drillNotices.id, id), eq(drillNotices.userId, userId)));
}
