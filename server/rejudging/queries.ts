import "server-only";
import { and, asc, count, desc, eq, inArray, isNull, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { Side } from "@/domain/conditions/terms";
import { Refusal } from "@/domain/refusal";
import { LineChange } from "@/domain/score-card/line-changes";
import type { ScoreCard } from "@/domain/score-card/schema";
import { readCard } from "@/domain/score-card/stored";
import type { Database } from "@/server/db/client";
import { users } from "@/server/db/schema/auth";
import { drills, scoreCards } from "@/server/db/schema/drills";
import { jobs } from "@/server/db/schema/jobs";
import { rejudgedCards, rejudgedDrills, rejudgings } from "@/server/db/schema/rejudgings";
import { closedScenarios } from "@/server/secrecy/queries";

/** The states in which a card counts for somebody. */
const RELEASED = ["released", "appealed", "final"] as const;

/** Which results are worked out anew: those of some drills, or of a scenario; of all others neither. */
export type Chosen = { drillIds?: readonly string[] | undefined; scenarioId?: string | undefined };

/**
 * The drills among those chosen whose released cards were made by earlier rules. Practice is nobody's but its player's
 * and stays as it is.
 */
export function judgedEarlier(rulesVersion: number, { drillIds, scenarioId }: Chosen): SQL {
  return sql`
    select ${drills.id} from ${drills}
     where ${and(
       sql`${drills.releasedAt} is not null`,
       eq(drills.isPractice, false),
       drillIds === undefined ? undefined : inArray(drills.id, [...drillIds]),
       scenarioId === undefined ? undefined : eq(drills.scenarioId, scenarioId),
     )}
       and exists (select from (
             select distinct on (s.lane, s.side) s.rules_version from ${scoreCards} s
              where s.drill_id = ${drills.id} and s.state in ('released', 'appealed', 'final')
              order by s.lane, s.side, s.version desc) standing
             where standing.rules_version < ${rulesVersion})`;
}

/** How many results could be worked out anew. */
export async function countJudgedEarlier(db: Database, rulesVersion: number): Promise<number> {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from (${judgedEarlier(rulesVersion, {})}) as earlier`,
  );
  return row?.n ?? 0;
}

/** Drills of a rejudging that have not been worked out, some at a time. */
export async function nextToJudge(db: Database, rejudgingId: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ drillId: rejudgedDrills.drillId })
    .from(rejudgedDrills)
    .where(and(eq(rejudgedDrills.rejudgingId, rejudgingId), isNull(rejudgedDrills.position)))
    .orderBy(asc(rejudgedDrills.drillId))
    .limit(limit);
  return rows.map(({ drillId }) => drillId);
}

/** How many drills a rejudging has, and of how many it is known what they come to. */
export async function countJudged(
  db: Database,
  rejudgingId: string,
): Promise<{ drills: number; judged: number }> {
  const [row] = await db
    .select({ drills: count(), judged: count(rejudgedDrills.position) })
    .from(rejudgedDrills)
    .where(eq(rejudgedDrills.rejudgingId, rejudgingId));
  return row ?? { drills: 0, judged: 0 };
}

/** The cards of a drill that stand. */
export async function standingCards(db: Database, drillId: string): Promise<ScoreCard[]> {
  const rows = await db
    .selectDistinctOn([scoreCards.lane, scoreCards.side], { card: scoreCards.card })
    .from(scoreCards)
    .where(and(eq(scoreCards.drillId, drillId), inArray(scoreCards.state, [...RELEASED])))
    .orderBy(asc(scoreCards.lane), asc(scoreCards.side), desc(scoreCards.version));
  return rows.map(({ card }) => readCard(card));
}

/** Whether a rejudging is still being worked out: not when somebody has dropped it. */
export async function isBeingJudged(db: Database, rejudgingId: string): Promise<boolean> {
  const [row] = await db
    .select({ state: rejudgings.state })
    .from(rejudgings)
    .where(eq(rejudgings.id, rejudgingId));
  return row?.state === "working";
}

/** A rejudging as those who decide on it see it. Times are Unix times in ms. */
export const RejudgingSeen = z.object({
  id: z.uuid(),
  rulesVersion: z.number(),
  reason: z.string(),
  state: z.enum(["working", "proposed", "applied", "dropped"]),
  jobId: z.uuid().nullable(),
  /** Its job came to nothing: it can only be dropped. */
  isStuck: z.boolean(),
  askedBy: z.string(),
  askedAtMs: z.number(),
  decidedAtMs: z.number().nullable(),
  drills: z.number(),
  judged: z.number(),
  /** Cards on which a line or the total is another. */
  changedCards: z.number(),
});
export type RejudgingSeen = z.infer<typeof RejudgingSeen>;

const PAGE_SIZE = 20;
const isChanged = sql`${rejudgedCards.lines} <> '[]'::jsonb`;

/** The last rejudgings, newest first: there is one after a change of rules, so few in years. */
export async function listRejudgings(db: Database): Promise<RejudgingSeen[]> {
  const ofThis = sql`where rejudging_id = ${rejudgings.id}`;
  const rows = await db
    .select({
      id: rejudgings.id,
      rulesVersion: rejudgings.rulesVersion,
      reason: rejudgings.reason,
      state: rejudgings.state,
      jobId: rejudgings.jobId,
      isStuck: sql<boolean>`${rejudgings.state} = 'working'
        and coalesce(${jobs.state} in ('failed', 'cancelled'), true)`,
      askedBy: users.name,
      askedAtMs: sql<number>`(extract(epoch from ${rejudgings.askedAt}) * 1000)::float8`,
      decidedAtMs: sql<number | null>`(extract(epoch from ${rejudgings.decidedAt}) * 1000)::float8`,
      drills: sql<number>`(select count(*)::int from ${rejudgedDrills} ${ofThis})`,
      judged: sql<number>`(select count(position)::int from ${rejudgedDrills} ${ofThis})`,
      changedCards: sql<number>`(select count(*)::int from ${rejudgedCards} ${ofThis} and ${isChanged})`,
    })
    .from(rejudgings)
    .innerJoin(users, eq(users.id, rejudgings.askedBy))
    .leftJoin(jobs, eq(jobs.id, rejudgings.jobId))
    .orderBy(desc(rejudgings.askedAt), desc(rejudgings.id))
    .limit(PAGE_SIZE);
  return rows.map((row) => RejudgingSeen.parse(row));
}

/** A card that would stand instead of another, with what it says otherwise. */
export const ChangedCard = z.object({
  drillId: z.uuid(),
  title: z.string(),
  lane: z.number(),
  side: Side,
  beforeHundredths: z.number(),
  afterHundredths: z.number(),
  /** Null for somebody to whom another drill closes the scenario. */
  lines: z.array(LineChange).nullable(),
});
export type ChangedCard = z.infer<typeof ChangedCard>;

/** Where a page of changed cards ends. */
export const ChangedFrom = z.strictObject({
  drillId: z.uuid(),
  lane: z.number().int().min(1).max(64),
  side: Side,
});
export type ChangedFrom = z.infer<typeof ChangedFrom>;

/**
 * A page of the cards that a rejudging changes, by drill.
 *
 * @throws {Refusal} "not-found".
 */
export async function changedCards(
  db: Database,
  readerId: string,
  rejudgingId: string,
  from: ChangedFrom | null,
): Promise<{ cards: ChangedCard[]; next: ChangedFrom | null }> {
  const known = await db.select({ id: rejudgings.id }).from(rejudgings).where(eq(rejudgings.id, rejudgingId));
  if (known.length === 0) throw new Refusal("not-found");
  const rows = await db
    .select({
      drillId: rejudgedCards.drillId,
      title: drills.title,
      lane: rejudgedCards.lane,
      side: rejudgedCards.side,
      beforeHundredths: rejudgedCards.beforeHundredths,
      afterHundredths: rejudgedCards.afterHundredths,
      lines: sql<unknown>`case when ${drills.scenarioId} in ${closedScenarios(readerId)} then null else ${rejudgedCards.lines} end`,
    })
    .from(rejudgedCards)
    .innerJoin(drills, eq(drills.id, rejudgedCards.drillId))
    .where(
      and(
        eq(rejudgedCards.rejudgingId, rejudgingId),
        isChanged,
        from === null
          ? undefined
          : sql`(${rejudgedCards.drillId}, ${rejudgedCards.lane}, ${rejudgedCards.side})
              > (${from.drillId}::uuid, ${from.lane}::int, ${from.side}::text)`,
      ),
    )
    .orderBy(asc(rejudgedCards.drillId), asc(rejudgedCards.lane), asc(rejudgedCards.side))
    .limit(PAGE_SIZE + 1);
  const cards = rows.slice(0, PAGE_SIZE).map((row) => ChangedCard.parse(row));
  const last = cards.at(-1);
  const isMore = rows.length > PAGE_SIZE && last !== undefined;
  return { cards, next: isMore ? { drillId: last.drillId, lane: last.lane, side: last.side } : null };
}
