import type { PlanFile } from "@/domain/exchange/plan";

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
