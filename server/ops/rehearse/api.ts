import "server-only";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { TRPCClient } from "@trpc/client";
import type { Offered } from "@/domain/locales";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "@/server/accounts/demo-accounts";
import type { AppRouter } from "@/server/api/root";

/** The typed API as one person uses it, over HTTP like any browser. */
export type Api = TRPCClient<AppRouter>;

/** The people who rehearse, each signed in once, whatever number of drills they play. */
export type Company = {
  trainer: Api;
  evaluator: Api;
  /** The players, in an order in which the first two are captains of different teams. */
  officers: Api[];
};

/**
 * Signs in a trainer, an evaluator and as many officers as there are places to play.
 *
 * @throws when the server is no demo: then nobody else tries a password there.
 */
export async function signInCompany(url: string, locale: Offered, officers: number): Promise<Company> {
  const trainer = apiOf(url, locale);
  await trainer.session.signInToDemo.mutate({ key: "trainer" });
  const signIn = async (identifier: string) => {
    const api = apiOf(url, locale);
    await api.session.signIn.mutate({ identifier, password: DEMO_PASSWORD });
    return api;
  };
  const [evaluator, ...players] = await Promise.all([
    signIn("EV01"),
    ...officersInTurn().slice(0, officers).map(signIn),
  ]);
  return { trainer, evaluator, officers: players };
}

/** Staff numbers of the officers: the captains of all teams, then the second of each, and so on. */
function officersInTurn(): string[] {
  const inCrew = (staffNumber: string) => staffNumber.slice(-2);
  return DEMO_PEOPLE.filter(({ roles }) => roles.includes("officer"))
    .map(({ staffNumber }) => staffNumber)
    .sort((a, b) => inCrew(a).localeCompare(inCrew(b)) || a.localeCompare(b));
}

/** A client with a cookie jar of its own. What is asked for within one tick goes in one request. */
function apiOf(url: string, locale: Offered): Api {
  const cookies = new Map<string, string>([["locale", locale]]);
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${url}/api/trpc`,
        fetch: async (input, init) => {
          const headers = new Headers(init?.headers);
          headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
          const response = await fetch(input instanceof URL ? input : String(input), {
            method: init?.method ?? "GET",
            headers,
            ...(init?.body == null ? {} : { body: String(init.body) }),
          });
          for (const line of response.headers.getSetCookie()) {
            const [pair = ""] = line.split(";", 1);
            const at = pair.indexOf("=");
            cookies.set(pair.slice(0, at), pair.slice(at + 1));
          }
          return response;
        },
      }),
    ],
  });
}
