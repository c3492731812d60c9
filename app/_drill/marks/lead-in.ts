import { redirect } from "next/navigation";
import { orNotFound } from "@/app/_trpc/or-not-found";
import { getQueryClient, trpc } from "@/app/_trpc/server";

/**
 * Leads somebody who is expected in a drill and has not come in to its door, whichever of its pages they opened. For
 * everybody else it does nothing: the page itself says what there is to say.
 */
export async function leadIn(drillId: string): Promise<void> {
  const way = await wayInto(drillId).catch(() => null);
  if (way?.code) redirect(`/join/${way.code}`);
}

/** The same for pages that are only for those who are in: for everybody else they do not exist. */
export async function leadInOrNotFound(drillId: string): Promise<void> {
  await orNotFound(wayInto(drillId));
  await leadIn(drillId);
}

function wayInto(drillId: string) {
  // Asked for once a page.
  return getQueryClient().query(trpc.drill.wayIn.queryOptions({ drillId }));
}
