import "server-only";
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, ne, not, or, sql, type SQL } from "drizzle-orm";
import { namesApartForReaders } from "@/domain/account/apart";
import type { DrillCommand, Participant, Player } from "@/domain/drill/schema";
import type { DrillListed, DrillsCursor, JoinOffer, Lobby, Placed } from "@/domain/roster/schema";
import { seatedPlaces } from "@/domain/roster/places";
import type { Seat } from "@/domain/roster/schema";
import { mayTake } from "@/domain/roster/secrets";
import { Refusal } from "@/domain/refusal";
import type { Database } from "@/server/db/client";
import { sessions, users } from "@/server/db/schema/auth";
import {
  drillParticipants,
  drills,
  drillSeatsHeld,
  drillTeamMembers,
  drillTeams,
} from "@/server/db/schema/drills";
import { organisations } from "@/server/db/schema/organisations";
import { teamMembers, teams as standingTeams } from "@/server/db/schema/teams";
import { isWithinReach, type Rights } from "@/server/organisations/queries";
import {
  closedOf,
  drillsOfOwnTeams,
  isOn,
  isTold,
  joinedTeamSince,
  noticed,
  ownTeamIds,
  seatColumns,
  seatOf,
  type SeatRow,
} from "@/server/seats/queries";
import type { Known } from "./room";
import { drillClosed, hasReviewFor, isClosed, readStanding } from "@/server/secrecy/queries";
import { nameForReaders } from "@/domain/drill/names";
import { UNWRITTEN } from "@/domain/text";

/** Whoever asks, as much as these questions need. */
export type Asker = Rights;

/**
 * The drills somebody may know of because they plan and run drills: those of their organisation and of the ones below
 * it ("drill.run" in `MAY`), all for administrators. Null for everybody else.
 */
function runBy(asker: Asker): SQL | null {
  if (asker.roles.includes("administrator")) return sql`true`;
  if (!asker.roles.includes("trainer")) return null;
  return isWithinReach(drills.organisationId, asker);
}

/** As many drills as one page of a list has. */
const PAGE_SIZE = 50;

export type DrillsWanted = {
  phase?: DrillListed["phase"] | undefined;
  /** Where the page before ended. */
  from?: DrillsCursor | null | undefined;
  /** Only those in which the asker has a seat or a team: what may ask something of them. */
  own?: boolean;
  /** Ended drills only while their scores are not released. */
  unreleased?: boolean;
  limit?: number;
};

/**
 * A page of the drills somebody may know of, newest first: their own, their teams', those whose review they may read, and
 * for those who run drills all.
 *
 * @returns `next` is where the page after it begins; null at the end.
 */
export async function listDrills(
  db: Database,
  asker: Asker,
  { phase, from = null, own = false, unreleased = false, limit = PAGE_SIZE }: DrillsWanted = {},
): Promise<{ drills: DrillListed[]; next: DrillsCursor | null }> {
  const run = runBy(asker);
  const ownTeams = drillsOfOwnTeams(db, asker.id);
  // Whoever runs no drills knows of none but by a seat or a team, then or now: nobody else's are looked at.
  const concerned = sql`${drills.id} in (
    select ${drillParticipants.drillId} from ${drillParticipants} where ${drillParticipants.userId} = ${asker.id}
    union all ${ownTeams})`;
  const createdAtMicros = sql<number>`(extract(epoch from ${drills.createdAt}) * 1000000)::bigint`;

  const seat = ownSeat(db, asker.id);
  const found = await db
    .select({
      ...drillColumns,
      role: seat.role,
      lane: seat.lane,
      side: seat.side,
      teamRole: seat.teamRole,
      createdAtMicros,
      joinedAt: seat.joinedAt,
      runs: sql<boolean>`${run ?? sql`false`}`,
      mayReview: hasReviewFor(asker),
    })
    .from(drills)
    .leftJoinLateral(seat, sql`true`)
    .where(
      and(
        phase === undefined ? undefined : eq(drills.phase, phase),
        from === null
          ? undefined
          : sql`(${drills.createdAt}, ${drills.id})
              < (timestamptz 'epoch' + ${from.createdAtMicros}::bigint * interval '1 microsecond', ${from.drillId}::uuid)`,
        own || run === null ? concerned : undefined,
        unreleased ? isNull(drills.releasedAt) : undefined,
        isOn(),
        or(
          // Whoever runs drills and plays in a team is told of its hidden drills no earlier than the team.
          run === null
            ? undefined
            : and(
                run,
                eq(drills.isPractice, false),
                isNull(seat.userId),
                or(isTold(), not(inArray(drills.id, ownTeams))),
              ),
          and(isNotNull(seat.userId), noticed()),
          and(isNull(seat.userId), inArray(drills.id, ownTeams), isTold()),
          hasReviewFor(asker),
        ),
      ),
    )
    .orderBy(desc(drills.createdAt), desc(drills.id))
    .limit(limit + 1);
  const last = found.length > limit ? found[limit - 1] : undefined;
  const rows = found.slice(0, limit);

  return {
    drills: await shownIn(db, asker, rows),
    next: last ? { createdAtMicros: Number(last.createdAtMicros), drillId: last.drillId } : null,
  };
}

