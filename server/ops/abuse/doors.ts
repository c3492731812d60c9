import "server-only";
import { firstCharacters } from "@/domain/shortened";
import type { Person, Writes } from "./testing";
import { TELLS_INSIDE, type Tried } from "./abuse";

const ODD = ["%00", "%FF", "%ED%A0%80", "%", "..%2f..%2f", "%E2%80%8B", "'", "x".repeat(3_000)];

/** Tries the doors that are no procedures: addresses, cookies, headers, uploads and streams. */
export async function abuseDoors(
  url: string,
  people: readonly Person[],
  writes: Writes,
  count: number,
): Promise<Tried> {
  const tried: Tried = {
    procedure: "other doors",
    wellFormed: "ok",
    calls: 0,
    seconds: 0,
    dearest: 0,
    misses: [],
  };
  const session = people.find(({ name }) => name === "trainer")?.cookies ?? new Map<string, string>();
  const signedIn = [...session].map(([key, value]) => `${key}=${value}`).join("; ");
  const ask = async (address: string, init: RequestInit = {}) => {
    const before = await writes.count();
    const what = `${init.method ?? "GET"} ${firstCharacters(address, 60)}`;
    const answer = await fetch(`${url}${address}`, { ...init, signal: AbortSignal.timeout(5_000) });
    tried.calls += 1;
    const text = answer.headers.get("content-type")?.includes("event-stream") ? "" : await answer.text();
    await answer.body?.cancel().catch(() => undefined);
    if (answer.status >= 500) tried.misses.push(`${what}: ${answer.status}`);
    if (TELLS_INSIDE.test(text)) tried.misses.push(`${what}: tells of the inside`);
    if ((await writes.count()) !== before) tried.misses.push(`${what}: stored something`);
  };
  for (const odd of ODD.slice(0, count)) {
    for (const cookie of ["", signedIn]) {
      const headers = { cookie };
      const json = { cookie, "content-type": "application/json" };
      await ask(`/api/trpc/${odd}`, { headers });
      await ask(`/api/trpc/${odd}`, { method: "POST", headers: json, body: "{}" });
      await ask(`/api/trpc/library.search?input=${odd}`, { headers });
      await ask(`/api/trpc/library.search?batch=1&input=${odd}`, { headers });
      await ask(`/api/trpc-live/${odd}?input=${odd}`, { headers });
      await ask(`/api/trpc-live/drill.live?input=${odd}&lastEventId=${odd}`, { headers });
      await ask(`/api/photos/${odd}/${odd}`, { headers });
      await ask(`/api/photos/${odd}/${odd}`, { method: "PUT", headers, body: "\x89PNG" });
      await ask(`/api/auth/${odd}`, { headers });
      await ask(`/api/auth/get-session?disableCookieCache=${odd}`, { headers });
      await ask(`/api/${odd}`, { headers });
    }
    const names = [...session.keys(), "locale", "theme", "better-auth.session_token"];
    for (const name of names) {
      const headers = { cookie: `${name}=${odd}.${odd}`, "user-agent": odd, "accept-language": odd };
      await ask("/api/auth/get-session", { headers });
      await ask("/api/trpc/session.current", { headers });
      await ask("/api/trpc/teams.list", { headers: { ...headers, "x-forwarded-for": odd } });
    }
  }
  for (const body of ["", "{", "null", "[]", "\0", "\ufeff{}", '"\\ud800"', `${"[".repeat(300_000)}`]) {
    const headers = { cookie: signedIn, "content-type": "application/json" };
    await ask("/api/trpc/session.signIn", { method: "POST", headers, body });
    await ask("/api/trpc/session.signIn?batch=1", { method: "POST", headers, body });
    await ask("/api/trpc/session.signIn", {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body,
    });
  }
  return tried;
}
