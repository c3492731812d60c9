import "server-only";
import { caseDraftFrom } from "@/domain/case-study/from-drill";
import { Refusal } from "@/domain/refusal";
import type { Database } from "@/server/db/client";
import { readStream } from "@/server/drill/event-store";
import { fromDrill } from "@/server/drill/room";
import { createCaseDraft } from "@/server/library/mutations";

/**
 * Turns a lane of a drill into the draft of a case study. Asked again, the first draft is found.
 *
 * @throws {Refusal} "drill-not-ended", "lane-unknown".
 */
export async function makeCase(
  db: Database,
  { drillId, lane: number, userId }: { drillId: string; lane: number; userId: string },
): Promise<{ caseId: string; slug: string; isNew: boolean }> {
  const events = await readStream(db, drillId, 0);
  const { content, scenarioId } = await fromDrill(db, drillId, (drill) => {
    if (drill.phase !== "ended") throw new Refusal("drill-not-ended");
    const lane = drill.lanes[number - 1];
    if (!lane) throw new Refusal("lane-unknown");
    return { content: caseDraftFrom(drill, lane, events), scenarioId: drill.setup.scenarioId };
  });
  return createCaseDraft(db, { content, createdBy: userId, origin: { drillId, lane: number, scenarioId } });
}