/**
 * Somebody's place in the drill of a row. Looked up for one drill after the other: joined otherwise, a page would be sorted
 * out of all drills there are. Conditions of `drillParticipants` hold of it, too.
 */
function ownSeat(db: Database, userId: string) {
  return db
    .select({ ...seatColumns, userId: drillParticipants.userId, joinedAt: drillParticipants.joinedAt })
    .from(drillParticipants)
    .where(and(eq(drillParticipants.drillId, drills.id), eq(drillParticipants.userId, userId)))
    .limit(1)
    .as("drill_participants");
}

/** Drills as a list shows them: of their teams those that the asker may know of. */
async function shownIn(db: Database, asker: Asker, rows: readonly ListedRow[]): Promise<DrillListed[]> {
  const drillIds = rows.map(({ drillId }) => drillId);
  const teams = await teamsOf(db, drillIds);
  const mine = await ownTeamIds(db, asker.id, drillIds);
  return rows.map((row) => {
    const seat = row.role === null ? null : seatOf({ ...row, role: row.role });
    const playing = seatedPlaces(row, teams.get(row.drillId) ?? []);
    const visible = seat
      ? playing.filter((place) => mayKnowOf(row, seat, place))
      : playing.filter(
          ({ teamId }) =>
            row.runs || row.mayReview || (teamId !== null && mine.get(row.drillId)?.has(teamId)),
        );
    return {
      ...drillShown(row),
      createdAtMs: row.createdAt.getTime(),
      startedAtMs: row.startedAt?.getTime() ?? null,
      endedAtMs: row.endedAt?.getTime() ?? null,
      scoresReleased: row.releasedAt !== null,
      mayReview: row.mayReview,
      teams: visible,
      oppositionCell: row.oppositionCell,
      joinCode: codeOf(row),
      seat,
      joined: row.joinedAt !== null,
    };
  });
}

type ListedRow = Pick<
  typeof drills.$inferSelect,
  | "title"
  | "scenarioTitleZh"
  | "scenarioTitleEn"
  | "format"
  | "mode"
  | "phase"
  | "noNotice"
  | "plannedFor"
  | "leg"
  | "oppositionCell"
  | "createdAt"
  | "startedAt"
  | "endedAt"
  | "releasedAt"
  | "isPractice"
  | "joinCode"
> &
  Omit<SeatRow, "role"> & {
    drillId: string;
    role: string | null;
    joinedAt: Date | null;
    runs: boolean;
    mayReview: boolean;
  };

