import "server-only";
import { randomInt } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Setup } from "@/domain/drill/schema";
import { Refusal } from "@/domain/refusal";
import { JOIN_CODE_LENGTH } from "@/domain/roster/join-code";
import type { Seat } from "@/domain/roster/schema";
import { heldIn, type Held } from "@/domain/roster/secrets";
import type { Database, Transaction } from "@/server/db/client";
import { users } from "@/server/db/schema/auth";
import {
  drillParticipants,
  drillRemovals,
  drills,
  drillSeatsHeld,
  drillTeams,
} from "@/server/db/schema/drills";
import { pinTeamMembers } from "@/server/seats/mutations";
import { requireSeatInTeam } from "@/server/seats/queries";

/** Without letters and digits that are mistaken for each other when read out or copied from a board. */
const CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/** 887 million codes; twenty taken ones in a row mean that something else is wrong. */
const CODE_ATTEMPTS_MAX = 20;

export type SeatGiven = { userId: string; seat: Seat };

/** A drill to be planned, with its setup complete. */
export type Planned = {
  setup: Setup;
  noNotice: boolean;
  /** A practice of its creator's own. */
  isPractice?: boolean;
  createdBy: string;
  plannedForMs: number | null;
  seats: readonly SeatGiven[];
};

/**
 * Writes a drill down, without its stream.
 *
 * @throws {Refusal} "not-found" when a person named is unknown or switched off; "substitute-of-other-organisation".
 */
export async function insertDrill(
  tx: Transaction,
  { setup, noNotice, isPractice = false, createdBy, plannedForMs, seats }: Planned,
): Promise<{ drillId: string; joinCode: string }> {
  const drill = {
    title: setup.title,
    scenarioId: setup.scenarioId,
    scenarioVersion: setup.scenarioVersion,
    scenarioTitleZh: setup.scenario.title.zh,
    scenarioTitleEn: setup.scenario.title.en,
    format: setup.format,
    mode: setup.mode,
    oppositionCell: setup.oppositionCell,
    noNotice,
    isPractice,
    createdBy,
    // As it is now: the drill stays theirs when its planner goes elsewhere.
    organisationId: sql<string | null>`(select organisation_id from ${users} where id = ${createdBy})`,
    plannedFor: plannedForMs === null ? null : new Date(plannedForMs),
  };
  for (let attempt = 1; attempt <= CODE_ATTEMPTS_MAX; attempt++) {
    const [row] = await tx
      .insert(drills)
      .values({ ...drill, joinCode: newJoinCode() })
      .onConflictDoNothing({ target: drills.joinCode })
      .returning({ drillId: drills.id, joinCode: drills.joinCode });
    if (!row) continue;
    await storePlaces(tx, row.drillId, setup);
    for (const given of seats) await nameFor(tx, row.drillId, given);
    return row;
  }
  throw new Error(`No free join code in ${CODE_ATTEMPTS_MAX} attempts.`);
}

/** Writes down which team, or the engine, plays where. */
export async function storePlaces(tx: Transaction, drillId: string, setup: Setup): Promise<void> {
  const places = [
    ...setup.teams,
    ...setup.scripted.map(({ lane, side, skill }) => ({
      lane,
      side,
      teamId: null,
      name: "",
      scripted: skill,
    })),
  ];
  if (places.length === 0) return;
  await tx.insert(drillTeams).values(places.map((place) => ({ drillId, ...place })));
  await pinTeamMembers(tx, drillId);
}

function newJoinCode(): string {
  return Array.from({ length: JOIN_CODE_LENGTH }, () =>
    CODE_ALPHABET.charAt(randomInt(CODE_ALPHABET.length)),
  ).join("");
}

/**
 * Gives somebody a place, in exchange for the one they had. Whoever has come in already has to do so again when
 * the place is another one.
 *
 * @throws {Refusal} "not-found" when the person is unknown or switched off.
 */
export async function giveSeat(db: Database, drillId: string, userId: string, seat: Seat): Promise<void> {
  const [person] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.disabledAt)));
  if (!person) throw new Refusal("not-found");

  const place = columnsOf(seat);
  await db
    .insert(drillParticipants)
    .values({ drillId, userId, ...place })
    .onConflictDoUpdate({
      target: [drillParticipants.drillId, drillParticipants.userId],
      set: {
        ...place,
        joinedAt: sql`case when (${drillParticipants.role}, ${drillParticipants.lane}, ${drillParticipants.side})
          is not distinct from (${place.role}, ${place.lane}::integer, ${place.side}::text)
          then ${drillParticipants.joinedAt} end`,
      },
    });
}

