import "server-only";
import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { LocalText } from "@/domain/text";
import type { Database } from "@/server/db/client";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { openTo } from "@/server/scenario/queries";
import type { Asker } from "@/server/drill/queries";

/** A scenario somebody may practise on, as much of it as a player may know beforehand. */
export type PracticeOffer = {
  scenarioId: string;
  title: LocalText;
  situation: LocalText;
  plannedMinutes: number;
  opposed: boolean;
};

/**
 * The published scenarios of somebody's part of the organisation that their owners have opened for it, in their newest
 * version; but for those on which the person is to play a drill, or has, until its scores are released.
 *
 * Title, length and the situation both sides are told; nothing of the plan.
 */
export async function listOffers(db: Database, asker: Asker): Promise<PracticeOffer[]> {
  const rows = await db
    .selectDistinctOn([scenarioVersions.scenarioId], {
      scenarioId: scenarioVersions.scenarioId,
      title: sql<unknown>`${scenarioVersions.content} -> 'title'`,
      situation: sql<unknown>`${scenarioVersions.content} -> 'brief' -> 'situation'`,
      plannedMinutes: sql<number>`(${scenarioVersions.content} ->> 'plannedMinutes')::int`,
      opposed: sql<boolean>`(${scenarioVersions.content} ->> 'opposed')::boolean`,
    })
    .from(scenarioVersions)
    .innerJoin(scenarios, eq(scenarios.id, scenarioVersions.scenarioId))
    .where(and(isNull(scenarios.archivedAt), eq(scenarios.openForPractice, true), openTo(asker)))
    .orderBy(asc(scenarioVersions.scenarioId), desc(scenarioVersions.version));
  return rows.map((row) => ({
    ...row,
    title: LocalText.parse(row.title),
    situation: LocalText.parse(row.situation),
  }));
}