const drillColumns = {
  drillId: drills.id,
  title: drills.title,
  scenarioTitleZh: drills.scenarioTitleZh,
  scenarioTitleEn: drills.scenarioTitleEn,
  format: drills.format,
  mode: drills.mode,
  leg: drills.leg,
  oppositionCell: drills.oppositionCell,
  phase: drills.phase,
  noNotice: drills.noNotice,
  isPractice: drills.isPractice,
  plannedFor: drills.plannedFor,
  createdAt: drills.createdAt,
  startedAt: drills.startedAt,
  firstCallAt: drills.firstCallAt,
  endedAt: drills.endedAt,
  releasedAt: drills.releasedAt,
  joinCode: drills.joinCode,
};

/** The code of a drill, where it can let somebody in. */
function codeOf({
  phase,
  isPractice,
  joinCode,
}: Pick<typeof drills.$inferSelect, "phase" | "isPractice" | "joinCode">) {
  return phase === "ended" || isPractice ? null : joinCode;
}

type DrillRow = Pick<
  typeof drills.$inferSelect,
  "title" | "scenarioTitleZh" | "scenarioTitleEn" | "format" | "mode" | "phase" | "noNotice" | "plannedFor"
> & { drillId: string };

function drillShown(row: DrillRow) {
  return {
    drillId: row.drillId,
    title: row.title,
    scenarioTitle: { zh: row.scenarioTitleZh, en: row.scenarioTitleEn },
    format: row.format,
    mode: row.mode,
    phase: row.phase,
    noNotice: row.noNotice,
    plannedForMs: row.plannedFor?.getTime() ?? null,
  };
}

type PlayingTeam = Lobby["teams"][number];

async function teamsOf(db: Database, drillIds: readonly string[]): Promise<Map<string, PlayingTeam[]>> {
  const byDrill = new Map<string, PlayingTeam[]>();
  if (drillIds.length === 0) return byDrill;
  const rows = await db
    .select({
      drillId: drillTeams.drillId,
      lane: drillTeams.lane,
      side: drillTeams.side,
      teamId: drillTeams.teamId,
      name: drillTeams.name,
      scripted: drillTeams.scripted,
      // What it was called then is pinned in one way; the other one is that of a team still called so.
      latinName: sql<string | null>`case when ${standingTeams.nameZh} = ${drillTeams.name}
        then nullif(${standingTeams.nameEn}, '') end`,
    })
    .from(drillTeams)
    .leftJoin(standingTeams, eq(standingTeams.id, drillTeams.teamId))
    .where(inArray(drillTeams.drillId, [...drillIds]))
    .orderBy(asc(drillTeams.lane), desc(drillTeams.side));
  for (const { drillId, lane, side, teamId, name, latinName, scripted } of rows) {
    const teams = byDrill.get(drillId) ?? [];
    teams.push({ lane, side, teamId, name: nameForReaders({ name, latinName }), scripted });
    byDrill.set(drillId, teams);
  }
  return byDrill;
}

/** What a standing team is called, and in Latin letters where it has a name of its own in them. */
export type TeamName = { name: string; latinName?: string | undefined };

/** Names of standing teams by id. @throws {Refusal} "not-found" when one is unknown or stood down. */
export async function readTeamNames(
  db: Database,
  teamIds: readonly string[],
): Promise<Map<string, TeamName>> {
  const wanted = [...new Set(teamIds)];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .select({ id: standingTeams.id, zh: standingTeams.nameZh, en: standingTeams.nameEn })
    .from(standingTeams)
    .where(and(inArray(standingTeams.id, wanted), isNull(standingTeams.retiredAt)));
  if (rows.length < wanted.length) throw new Refusal("not-found");
  return new Map(
    rows.map(({ id, zh, en }) => [
      id,
      { name: zh || en, ...(zh === "" || en === "" ? {} : { latinName: en }) },
    ]),
  );
}

/**
 * What stands behind a join code, for one person. Somebody with a place is offered that place alone; a member
 * of a team that plays, their team's; everybody else what their account and free teams allow.
 *
 * @throws {Refusal} "join-code-unknown", also for players of a drill that is still hidden from them, and for a practice
 *   of somebody else's; "drill-already-ended" for whoever has not come in by then; "scenario-closed" where only places
 *   to look on are left.
 */
