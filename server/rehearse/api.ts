import "server-only";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "@/server/root";

/** The typed API as one person uses it, over HTTP like any browser. */
export type Api = TRPCClient<AppRouter>;

/** Signs in to a demo account by its key ("trainer", "tide-captain", ...) and keeps its cookies. */
export async function signInAs(url: string, key: string, locale: "zh" | "en"): Promise<Api> {
  const cookies = new Map<string, string>([["locale", locale]]);
  const api = createTRPCClient<AppRouter>({
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
  await api.session.signInToDemo.mutate({ key });
  return api;
}
