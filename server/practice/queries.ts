import "server-only";
import { and, asc, eq, isNull, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { LocalText } from "@/domain/text";
import type { Database } from "@/server/db/client";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { newestVersion, openTo } from "@/server/scenario/queries";
import type { Asker } from "@/server/drill/queries";

/** A scenario somebody may practise on, as much of it as a player may know beforehand. */
const Offer = z.object({
  scenarioId: z.string(),
  title: LocalText,
  situation: LocalText,
  plannedMinutes: z.number(),
  opposed: z.boolean(),
});
export type PracticeOffer = z.infer<typeof Offer>;

/** Whether somebody may practise on one scenario: whether `listOffers` has it. */
export async function isOffered(db: Database, asker: Asker, scenarioId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: scenarios.id })
    .from(scenarios)
    .where(
      and(
        eq(scenarios.id, scenarioId),
        offeredTo(asker),
        sql`exists (select from ${scenarioVersions} where ${scenarioVersions.scenarioId} = ${scenarios.id})`,
      ),
    );
  return row !== undefined;
}

function offeredTo(asker: Asker): SQL | undefined {
  return and(isNull(scenarios.archivedAt), eq(scenarios.openForPractice, true), openTo(asker));
}

/**
 * The published scenarios of somebody's part of the organisation that their owners have opened for it, in their newest
 * version; but for those on which the person is to play a drill, or has, until its scores are released.
 *
 * Title, length and the situation both sides are told; nothing of the plan.
 */
export async function listOffers(db: Database, asker: Asker): Promise<PracticeOffer[]> {
  const latest = newestVersion(db);
  const rows = await db
    .select({
      scenarioId: scenarios.id,
      title: latest.title,
      situation: latest.situation,
      plannedMinutes: latest.plannedMinutes,
      opposed: latest.opposed,
    })
    .from(scenarios)
    .innerJoinLateral(latest, sql`true`)
    .where(offeredTo(asker))
    .orderBy(asc(scenarios.id));
  return rows.map((row) => Offer.parse(row));
}