export async function readJoinOffer(
  db: Database,
  asker: Asker,
  code: string,
): Promise<JoinOffer & { id: string }> {
  const [row] = await db
    .select({
      ...drillColumns,
      ...seatColumns,
      scenarioId: drills.scenarioId,
      joinedAt: drillParticipants.joinedAt,
    })
    .from(drills)
    .leftJoin(
      drillParticipants,
      and(eq(drillParticipants.drillId, drills.id), eq(drillParticipants.userId, asker.id)),
    )
    .where(and(eq(drills.joinCode, code), isOn()));
  if (!row) throw new Refusal("join-code-unknown");

  // A practice is its learner's own.
  if (row.isPractice && row.role === null) throw new Refusal("join-code-unknown");

  const hidden = row.noNotice && row.firstCallAt === null;
  const seats = (await seatsOnOffer(db, asker, row, hidden)).filter(
    ({ seat }) => !(hidden && seat.role === "player"),
  );
  if (hidden && seats.length === 0) throw new Refusal("join-code-unknown");
  const joined = row.joinedAt !== null;
  if (!joined && row.phase === "ended") throw new Refusal("drill-already-ended");
  // Whoever is to play on this scenario elsewhere does not look on here. They may play here, too: who gave them the code
  // has them train on it; they look back on neither drill before both are released.
  const mayPlay = seats.some(({ seat }) => seat.role === "player");
  const isShut = row.role === null && (await isClosed(db, asker.id, row.scenarioId, row.drillId));
  if (isShut && !mayPlay) throw await drillClosed(db, asker.id, row.drillId);
  return {
    id: row.drillId,
    title: row.title,
    format: row.format,
    mode: row.mode,
    phase: row.phase,
    plannedForMs: row.plannedFor?.getTime() ?? null,
    drillId: joined ? row.drillId : null,
    seats: isShut ? seats.filter(({ seat }) => seat.role === "player") : seats,
  };
}

type OfferRow = DrillRow &
  Pick<typeof drills.$inferSelect, "leg" | "oppositionCell"> &
  Omit<SeatRow, "role"> & { role: string | null; joinedAt: Date | null };

/** The places somebody may take who has the code: their own alone where they have one. */
async function seatsOnOffer(
  db: Database,
  asker: Asker,
  row: OfferRow,
  hidden: boolean,
): Promise<JoinOffer["seats"]> {
  const teams = seatedPlaces(row, (await teamsOf(db, [row.drillId])).get(row.drillId) ?? []);
  const offered = (seat: Seat, assigned: boolean) => ({
    seat,
    assigned,
    team:
      seat.role === "player"
        ? (teams.find(({ lane, side }) => lane === seat.lane && side === seat.side)?.name ?? UNWRITTEN)
        : UNWRITTEN,
  });
  if (row.role !== null) {
    const own = seatOf({ ...row, role: row.role });
    if (row.joinedAt !== null) return [offered(own, true)];
    const standing = await readStanding(db, row.drillId, asker.id);
    return mayTake(own, standing, row, "name") ? [offered(own, true)] : [];
  }
  const standing = await readStanding(db, row.drillId, asker.id);
  return (await freeSeats(db, asker, { ...row, hidden }, teams))
    .filter((seat) => mayTake(seat, standing, row, "code"))
    .map((seat) => offered(seat, false));
}

