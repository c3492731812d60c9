import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { currentViewer } from "@/app/_trpc/server";

/** Set by the front door on every page request: layouts are not told the address they are rendered for. */
const PAGE_PATH_HEADER = "x-page-path";

/**
 * The person signed in; strangers are sent to sign in and come back afterwards.
 *
 * A courtesy, not a lock: what someone may see or do is decided by each procedure.
 */
export async function requireViewer() {
  const viewer = await currentViewer();
  if (viewer) return viewer;
  const path = pageAddress((await headers()).get(PAGE_PATH_HEADER));
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** The address as the person sees it: Next.js marks its own fetches of a page with `_rsc`. */
function pageAddress(requested: string | null): string {
  const { pathname, searchParams } = new URL(requested ?? "/", "http://localhost");
  searchParams.delete("_rsc");
  const query = searchParams.toString();
  return query === "" ? pathname : `${pathname}?${query}`;
}