/**
 * Gives somebody a place whom the planner of a drill names. With a standing team that is one of its members, or a
 * substitute whom control could name as well.
 *
 * @throws {Refusal} "not-found"; "substitute-of-other-organisation".
 */
export async function nameFor(tx: Transaction, drillId: string, { userId, seat }: SeatGiven): Promise<void> {
  await giveSeat(tx, drillId, userId, seat);
  if (seat.role === "player") await requireSeatInTeam(tx, drillId, { ...seat, userId });
}

function columnsOf(seat: Seat) {
  return seat.role === "player"
    ? { role: seat.role, lane: seat.lane, side: seat.side, teamRole: seat.teamRole ?? null }
    : { role: seat.role, lane: null, side: null, teamRole: null };
}

/** Moves everybody who plays, come in or awaited, to the other side of the next leg's lane. */
export async function exchangeSides(tx: Transaction, drillId: string, lane: number): Promise<void> {
  await tx
    .update(drillParticipants)
    .set({
      lane,
      teamRole: null,
      side: sql`case ${drillParticipants.side} when 'responder' then 'opposition' else 'responder' end`,
    })
    .where(and(eq(drillParticipants.drillId, drillId), eq(drillParticipants.role, "player")));
}

/**
 * Takes somebody's place away, and remembers that it was taken: nothing they did is undone, and they come back when
 * control names them and not otherwise.
 *
 * @throws {Refusal} "not-found" when they have none.
 */
export async function removeSeat(
  tx: Transaction,
  drillId: string,
  userId: string,
  { held, removedBy }: { held: Held; removedBy: string },
): Promise<void> {
  const removed = await tx
    .delete(drillParticipants)
    .where(and(eq(drillParticipants.drillId, drillId), eq(drillParticipants.userId, userId)))
    .returning({ userId: drillParticipants.userId });
  if (removed.length === 0) throw new Refusal("not-found");
  const row = { held, removedBy, removedAt: sql`now()` };
  await tx
    .insert(drillRemovals)
    .values({ drillId, userId, ...row })
    .onConflictDoUpdate({ target: [drillRemovals.drillId, drillRemovals.userId], set: row });
}

/** Forgets that somebody was removed: control has named them again. */
export async function forgiveRemoval(db: Database, drillId: string, userId: string): Promise<void> {
  await db
    .delete(drillRemovals)
    .where(and(eq(drillRemovals.drillId, drillId), eq(drillRemovals.userId, userId)));
}

/** Notes that somebody has taken a place, assigned or free, and for good what kind it was. */
export async function takeSeat(db: Database, drillId: string, userId: string, seat: Seat): Promise<void> {
  await giveSeat(db, drillId, userId, seat);
  const [drill] = await db.select({ format: drills.format }).from(drills).where(eq(drills.id, drillId));
  if (!drill) throw new Refusal("drill-not-found");
  await db
    .insert(drillSeatsHeld)
    .values({ drillId, userId, held: heldIn(drill.format, seat) })
    .onConflictDoNothing();
  await db
    .update(drillParticipants)
    .set({ joinedAt: sql`coalesce(${drillParticipants.joinedAt}, now())` })
    .where(and(eq(drillParticipants.drillId, drillId), eq(drillParticipants.userId, userId)));
}

/** Renews the mark that somebody has a drill open, or notes that they have gone. */
export async function notePresence(
  db: Database,
  present: readonly { drillId: string; userId: string }[],
  isPresent: boolean,
): Promise<void> {
  if (present.length === 0) return;
  await db.execute(sql`
    update ${drillParticipants} set ${isPresent ? sql`seen_at = now(), left_at = null` : sql`left_at = now()`}
      from json_to_recordset(${JSON.stringify(present)}::json) as p("drillId" uuid, "userId" uuid)
     where ${drillParticipants.drillId} = p."drillId" and ${drillParticipants.userId} = p."userId"`);
}