/** The places somebody without an assignment may take. */
async function freeSeats(
  db: Database,
  asker: Asker,
  { drillId, format, hidden }: { drillId: string; format: string; hidden: boolean },
  teams: readonly PlayingTeam[],
): Promise<Seat[]> {
  const run = runBy(asker);
  const [runs] =
    run === null
      ? []
      : await db
          .select({ id: drills.id })
          .from(drills)
          .where(and(eq(drills.id, drillId), run));
  const staff: Seat[] = [];
  if (runs) staff.push({ role: "controller" });
  if (runs || asker.roles.includes("evaluator")) staff.push({ role: "evaluator" });

  const mine = (await ownTeamIds(db, asker.id, [drillId])).get(drillId);
  const seat = ({ lane, side }: PlayingTeam): Seat => ({ role: "player", lane, side });
  const own = teams.filter(({ teamId }) => teamId !== null && mine?.has(teamId)).map(seat);
  // A member of a team in this drill plays with it, and neither for another nor as its judge.
  if (own.length > 0) return own;
  // Whoever joined such a team since comes in when control seats them by name, and not otherwise.
  if (await joinedTeamSince(db, asker.id, drillId)) return [];
  const open = teams.filter(({ teamId, scripted }) => teamId === null && scripted === null);
  // Whoever learns alone is not watched; a drill that is still hidden is looked on at by those who run it.
  const mayLookOn = format !== "solo" && (!hidden || staff.length > 0);
  return [...staff, ...open.map(seat), ...(mayLookOn ? [{ role: "observer" } as const] : [])];
}

/**
 * The way into a drill for somebody who has a seat in it, or whose team plays, and who has not come in: its code. Null
 * for whoever is in.
 *
 * @throws {Refusal} "drill-not-found" to everybody else, of a drill that is hidden from them, and once it is over.
 */
export async function readWayIn(
  db: Database,
  asker: Asker,
  drillId: string,
): Promise<{ code: string | null }> {
  const [row] = await db
    .select({ code: drills.joinCode, joinedAt: drillParticipants.joinedAt })
    .from(drills)
    .leftJoin(
      drillParticipants,
      and(eq(drillParticipants.drillId, drills.id), eq(drillParticipants.userId, asker.id)),
    )
    .where(
      and(
        eq(drills.id, drillId),
        isOn(),
        or(
          and(isNotNull(drillParticipants.joinedAt), noticed()),
          and(
            ne(drills.phase, "ended"),
            or(
              and(isNotNull(drillParticipants.userId), noticed()),
              and(
                isNull(drillParticipants.userId),
                inArray(drills.id, drillsOfOwnTeams(db, asker.id)),
                isTold(),
              ),
            ),
          ),
        ),
      ),
    );
  if (row?.joinedAt) return { code: null };
  if (!row || (await readStanding(db, drillId, asker.id)).removed) throw new Refusal("drill-not-found");
  return { code: row.code };
}

/** How long after it was last renewed a person still counts as present, in seconds. */
const PRESENT_SECONDS = 12;

/**
 * The room before a drill, as somebody in it may see it: players their own team and the staff, staff everybody.
 *
 * @throws {Refusal} "drill-not-found".
 */
export async function readLobby(db: Database, drillId: string, seat: Seat): Promise<Lobby> {
  const [row] = await db.select(drillColumns).from(drills).where(eq(drills.id, drillId));
  if (!row) throw new Refusal("drill-not-found");
  const people = await db
    .select({
      userId: drillParticipants.userId,
      name: users.name,
      latinName: users.latinName,
      staffNumber: users.staffNumber,
      organisationZh: organisations.nameZh,
      organisationEn: organisations.nameEn,
      ...seatColumns,
      joinedAt: drillParticipants.joinedAt,
      present: isPresent(),
      lostAt: lostAt(),
    })
    .from(drillParticipants)
    .innerJoin(users, eq(users.id, drillParticipants.userId))
    .leftJoin(organisations, eq(organisations.id, users.organisationId))
    .where(eq(drillParticipants.drillId, drillId))
    .orderBy(asc(drillParticipants.assignedAt), asc(users.name), asc(users.id));

  const teams = seatedPlaces(row, (await teamsOf(db, [drillId])).get(drillId) ?? []);
  const seen = people.filter((person) => maySee(seat, seatOf(person)));
  const names = namesApartForReaders(
    seen.map(({ name, latinName, staffNumber, organisationZh, organisationEn }) => ({
      name,
      latinName,
      staffNumber,
      organisation: organisationZh || organisationEn,
    })),
  );
  const placed = seen.map((person, i): Placed => ({
    userId: person.userId,
    name: names[i] ?? nameForReaders(person),
    seat: seatOf(person),
    joined: person.joinedAt !== null,
    present: person.present,
    lostSinceMs: person.lostAt === null ? null : Math.round(person.lostAt),
  }));
  return {
    ...drillShown(row),
    joinCode: codeOf(row),
    seat,
    oppositionCell: row.oppositionCell,
    teams: teams.filter((place) => mayKnowOf(row, seat, place)),
    people: placed,
  };
}

