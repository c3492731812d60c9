/**
 * Photographs the screens of a running demo into ./screenshots: for the README, and to look at them.
 *
 *     npm run screenshots -- [--url http://localhost:3000] [--only home] [--all]
 *
 * Without `--all` each screen is taken once, in Chinese, light, on a desktop; with it also in English, dark
 * and on a phone. Ends with exit code 1 when a page logs an error or asks another host for anything.
 */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Browser, type Page } from "@playwright/test";
import { z } from "zod";

type Shot = {
  name: string;
  /** Key of the demo account that looks at it; null for a stranger. */
  as: string | null;
  address: string;
  /** Follows links to get there, for addresses that hold an id. */
  reach?: (page: Page) => Promise<void>;
};

type Look = {
  suffix: string;
  locale: "zh" | "en";
  theme: "light" | "dark";
  viewport: { width: number; height: number };
};

const DESKTOP = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };

const LOOKS: readonly [Look, ...Look[]] = [
  { suffix: "", locale: "zh", theme: "light", viewport: DESKTOP },
  { suffix: "-dark", locale: "zh", theme: "dark", viewport: DESKTOP },
  { suffix: "-en", locale: "en", theme: "light", viewport: DESKTOP },
  { suffix: "-en-dark", locale: "en", theme: "dark", viewport: DESKTOP },
  { suffix: "-phone", locale: "zh", theme: "light", viewport: PHONE },
  { suffix: "-en-phone-dark", locale: "en", theme: "dark", viewport: PHONE },
];

/** Opens the first card of the page. */
async function openFirst(page: Page): Promise<void> {
  await page.locator("main").getByRole("listitem").getByRole("link").first().click();
  await page.waitForURL((url) => url.pathname.split("/").length > 2);
}

const Drills = z.object({
  result: z.object({
    data: z.array(
      z.object({
        drillId: z.string(),
        phase: z.string(),
        joined: z.boolean(),
        joinCode: z.string().nullable(),
      }),
    ),
  }),
});

/** Opens a screen of the demo's own drill that is in a phase, and comes in where the person is still awaited. */
function openDrill(phase: "running" | "ended", screen: string) {
  return async (page: Page): Promise<void> => {
    const answer = await page.request.get(`${origin}/api/trpc/drill.list`);
    const drills = Drills.parse(await answer.json()).result.data.filter((one) => one.phase === phase);
    const drill = drills.find((one) => one.joined) ?? drills.find((one) => one.joinCode !== null);
    if (!drill) throw new Error(`The demo has no ${phase} drill for this person.`);
    if (!drill.joined) {
      await page.request.post(`${origin}/api/trpc/drill.join`, {
        headers: { origin },
        data: { code: drill.joinCode },
      });
    }
    await page.goto(`${origin}/drills/${drill.drillId}${screen}`);
    await page.locator("h1").first().waitFor({ state: "attached" });
    await page.getByRole("main").getByRole("heading").first().waitFor();
  };
}

const SHOTS: readonly Shot[] = [
  { name: "sign-in", as: null, address: "/sign-in" },
  { name: "home", as: "trainer", address: "/" },
  { name: "home-officer", as: "tide-captain", address: "/" },
  { name: "scenarios", as: "trainer", address: "/scenarios" },
  { name: "scenario", as: "trainer", address: "/scenarios", reach: openFirst },
  { name: "drills", as: "trainer", address: "/drills" },
  { name: "drill-new", as: "trainer", address: "/drills/new" },
  { name: "practice", as: "tide-captain", address: "/drills/practice" },
  { name: "lobby", as: "trainer", address: "/drills", reach: openDrill("running", "/lobby") },
  { name: "control", as: "trainer", address: "/drills", reach: openDrill("running", "/control") },
  { name: "responder", as: "tide-captain", address: "/drills", reach: openDrill("running", "") },
  { name: "opposition", as: "reef-captain", address: "/drills", reach: openDrill("running", "") },
  { name: "evaluate", as: "evaluator", address: "/drills", reach: openDrill("running", "/evaluate") },
  { name: "review", as: "trainer", address: "/drills", reach: openDrill("ended", "/review") },
  { name: "library", as: "tide-captain", address: "/library" },
  { name: "me", as: "tide-captain", address: "/me" },
  { name: "people", as: "administrator", address: "/admin/people" },
  { name: "organisations", as: "administrator", address: "/admin/organisations" },
  { name: "teams", as: "administrator", address: "/admin/teams" },
  { name: "audit", as: "administrator", address: "/admin/audit" },
  { name: "not-found", as: "tide-captain", address: "/no-such-page" },
];

const { values: options } = parseArgs({
  options: {
    url: { type: "string", default: "http://localhost:3000" },
    out: { type: "string", default: "screenshots" },
    only: { type: "string", multiple: true },
    all: { type: "boolean", default: false },
    browser: { type: "string" },
  },
});

const origin = new URL(options.url).origin;
const problems: string[] = [];
await mkdir(options.out, { recursive: true });

const browser = await chromium.launch({
  executablePath: options.browser ?? systemBrowser(),
  args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
});
const signIns = new Map<string, Promise<Cookies>>();
const shots = SHOTS.filter((shot) => options.only?.includes(shot.name) ?? true);
for (const look of options.all ? LOOKS : [LOOKS[0]]) {
  for (const shot of shots) await take(browser, shot, look);
}
await browser.close();

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

type Cookies = Awaited<ReturnType<typeof signIn>>;

async function take(through: Browser, shot: Shot, look: Look): Promise<void> {
  const context = await through.newContext({
    viewport: look.viewport,
    deviceScaleFactor: 2,
    reducedMotion: "reduce",
    hasTouch: look.viewport.width < 500,
  });
  await context.addCookies([
    { name: "locale", value: look.locale, url: origin },
    { name: "theme", value: look.theme, url: origin },
    ...(shot.as === null ? [] : await cookiesOf(through, shot.as)),
  ]);
  const page = await context.newPage();
  const name = `${shot.name}${look.suffix}`;
  page.on("pageerror", (error) => problems.push(`${name}: ${error.message}`));
  page.on("console", (message) => {
    // The browser itself reports a 404 page as an error; that is what was asked for.
    if (message.type() === "error" && !message.text().includes("status of 404")) {
      problems.push(`${name}: ${message.text()}`);
    }
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol.startsWith("http"))
      problems.push(`${name}: asked ${url.origin}`);
  });

  await page.goto(`${origin}${shot.address}`);
  await shot.reach?.(page);
  // Skeletons say that something is on its way.
  await page.getByRole("status", { name: /^(正在加载|Loading)$/ }).waitFor({ state: "detached" });
  await page.evaluate(() => document.fonts.ready);
  const file = path.join(options.out, `${name}.png`);
  await page.screenshot({ path: file });
  console.log(file);
  await context.close();
}

/** One sign-in per person, however many pictures: the server counts them. */
function cookiesOf(through: Browser, key: string): Promise<Cookies> {
  const known = signIns.get(key);
  if (known) return known;
  const made = signIn(through, key);
  signIns.set(key, made);
  return made;
}

async function signIn(through: Browser, key: string) {
  const context = await through.newContext();
  const response = await context.request.post(`${origin}/api/trpc/session.signInToDemo`, {
    headers: { origin },
    data: { key },
  });
  if (!response.ok()) throw new Error(`Signing in as ${key} failed: ${await response.text()}`);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

function systemBrowser(): string | undefined {
  return ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((file) =>
    existsSync(file),
  );
}
