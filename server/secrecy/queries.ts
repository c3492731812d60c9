import "server-only";
import { and, eq, sql, type SQL, type SQLWrapper } from "drizzle-orm";
import { Refusal } from "@/domain/refusal";
import type { Standing } from "@/domain/roster/secrets";
import type { Database } from "@/server/db/client";
import {
  drillParticipants,
  drillRemovals,
  drills,
  drillSeatsHeld,
  drillTeamMembers,
  drillTeams,
} from "@/server/db/schema/drills";
import { organisations } from "@/server/db/schema/organisations";
import { teams } from "@/server/db/schema/teams";

type About = {
  /** One scenario alone. */
  scenarioId?: SQLWrapper;
  /** A drill that is not counted: the one whose own door is asked about. */
  except?: SQLWrapper;
  /** The person is staff of that drill. */
  asStaff?: SQLWrapper;
};

/**
 * The drills that close their scenarios to somebody, as SQL: `closesScenario` and `closesToStaff` of
 * domain/roster/closing.ts, held against them by a test. Every door to practice, scenarios, cases, reviews and streams
 * asks here.
 */
function closingDrills(userId: SQLWrapper | string, { scenarioId, except, asStaff }: About = {}): SQL {
  const hadSeat = sql`('responder', 'opposition', 'observer')`;
  const knownBy = [
    sql`select k.drill_id from ${drillParticipants} k where k.user_id = ${userId}`,
    sql`select k.drill_id from ${drillSeatsHeld} k where k.user_id = ${userId} and k.held in ${hadSeat}`,
    sql`select k.drill_id from ${drillRemovals} k where k.user_id = ${userId} and k.held in ${hadSeat}`,
    sql`select k.drill_id from ${drillTeamMembers} k where k.user_id = ${userId}`,
  ];
  // Of one scenario few drills are unreleased. Of all there are as many as are played: then those count that the person knows.
  const among =
    scenarioId === undefined
      ? sql`(${sql.join(knownBy, sql` union `)}) known join ${drills} closing on closing.id = known.drill_id`
      : sql`${drills} closing`;
  const isKnown =
    scenarioId === undefined
      ? sql`true`
      : sql.join(
          [
            sql`seat.role is not null`,
            ...knownBy.slice(1).map((one) => sql`exists (${one} and k.drill_id = closing.id)`),
          ],
          sql` or `,
        );
  return sql`
      from ${among}
      left join ${drillParticipants} seat on seat.drill_id = closing.id and seat.user_id = ${userId}
     where closing.released_at is null
       and closing.cancelled_at is null and closing.deleted_at is null
       and not closing.is_practice
       and (seat.role is null or seat.role in ('player', 'observer'))
       and (not closing.no_notice or closing.first_call_at is not null or seat.role is not distinct from 'observer')
       and (${isKnown})
       ${scenarioId === undefined ? sql`` : sql`and closing.scenario_id = ${scenarioId}`}
       ${except === undefined ? sql`` : sql`and closing.id <> ${except}`}
       ${
         asStaff === undefined
           ? sql``
           : sql`and (not ${asStaff} or (seat.role is not distinct from 'player' and seat.joined_at is not null))`
       }`;
}

/** Whether a drill that somebody knows of closes a scenario to them. */
export function closedTo(userId: SQLWrapper | string, about: About): SQL<boolean> {
  return sql<boolean>`exists (select ${closingDrills(userId, about)})`;
}

/** The scenarios that are closed to somebody at present, to be used in a condition. */
export function closedScenarios(userId: string): SQL {
  return sql`(select closing.scenario_id ${closingDrills(userId)})`;
}

/** Whether a scenario is closed to somebody by a drill other than `except`. */
export async function isClosed(
  db: Database,
  userId: string,
  scenarioId: string,
  except: string,
): Promise<boolean> {
  const about: About = { scenarioId: sql`${scenarioId}::uuid`, except: sql`${except}::uuid` };
  const rows = await db.execute(sql`select 1 ${closingDrills(userId, about)} limit 1`);
  return rows.length > 0;
}

/**
 * @param except A drill that is not counted.
 * @throws {Refusal} "scenario-closed", which names the drill: it is one the person knows of.
 */
export async function requireNotClosed(
  db: Database,
  userId: string,
  scenarioId: string,
  except?: string,
): Promise<void> {
  const about: About = { scenarioId: sql`${scenarioId}::uuid` };
  if (except !== undefined) about.except = sql`${except}::uuid`;
  const [closing] = await db.execute<{ title: string }>(
    sql`select closing.title ${closingDrills(userId, about)} order by closing.created_at limit 1`,
  );
  if (closing) throw new Refusal("scenario-closed", { drill: closing.title });
}