/** Whether somebody in one seat may know who is in another. Who plays against whom is the staff's to tell. */
function maySee(viewer: Seat, other: Seat): boolean {
  if (other.role !== "player") return true;
  // Who looks on may know whom they see on the wall.
  if (viewer.role === "observer") return other.side === "responder";
  if (viewer.role !== "player") return true;
  return viewer.lane === other.lane && viewer.side === other.side;
}

/** The same of a place; whoever learns alone may know that the other side is the engine. */
function mayKnowOf(
  { format }: { format: string },
  viewer: Seat,
  { lane, side, scripted }: PlayingTeam,
): boolean {
  return (format === "solo" && scripted !== null) || maySee(viewer, { role: "player", lane, side });
}

function isPresent(): SQL<boolean> {
  return sql<boolean>`(${drillParticipants.leftAt} is null and
    coalesce(${drillParticipants.seenAt} > now() - make_interval(secs => ${PRESENT_SECONDS}), false))`;
}

/** Since when somebody who was there is not, in Unix ms; null while they are, and for whoever never was. */
function lostAt(): SQL<number | null> {
  return sql<number | null>`case when ${isPresent()} then null else
    floor(extract(epoch from coalesce(${drillParticipants.leftAt}, ${drillParticipants.seenAt})) * 1000)::float8 end`;
}

/** Who has a drill open, and since when those who had it open do not. Unix times in ms. */
export type Presence = { present: string[]; lost: { participantId: string; sinceMs: number }[] };

/** Who has these drills open, on whatever instance; everybody who ever had stands in one of the two lists. */
export async function readPresence(
  db: Database,
  drillIds: readonly string[],
): Promise<Map<string, Presence>> {
  const byDrill = new Map<string, Presence>();
  if (drillIds.length === 0) return byDrill;
  const rows = await db
    .select({
      drillId: drillParticipants.drillId,
      participantId: drillParticipants.userId,
      sinceMs: lostAt(),
    })
    .from(drillParticipants)
    .where(and(inArray(drillParticipants.drillId, [...drillIds]), isNotNull(drillParticipants.seenAt)))
    .orderBy(asc(drillParticipants.userId));
  for (const { drillId, participantId, sinceMs } of rows) {
    const presence = byDrill.get(drillId) ?? { present: [], lost: [] };
    byDrill.set(drillId, presence);
    if (sinceMs === null) presence.present.push(participantId);
    else presence.lost.push({ participantId, sinceMs });
  }
  return byDrill;
}

/** Who of a drill's people has not got it open, on whatever instance. */
export async function readAbsent(db: Database, drillId: string): Promise<string[]> {
  const rows = await db
    .select({ userId: drillParticipants.userId })
    .from(drillParticipants)
    .where(and(eq(drillParticipants.drillId, drillId), not(isPresent())));
  return rows.map(({ userId }) => userId);
}

/** A live stream as far as permission goes. */
export type StreamGrant = { sessionId: string; drillId: string };

/**
 * The seats that sessions still give in drills: of those asked for, each whose session holds, whose person is
 * switched on and has come in. One query, however many streams are open.
 */
