import { redirect } from "next/navigation";
import { getQueryClient, trpc } from "@/app/_trpc/server";

/**
 * Leads somebody who is expected in a drill and has not come in to its door, whichever of its pages they opened. For
 * everybody else it does nothing: the page itself says what there is to say.
 */
export async function leadIn(drillId: string): Promise<void> {
  const way = await getQueryClient()
    .query(trpc.drill.wayIn.queryOptions({ drillId }))
    .catch(() => null);
  if (way) redirect(`/join/${way.code}`);
}
