import { test as base, expect } from "@playwright/test";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "@/server/api/root";
import { layWire } from "./wire";
import type { Wire } from "./wire";

/** The typed API as one person uses it, over HTTP like any browser. */
export type Api = TRPCClient<AppRouter>;

/** Somebody signed in: their API, and the cookies that make a browser theirs. */
export type Person = { api: Api; cookies: ReadonlyMap<string, string> };

/** "en-XA" is English made strange: what stands on a screen in plain letters is in no catalogue. */
export type Language = "zh" | "en" | "en-XA";

/** How somebody sees the product. */
export type Look = { language: Language; theme: "light" | "dark" };

/**
 * The two looks in which every screen is searched for faults: each language and each theme once, because what a screen
 * is called and how long it is does not depend on its colours (docs/decisions/0061).
 */
export const LOOKS: readonly Look[] = [
  { language: "zh", theme: "light" },
  { language: "en", theme: "dark" },
];

type WorkerFixtures = {
  /**
   * Signs in to a demo account of a server, once for all tests of a worker: a password is slow to check on purpose.
   * A test that ends a session has to sign in by itself (`signIn`).
   */
  signedIn: (url: string, key: string) => Promise<Person>;
};

type Fixtures = {
  /** Signs in to a demo account by its key ("trainer", "tide-captain", ...), without a browser. */
  personAs: (key: string) => Promise<Person>;
  /** A page in a browser profile of its own, signed in to a demo account, or a stranger's for null. */
  pageAs: (
    key: string | null,
    options?: { language?: Language; theme?: Look["theme"]; url?: string; phone?: boolean },
  ) => Promise<Page>;
  /** A cable to the server that can be pulled out. */
  wire: Wire;
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  signedIn: [
    // Playwright wants the pattern, and a worker's fixture may ask for nothing of a test's.
    async ({}, use) => {
      await use(signInsOnce());
    },
    { scope: "worker" },
  ],

  personAs: async ({ baseURL, signedIn }, use) => {
    await use((key) => signedIn(addressOf(baseURL), key));
  },

  pageAs: async ({ browser, baseURL, signedIn }, use) => {
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    await use(
      async (key, { language = "zh", theme = "light", url = addressOf(baseURL), phone = false } = {}) => {
        const person = key === null ? null : await signedIn(url, key);
        const context = await openProfile(browser, { url, person, language, theme, phone }, complaints);
        contexts.push(context);
        return context.newPage();
      },
    );
    await Promise.all(contexts.map((context) => context.close()));
    // Holds for every page of every test: nothing leaves the host, and nothing breaks the page's own policy.
    expect(complaints).toEqual([]);
  },

  wire: async ({ baseURL }, use) => {
    const wire = await layWire(addressOf(baseURL));
    await use(wire);
    await wire.close();
  },
});

export { expect };

/**
 * A browser profile of its own for somebody signed in, or for a stranger. `complaints` gets what none of its pages may
 * do: ask another host, break the page's own policy, throw what nobody catches.
 */
export async function openProfile(
  browser: Browser,
  { url, person, language, theme, phone }: Look & { url: string; person: Person | null; phone: boolean },
  complaints: string[],
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    locale: language === "zh" ? "zh-CN" : "en-GB",
    viewport: phone ? { width: 390, height: 844 } : { width: 1366, height: 768 },
    colorScheme: theme,
  });
  await watch(context, complaints);
  const cookies = [...(person?.cookies ?? []), ["locale", language] as const];
  await context.addCookies(cookies.map(([name, value]) => ({ name, value, url })));
  return context;
}

/** Notes requests to other hosts, refusals by the content policy, and errors that nobody caught. */
async function watch(context: BrowserContext, complaints: string[]): Promise<void> {
  // What a library tries and catches is in no console, but it is an event.
  await context.exposeFunction("policyBroken", (what: string) => complaints.push(what));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      const tell = Reflect.get(window, "policyBroken");
      if (typeof tell === "function") {
        tell(`broke the policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
      }
    });
  });
  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    const inside = ["data:", "blob:"].includes(protocol) || ["127.0.0.1", "localhost"].includes(hostname);
    if (!inside) complaints.push(`asked another host: ${request.url()}`);
  });
  context.on("console", (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(`uncaught in the page: ${error.error().message}`));
}

/** Signs in to each account of each server once, and gives the same person whenever it is asked for them again. */
export function signInsOnce(): (url: string, key: string) => Promise<Person> {
  const known = new Map<string, Promise<Person>>();
  return (url, key) => {
    const name = `${url} ${key}`;
    const person = known.get(name) ?? signIn(url, key);
    known.set(name, person);
    return person;
  };
}

/** A person at the API of any server in demo mode, keeping the cookies as a browser would. */
export async function signIn(url: string, key: string): Promise<Person> {
  const cookies = new Map<string, string>();
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
  return { api, cookies };
}

export function addressOf(baseURL: string | undefined): string {
  if (baseURL === undefined) throw new Error("playwright.config.ts names no address.");
  return baseURL;
}