export async function readSeatsOfSessions(
  db: Database,
  grants: readonly StreamGrant[],
): Promise<(StreamGrant & { seat: Seat })[]> {
  if (grants.length === 0) return [];
  const distinct = (ids: readonly string[]) => [...new Set(ids)];
  const rows = await db
    .select({ sessionId: sessions.id, drillId: drillParticipants.drillId, ...seatColumns })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(drillParticipants, eq(drillParticipants.userId, users.id))
    .innerJoin(drills, eq(drills.id, drillParticipants.drillId))
    .where(
      and(
        inArray(sessions.id, distinct(grants.map(({ sessionId }) => sessionId))),
        inArray(drillParticipants.drillId, distinct(grants.map(({ drillId }) => drillId))),
        gt(sessions.expiresAt, sql`now()`),
        isNull(users.disabledAt),
        eq(users.mustChangePassword, false),
        isNotNull(drillParticipants.joinedAt),
        noticed(),
        sql`${closedOf(users.id)} <> 'all'`,
      ),
    );
  return rows.map((row) => ({ sessionId: row.sessionId, drillId: row.drillId, seat: seatOf(row) }));
}

/** Whether anybody else has come into a drill as a player. */
export async function hasOtherPlayer(db: Database, drillId: string, userId: string): Promise<boolean> {
  const [other] = await db
    .select({ userId: drillParticipants.userId })
    .from(drillParticipants)
    .where(
      and(
        eq(drillParticipants.drillId, drillId),
        eq(drillParticipants.role, "player"),
        isNotNull(drillParticipants.joinedAt),
        ne(drillParticipants.userId, userId),
      ),
    )
    .limit(1);
  return other !== undefined;
}

/** What a drill is called, for the audit trail. @throws {Refusal} "drill-not-found". */
export async function readTitle(db: Database, drillId: string): Promise<string> {
  const [row] = await db.select({ title: drills.title }).from(drills).where(eq(drills.id, drillId));
  if (!row) throw new Refusal("drill-not-found");
  return row.title;
}

/** What the server knows of whoever asks for a command, of what that command goes by. */
export async function readKnown(
  db: Database,
  drillId: string,
  by: Participant,
  { type }: DrillCommand,
): Promise<Known | undefined> {
  if (type === "TakeLead") return { absent: await readAbsent(db, drillId) };
  if ((type === "FileAppeal" || type === "AcceptResult") && by.role === "player") {
    return { isCaptain: await isCaptain(db, drillId, by) };
  }
  if (type === "ModerateLine" || type === "AnswerAppeal") {
    return { isOfTeam: await isOfTeam(db, drillId, by.participantId) };
  }
  return undefined;
}

/**
 * Whether a player speaks for their side: the captain of its standing team. Where no standing team plays, or its captain
 * has not come, everybody of the side does.
 */
export async function isCaptain(
  db: Database,
  drillId: string,
  { participantId, lane, side }: Player,
): Promise<boolean> {
  const [captain] = await db
    .select({ userId: teamMembers.userId })
    .from(drillTeams)
    .innerJoin(teamMembers, and(eq(teamMembers.teamId, drillTeams.teamId), eq(teamMembers.duty, "captain")))
    .innerJoin(
      drillParticipants,
      and(
        eq(drillParticipants.drillId, drillTeams.drillId),
        eq(drillParticipants.userId, teamMembers.userId),
        eq(drillParticipants.role, "player"),
        isNotNull(drillParticipants.joinedAt),
      ),
    )
    .where(and(eq(drillTeams.drillId, drillId), eq(drillTeams.lane, lane), eq(drillTeams.side, side)));
  return captain === undefined || captain.userId === participantId;
}

/** Whether somebody belongs to a team that plays in a drill, or did when it was planned, or has played in it. */
export async function isOfTeam(db: Database, drillId: string, userId: string): Promise<boolean> {
  const [row] = await db.execute<{ is: boolean }>(sql`
    select exists (select from ${drillTeamMembers} m where m.drill_id = ${drillId} and m.user_id = ${userId})
        or exists (select from ${drillTeams} t join ${teamMembers} m on m.team_id = t.team_id
                    where t.drill_id = ${drillId} and m.user_id = ${userId})
        or exists (select from ${drillSeatsHeld} h where h.drill_id = ${drillId} and h.user_id = ${userId}
                      and h.held in ('responder', 'opposition')) as is`);
  return row?.is === true;
}
