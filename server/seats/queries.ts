import "server-only";
import {
  and,
  eq,
  inArray,
  isNotNull,
  isNull,
  ne,
  not,
  notInArray,
  or,
  sql,
  type SQL,
  type SQLWrapper,
} from "drizzle-orm";
import type { Side } from "@/domain/conditions/terms";
import { Refusal } from "@/domain/refusal";
import { Seat } from "@/domain/roster/schema";
import type { Database } from "@/server/db/client";
import { drillParticipants, drills, drillTeamMembers, drillTeams } from "@/server/db/schema/drills";
import { users } from "@/server/db/schema/auth";
import { teamMembers, teams } from "@/server/db/schema/teams";
import { isWithinReach } from "@/server/organisations/queries";
import { closedTo } from "@/server/secrecy/queries";

/** The drills in which somebody's team plays, to be used in a condition: of those they belonged to at planning. */
export function drillsOfOwnTeams(db: Database, userId: string) {
  return db
    .select({ drillId: drillTeamMembers.drillId })
    .from(drillTeamMembers)
    .where(eq(drillTeamMembers.userId, userId));
}

/** Of these drills, the teams that somebody belonged to when each was planned. */
export async function ownTeamIds(
  db: Database,
  userId: string,
  drillIds: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const byDrill = new Map<string, Set<string>>();
  if (drillIds.length === 0) return byDrill;
  const rows = await db
    .select({ drillId: drillTeamMembers.drillId, teamId: drillTeamMembers.teamId })
    .from(drillTeamMembers)
    .where(and(eq(drillTeamMembers.userId, userId), inArray(drillTeamMembers.drillId, [...drillIds])));
  for (const { drillId, teamId } of rows)
    byDrill.set(drillId, (byDrill.get(drillId) ?? new Set()).add(teamId));
  return byDrill;
}

/**
 * Lets control seat somebody with a standing team: one of its members at planning, or a substitute from the team's own
 * organisation or one below it. Where no standing team plays, anybody.
 *
 * @returns the team and whether they come as a substitute; null where no standing team plays.
 * @throws {Refusal} "substitute-of-other-organisation".
 */
export async function requireSeatInTeam(
  db: Database,
  drillId: string,
  { userId, lane, side }: { userId: string; lane: number; side: Side },
): Promise<{ team: string; substitute: boolean } | null> {
  const [place] = await db
    .select({ teamId: drillTeams.teamId, name: drillTeams.name, organisationId: teams.organisationId })
    .from(drillTeams)
    .innerJoin(teams, eq(teams.id, drillTeams.teamId))
    .where(and(eq(drillTeams.drillId, drillId), eq(drillTeams.lane, lane), eq(drillTeams.side, side)));
  if (!place?.teamId) return null;
  const { teamId, name, organisationId } = place;
  if ((await ownTeamIds(db, userId, [drillId])).get(drillId)?.has(teamId)) {
    return { team: name, substitute: false };
  }
  const [person] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isWithinReach(users.organisationId, { organisationId })));
  if (!person) throw new Refusal("substitute-of-other-organisation", { team: name });
  return { team: name, substitute: true };
}

