import type { ForeignPlan, Loss } from "@/domain/exchange/plan";
import type { Table } from "@/domain/exchange/table";
import type { Said } from "@/domain/words/said";

/** What the server found in a file (server/workers/kinds/open-file.ts), or why nothing came of it. */
export type PlanFile =
  | { is: "tables"; tables: Table[]; losses: Loss[] }
  | { is: "plan"; format: string; plan: ForeignPlan }
  | { is: "refused"; said: Said };

/**
 * Sends a file to be opened.
 *
 * @returns Null when the server did not answer, or refused whoever asks.
 */
export async function openPlanFile(file: File): Promise<PlanFile | null> {
  const query = new URLSearchParams({ name: file.name });
  const answer = await fetch(`/api/plan-files?${query.toString()}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: file,
  }).catch(() => null);
  if (!answer?.ok) return null;
  return (await answer.json().catch(() => null)) as PlanFile | null;
}
