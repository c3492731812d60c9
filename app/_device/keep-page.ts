/** Begins the name of every cache of a page; the service worker looks for it (public/service-worker.js). */
const KEPT = "sandtable.page.";

/** A service worker, and a cache for it, exist on https and on this machine itself only. */
export function canKeepPages(): boolean {
  // eslint-disable-next-line no-restricted-properties -- no environment: the compiler writes the word in here
  return process.env.NODE_ENV === "production" && "serviceWorker" in navigator && "caches" in window;
}

/**
 * Keeps this very page and everything it is made of, so that it opens again without a network.
 *
 * The page is kept last: it is only there when all its parts are. Parts of an older release that it no longer needs
 * go then.
 *
 * @returns False when the page is not this person's to open.
 */
export async function keepPage(personId: string, drillId: string): Promise<boolean> {
  await navigator.serviceWorker.register("/service-worker.js", { scope: "/" });
  await forgetPages(personId);
  const cache = await caches.open(`${KEPT}${personId}.${drillId}`);
  const { pathname } = window.location;
  const page = await fetch(pathname, { headers: { accept: "text/html" } });
  // Not the page itself, but what somebody is sent to who may not open it.
  if (!page.ok || page.redirected) return false;
  const parts = new Set([...partsIn(await page.clone().text()), ...partsLoaded()]);
  for (const part of parts) {
    if (!(await cache.match(part, { ignoreVary: true }))) await cache.add(part);
  }
  await cache.put(pathname, page);
  for (const { url } of await cache.keys()) {
    const kept = new URL(url).pathname;
    if (kept !== pathname && !parts.has(kept)) await cache.delete(url);
  }
  // Until it is active it plays nothing back.
  await navigator.serviceWorker.ready;
  return true;
}

/** Forgets the pages of everybody but this person; null: of everybody. */
export async function forgetPages(personId: string | null): Promise<void> {
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) {
    const isOwn = personId !== null && name.startsWith(`${KEPT}${personId}.`);
    if (name.startsWith(KEPT) && !isOwn) await caches.delete(name);
  }
}

/** Forgets the page of one drill. */
export async function forgetPage(personId: string, drillId: string): Promise<void> {
  if ("caches" in window) await caches.delete(`${KEPT}${personId}.${drillId}`);
}

const PART = /\/_next\/static\/[^"'\\\s)]+/g;

/** Addresses of scripts and styles that a page names. */
function partsIn(html: string): string[] {
  return [...html.matchAll(PART)].map(([part]) => part);
}

/** What the page has fetched since: parts that are loaded when they are first needed, and fonts. */
function partsLoaded(): string[] {
  return performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name).pathname)
    .filter((pathname) => pathname.startsWith("/_next/static/"));
}