/** Whether somebody has joined a team of this drill since it was planned, and belonged to none of its teams then. */
export async function joinedTeamSince(db: Database, userId: string, drillId: string): Promise<boolean> {
  const rows = await db
    .select({ teamId: teamMembers.teamId })
    .from(teamMembers)
    .innerJoin(drillTeams, eq(drillTeams.teamId, teamMembers.teamId))
    .where(
      and(
        eq(teamMembers.userId, userId),
        eq(drillTeams.drillId, drillId),
        notInArray(drillTeams.drillId, drillsOfOwnTeams(db, userId)),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Somebody's place in a drill, with what is asked of it on every request. */
export type Place = {
  seat: Seat;
  joined: boolean;
  /** What another drill on the same scenario closes of this one to them, until its scores are released. */
  closed: "nothing" | "review" | "all";
};

/**
 * The place of somebody in a drill, to be joined to a statement that knows both. Nothing when they have none, when
 * there is no such drill, and for players of a drill that is hidden from them until the first call: a stranger cannot
 * tell these apart.
 */
export function placeQuery(db: Database, userId: SQLWrapper, drillId: SQL) {
  return (
    db
      .select({
        ...seatColumns,
        joinedAt: drillParticipants.joinedAt,
        closed: closedOf(userId).as("closed"),
      })
      .from(drillParticipants)
      .innerJoin(drills, eq(drills.id, drillParticipants.drillId))
      .where(and(eq(drillParticipants.drillId, drillId), eq(drillParticipants.userId, userId), noticed()))
      // With it the place can only be looked up by its key: a plan made for empty tables would read all of them.
      .limit(1)
      .as("place")
  );
}

/** What a seat is read from. */
export const seatColumns = {
  role: drillParticipants.role,
  lane: drillParticipants.lane,
  side: drillParticipants.side,
  teamRole: drillParticipants.teamRole,
};

/** A place as it is stored. */
export function placeFrom({
  joinedAt,
  closed,
  ...seat
}: SeatRow & { joinedAt: Date | null; closed: Place["closed"] }): Place {
  return { seat: seatOf(seat), joined: joinedAt !== null, closed };
}

/**
 * What of the drill in a row is closed to the person in it. Whoever plays a further drill on the scenario goes on
 * playing, since control has put them there; they look back on neither before both are released.
 */
export function closedOf(userId: SQLWrapper): SQL<Place["closed"]> {
  const closed = closedTo(userId, {
    scenarioId: drills.scenarioId,
    except: drills.id,
    asStaff: sql`${drillParticipants.role} in ('controller', 'evaluator')`,
  });
  return sql<Place["closed"]>`case when not ${closed} then 'nothing'
    when ${drillParticipants.role} = 'player' and not ${drills.isPractice} then 'review' else 'all' end`;
}

/** The database's checks promise that a player has lane and side; parsing says so to the compiler too. */
export function seatOf({ role, lane, side, teamRole }: SeatRow): Seat {
  return Seat.parse(role === "player" ? { role, lane, side, ...(teamRole && { teamRole }) } : { role });
}

/** A seat as it is stored. */
export type SeatRow = { role: string; lane: number | null; side: string | null; teamRole: string | null };

/** Whether a drill takes place, as far as anybody knows. */
export function isOn(): SQL | undefined {
  return and(isNull(drills.cancelledAt), isNull(drills.deletedAt));
}

/** Whether its players may know of a drill yet. */
export function isTold(): SQL | undefined {
  return or(eq(drills.noNotice, false), isNotNull(drills.firstCallAt));
}

/** Whether the person in `drill_participants` may know of the drill yet. */
export function noticed(): SQL | undefined {
  return and(isOn(), or(isTold(), sql`${drillParticipants.role} <> 'player'`));
}

/**
 * The ids, as text, of the drills that are hidden from somebody because they play in them: few at any time, so that they
 * are looked for once and not for each row that may be about one.
 */
export function hiddenFrom(db: Database, userId: string) {
  const seat = db
    .select({ drillId: drillParticipants.drillId })
    .from(drillParticipants)
    .where(and(eq(drillParticipants.userId, userId), eq(drillParticipants.role, "player")));
  const team = drillsOfOwnTeams(db, userId);
  const staff = db
    .select({ drillId: drillParticipants.drillId })
    .from(drillParticipants)
    .where(and(eq(drillParticipants.userId, userId), ne(drillParticipants.role, "player")));
  return db
    .select({ id: sql<string>`${drills.id}::text` })
    .from(drills)
    .where(
      and(
        eq(drills.noNotice, true),
        isNull(drills.firstCallAt),
        or(inArray(drills.id, seat), and(inArray(drills.id, team), not(inArray(drills.id, staff)))),
      ),
    );
}
