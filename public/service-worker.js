/*
 * Opens the evaluator's screen when the server cannot be reached: docs/decisions/0030-evaluating-without-a-network.md.
 *
 * It keeps nothing itself. The screen keeps its own page and what the page is made of in a cache of its drill
 * (app/_device/keep-page.ts), and this plays it back. Because page and parts were kept together, a new release needs
 * nothing from here, and this file may take over at once.
 */

const KEPT = "sandtable.page.";
const EVALUATE = /^\/drills\/[0-9a-f-]{36}\/evaluate$/;
/** A network that does not answer a page within this time, in ms, is as good as none. */
const PATIENCE_MS = 8_000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (EVALUATE.test(pathname)) event.respondWith(fromServer(request, () => keptPage(pathname)));
    // Where the app opens from a home screen: without a network it goes on where the evaluator was.
    else if (pathname === "/") event.respondWith(fromServer(request, toLastKept));
  } else if (pathname.startsWith("/_next/static/")) {
    // Named for what is in them: what was kept under a name is what the server has under it.
    event.respondWith(keptPart(request));
  }
});

/** The server's answer; what is kept instead when there is none, or a proxy says that the server is away. */
async function fromServer(request, kept) {
  let tooLate;
  const patience = new Promise((resolve) => {
    tooLate = setTimeout(resolve, PATIENCE_MS, null);
  });
  const asked = fetch(request).catch(() => null);
  const answer = await Promise.race([asked, patience]);
  clearTimeout(tooLate);
  if (answer !== null && ![502, 503, 504].includes(answer.status)) return answer;
  return (await kept()) ?? answer ?? (await asked) ?? Response.error();
}

async function keptPage(pathname) {
  for (const name of await keptNames()) {
    const page = await (await caches.open(name)).match(pathname, { ignoreVary: true });
    if (page) return page;
  }
  return null;
}

async function toLastKept() {
  for (const name of (await keptNames()).reverse()) {
    for (const { url } of await (await caches.open(name)).keys()) {
      if (EVALUATE.test(new URL(url).pathname)) return Response.redirect(url, 302);
    }
  }
  return null;
}

async function keptPart(request) {
  for (const name of await keptNames()) {
    const part = await (await caches.open(name)).match(request, { ignoreVary: true });
    if (part) return part;
  }
  return fetch(request);
}

/** In the order in which they were first kept. */
async function keptNames() {
  return (await caches.keys()).filter((name) => name.startsWith(KEPT));
}
