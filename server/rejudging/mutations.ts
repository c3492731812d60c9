import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { isRefusal, Refusal } from "@/domain/refusal";
import { lineChanges } from "@/domain/score-card/line-changes";
import { RULES_VERSION } from "@/domain/scoring/score-card";
import type { Database, Transaction } from "@/server/db/client";
import { drills, scoreCards } from "@/server/db/schema/drills";
import { rejudgedCards, rejudgedDrills, rejudgings } from "@/server/db/schema/rejudgings";
import type { Askable } from "@/server/jobs/kind";
import { askForJob, cancelJob } from "@/server/jobs/mutations";
import type { Judged } from "@/server/workers/kinds/judge";
import { judgedEarlier, standingCards, type Chosen } from "./queries";

/**
 * Chooses results to be worked out anew by the rules of today, and asks for the job that does it.
 *
 * @throws {Refusal} "rejudging-open" while there is another to decide on; "rejudging-needless" when none of them was made by
 *   earlier rules.
 */
export async function beginRejudging(
  tx: Transaction,
  kind: Askable<{ rejudgingId: string }>,
  { askedBy, reason, chosen }: { askedBy: string; reason: string; chosen: Chosen },
): Promise<{ rejudgingId: string; jobId: string; drills: number }> {
  const [made] = await tx
    .insert(rejudgings)
    .values({ rulesVersion: RULES_VERSION, reason, askedBy })
    .onConflictDoNothing()
    .returning({ id: rejudgings.id });
  if (!made) throw new Refusal("rejudging-open");
  const added = await tx.execute(sql`
    insert into ${rejudgedDrills} (rejudging_id, drill_id)
    select ${made.id}::uuid, id from (${judgedEarlier(RULES_VERSION, chosen)}) as earlier
    returning drill_id`);
  if (added.length === 0) throw new Refusal("rejudging-needless");
  const { jobId } = await askForJob(tx, kind, { rejudgingId: made.id }, { askedBy, subject: made.id });
  await tx.update(rejudgings).set({ jobId }).where(eq(rejudgings.id, made.id));
  return { rejudgingId: made.id, jobId, drills: added.length };
}

/**
 * Keeps what a drill comes to beside what stands. Done again, it comes to the same.
 *
 * @param judged Null for a drill whose log holds none: nothing of it changes.
 */
export async function keepJudged(
  db: Database,
  { rejudgingId, drillId }: { rejudgingId: string; drillId: string },
  judged: Judged | null,
): Promise<void> {
  const standing = await standingCards(db, drillId);
  const rows = (judged?.cards ?? []).flatMap((card) => {
    const before = standing.find(({ lane, side }) => lane === card.lane && side === card.side);
    // What was never released is not released by this.
    const { state } = judged ?? {};
    if (!before || !state || state === "provisional" || state === "moderated") return [];
    return [
      {
        rejudgingId,
        drillId,
        lane: card.lane,
        side: card.side,
        state,
        policyVersion: judged?.policyVersion ?? 1,
        card,
        beforeHundredths: before.totalHundredths,
        afterHundredths: card.totalHundredths,
        lines: lineChanges(before, card),
      },
    ];
  });
  await db.transaction(async (tx) => {
    if (rows.length > 0) await tx.insert(rejudgedCards).values(rows).onConflictDoNothing();
    await tx
      .update(rejudgedDrills)
      .set({ position: judged?.position ?? 0 })
      .where(and(eq(rejudgedDrills.rejudgingId, rejudgingId), eq(rejudgedDrills.drillId, drillId)));
  });
}

/** Everything is worked out: somebody may decide. */
export async function proposeRejudging(tx: Transaction, rejudgingId: string): Promise<void> {
  await tx
    .update(rejudgings)
    .set({ state: "proposed" })
    .where(and(eq(rejudgings.id, rejudgingId), eq(rejudgings.state, "working")));
}

/**
 * Makes the cards of a rejudging those that stand, all of them: each the next version of its lane and side. What stood
 * before is kept as it is.
 *
 * @throws {Refusal} "not-found"; "rejudging-not-proposed"; "rejudging-outdated" when a result or the rules have changed
 *   since: then nothing is applied.
 */
export async function applyRejudging(
  tx: Transaction,
  rejudgingId: string,
  decidedBy: string,
): Promise<{ drills: number; cards: number }> {
  const { rulesVersion } = await lockRejudging(tx, rejudgingId, ["proposed"]);
  if (rulesVersion !== RULES_VERSION) throw new Refusal("rejudging-outdated");
  // Locks the drills, as whoever adds to their logs or cards does.
  const chosen = await tx.execute<{ moved: boolean }>(sql`
    select ${drills.position} <> ${rejudgedDrills.position} as moved
      from ${rejudgedDrills} join ${drills} on ${drills.id} = ${rejudgedDrills.drillId}
     where ${rejudgedDrills.rejudgingId} = ${rejudgingId}
     order by ${drills.id} for update of drills`);
  if (chosen.some(({ moved }) => moved)) throw new Refusal("rejudging-outdated");
  const added = await tx.execute(sql`
    insert into ${scoreCards}
           (drill_id, lane, side, version, state, rules_version, policy_version, card, position)
    select r.drill_id, r.lane, r.side,
           (select max(s.version) + 1 from ${scoreCards} s
             where s.drill_id = r.drill_id and s.lane = r.lane and s.side = r.side),
           r.state, ${rulesVersion}, r.policy_version, r.card, d.position
      from ${rejudgedCards} r
      join ${rejudgedDrills} d on d.rejudging_id = r.rejudging_id and d.drill_id = r.drill_id
     where r.rejudging_id = ${rejudgingId}
    returning drill_id`);
  await decide(tx, rejudgingId, "applied", decidedBy);
  return { drills: chosen.length, cards: added.length };
}

/**
 * Drops a rejudging: what stands goes on standing. Work on it that is under way ends.
 *
 * @throws {Refusal} "not-found"; "rejudging-not-proposed" when somebody has decided already.
 */
export async function dropRejudging(tx: Transaction, rejudgingId: string, decidedBy: string): Promise<void> {
  const { jobId, askedBy } = await lockRejudging(tx, rejudgingId, ["working", "proposed"]);
  await decide(tx, rejudgingId, "dropped", decidedBy);
  if (jobId === null) return;
  try {
    await cancelJob(tx, askedBy, jobId);
  } catch (error) {
    // It is over already, and may be forgotten.
    if (!isRefusal(error)) throw error;
  }
}

async function lockRejudging(
  tx: Transaction,
  rejudgingId: string,
  states: readonly (typeof rejudgings.$inferSelect)["state"][],
) {
  const [row] = await tx.select().from(rejudgings).where(eq(rejudgings.id, rejudgingId)).for("update");
  if (!row) throw new Refusal("not-found");
  if (!states.includes(row.state)) throw new Refusal("rejudging-not-proposed");
  return row;
}

async function decide(
  tx: Transaction,
  rejudgingId: string,
  state: "applied" | "dropped",
  decidedBy: string,
): Promise<void> {
  await tx
    .update(rejudgings)
    .set({ state, decidedBy, decidedAt: sql`now()` })
    .where(eq(rejudgings.id, rejudgingId));
}