/** The refusal for somebody to whom a drill is closed by another one on its scenario, which it names. */
export async function drillClosed(db: Database, userId: string, drillId: string): Promise<Refusal> {
  const [closing] = await db.execute<{ title: string }>(
    sql`select closing.title
          ${closingDrills(userId, {
            scenarioId: sql`(select scenario_id from ${drills} asked where asked.id = ${drillId}::uuid)`,
            except: sql`${drillId}::uuid`,
          })} order by closing.created_at limit 1`,
  );
  return new Refusal("scenario-closed", { drill: closing?.title ?? "" });
}

/** What a drill remembers of somebody, whether or not they have a seat in it now. */
export async function readStanding(db: Database, drillId: string, userId: string): Promise<Standing> {
  const held = await db
    .select({ held: drillSeatsHeld.held })
    .from(drillSeatsHeld)
    .where(and(eq(drillSeatsHeld.drillId, drillId), eq(drillSeatsHeld.userId, userId)));
  const removals = await db
    .select({ userId: drillRemovals.userId })
    .from(drillRemovals)
    .where(and(eq(drillRemovals.drillId, drillId), eq(drillRemovals.userId, userId)));
  return { held: new Set(held.map((row) => row.held)), removed: removals.length > 0 };
}

/** Whether a drill without notice waits for its first call on a scenario, of which somebody may know: not its players. */
export async function knowsOfHiddenDrill(db: Database, { id }: { id: string }, scenarioId: string) {
  const rows = await db.execute(sql`
    select from ${drills} d
      left join ${drillParticipants} seat on seat.drill_id = d.id and seat.user_id = ${id}
     where d.scenario_id = ${scenarioId}::uuid and d.no_notice and d.first_call_at is null and d.phase <> 'ended'
       and d.cancelled_at is null and d.deleted_at is null
       and (seat.role <> 'player'
            or seat.role is null and not exists (
              select from ${drillTeamMembers} m where m.drill_id = d.id and m.user_id = ${id}))
     limit 1`);
  return rows.length > 0;
}

/** Somebody who might read a review without having taken part. */
type Latecomer = { id: string; roles: readonly string[]; organisationId: string | null };

/** What makes a drill's review readable, or not, to somebody who has not come into it. Null when there is none. */
export async function findReview(db: Database, asker: Latecomer, drillId: string) {
  const [row] = await db
    .select({
      released: sql<boolean>`${drills.releasedAt} is not null`,
      isHidden: sql<boolean>`${drills.noNotice} and ${drills.firstCallAt} is null`,
      wasExpected: sql<boolean>`${wasExpected(asker.id)}`,
      isResponsible: sql<boolean>`${isResponsible(asker)}`,
      closed: sql<boolean>`${drills.scenarioId} in ${closedScenarios(asker.id)}`,
    })
    .from(drills)
    .where(and(eq(drills.id, drillId), eq(drills.isPractice, false)));
  return row ?? null;
}

/** The drills whose review is open to somebody, come in or not, as a condition on `drills`. */
export function hasReviewFor(asker: Latecomer): SQL<boolean> {
  return sql<boolean>`(${drills.releasedAt} is not null
    and (${wasExpected(asker.id)} or not ${drills.isPractice} and ${isResponsible(asker)})
    and ${drills.scenarioId} not in ${closedScenarios(asker.id)})`;
}

/** Somebody with a seat that does more than look on, or of a team as it was when the drill was planned. */
function wasExpected(userId: string): SQL {
  return sql`(exists (select from ${drillParticipants} seat where seat.drill_id = ${drills}.id
                         and seat.user_id = ${userId} and seat.role <> 'observer')
    or exists (select from ${drillTeamMembers} m where m.drill_id = ${drills}.id and m.user_id = ${userId}))`;
}

/** A trainer of an organisation that a team of the drill belongs to, or of one above it. */
function isResponsible({ roles, organisationId }: Latecomer): SQL {
  if (!roles.includes("trainer") || organisationId === null) return sql`false`;
  // Looked up for each drill that is asked about ("offset 0"), with the organisations read once: else the teams of all drills
  // there are would be read for a page of a list.
  return sql`exists (
    select from ${drillTeams} played join ${teams} team on team.id = played.team_id
     where played.drill_id = ${drills}.id and team.organisation_id = any(array(
       with recursive below as (
         select id from ${organisations} where id = ${organisationId}
         union select o.id from ${organisations} o join below on o.parent_id = below.id
       ) select id from below)) offset 0)`;
}
