import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { currentViewer } from "@/app/_trpc/server";

/** Set by `proxy.ts` on every page request: layouts are not told the address they are rendered for. */
export const PAGE_PATH_HEADER = "x-page-path";

/**
 * The person signed in; strangers are sent to sign in and come back afterwards.
 *
 * A courtesy, not a lock: what someone may see or do is decided by each procedure.
 */
export async function requireViewer() {
  const viewer = await currentViewer();
  if (viewer) return viewer;
  const path = (await headers()).get(PAGE_PATH_HEADER);
  redirect(path && path !== "/" ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
}
