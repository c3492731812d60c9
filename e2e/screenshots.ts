/**
 * Photographs every screen of a running demo into ./screenshots, to look at them, and looks itself for what nobody
 * should have to look for: pages wider than the window, text that is cut, controls on top of each other.
 *
 *     npm run screenshots -- [--url http://localhost:3000] [--only home] [--all]
 *
 * Without `--all` each screen is taken once, in Chinese, light, 1366x768; with it in both languages, light and dark,
 * at 1366x768, 1920x1080 and 390x844. Plays a scene of its own on that demo first. Ends with exit code 1 when there
 * is anything to complain of, or a page logs an error or asks another host for something.
 */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium, type BrowserContext, type Page } from "@playwright/test";
import { signInsOnce } from "./fixtures";
import { overflowsSideways, overlapsIn, textCutIn } from "./layout";
import { says } from "./messages";
import { playScene } from "./scene";
import { SCREENS, type Screen, type Step } from "./screens";

const SIZES = [
  { suffix: "", width: 1366, height: 768 },
  { suffix: "-wide", width: 1920, height: 1080 },
  { suffix: "-phone", width: 390, height: 844 },
] as const;
const PHONE_MAX = 500;
/** Not among the others: its answer is a 404, as it should be. */
const NOT_FOUND: Screen = { name: "not-found", as: "tide-captain", address: () => "/no-such-page" };

type Look = { suffix: string; locale: "zh" | "en"; theme: "light" | "dark"; width: number; height: number };

const LOOKS = SIZES.flatMap(({ suffix, width, height }) =>
  (["zh", "en"] as const).flatMap((locale) =>
    (["light", "dark"] as const).map((theme): Look => ({
      suffix: `${suffix}${locale === "zh" ? "" : "-en"}${theme === "light" ? "" : "-dark"}`,
      locale,
      theme,
      width,
      height,
    })),
  ),
);

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

/** One sign-in per person, however many pictures: the server counts them. */
const signedIn = signInsOnce();
const personAs = (key: string) => signedIn(origin, key);

const scene = await playScene(personAs);
const browser = await chromium.launch({
  executablePath: options.browser ?? systemBrowser(),
  args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
});
for (const look of options.all ? LOOKS : LOOKS.slice(0, 1)) {
  const contexts = new Map<string | null, BrowserContext>();
  for (const screen of [...SCREENS, NOT_FOUND].filter(({ name }) => options.only?.includes(name) ?? true)) {
    const context = contexts.get(screen.as) ?? (await contextFor(screen.as, look));
    contexts.set(screen.as, context);
    await take(context, screen, look);
  }
  for (const context of contexts.values()) await context.close();
}
await browser.close();

for (const problem of problems) console.error(problem);
console.log(`${problems.length} to complain of`);
process.exitCode = problems.length > 0 ? 1 : 0;

async function contextFor(key: string | null, look: Look): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: look.width, height: look.height },
    reducedMotion: "reduce",
    hasTouch: look.width < PHONE_MAX,
  });
  const cookies = key === null ? [] : [...(await personAs(key)).cookies];
  // What runs this script names functions by a helper that a page does not have.
  await context.addInitScript({ content: "globalThis.__name = (one) => one;" });
  const own = [...cookies, ["locale", look.locale] as const, ["theme", look.theme] as const];
  await context.addCookies(own.map(([name, value]) => ({ name, value, url: origin })));
  return context;
}

async function take(context: BrowserContext, screen: Screen, look: Look): Promise<void> {
  const page = await context.newPage();
  const complain = (what: string) => problems.push(`${screen.name}${look.suffix}: ${what}`);
  page.on("pageerror", (error) => complain(error.message));
  page.on("console", (message) => {
    // The browser itself reports a 404 page as an error; that is what was asked for.
    if (message.type() === "error" && !message.text().includes("status of 404")) complain(message.text());
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol.startsWith("http")) complain(`asked ${url.origin}`);
  });

  const say = (key: string, values: Record<string, string> = {}) => says(look.locale, key, values);
  await page.goto(screen.address(scene));
  await page.getByRole("heading", { level: 1 }).or(page.getByRole("main")).first().waitFor();
  await photograph(page, screen, null, look);
  for (const step of screen.then ?? []) {
    if (step.wideOnly && look.width < PHONE_MAX) continue;
    if (step.moving) await scene.whileMoving(() => step.take(page, say, look.locale));
    else await step.take(page, say, look.locale);
    await photograph(page, screen, step, look);
  }
  await page.close();
}

async function photograph(page: Page, screen: Screen, step: Step | null, look: Look): Promise<void> {
  // Skeletons and spinners say that something is on its way.
  const loading = says(look.locale, "common.loading");
  await page
    .getByRole("status", { name: loading })
    .or(page.locator("[aria-busy=true]"))
    .filter({ visible: true })
    .first()
    .waitFor({ state: "detached" });
  await page.evaluate(() => document.fonts.ready);
  // What sticks to the window is painted apart from the rest, and may be a frame behind it.
  await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));
  const name = `${screen.name}${step ? `-${step.name}` : ""}${look.suffix}`;
  if (await overflowsSideways(page)) problems.push(`${name}: wider than the window`);
  for (const text of await textCutIn(page)) problems.push(`${name}: cut: ${text}`);
  for (const pair of await overlapsIn(page)) problems.push(`${name}: overlap: ${pair}`);
  const file = path.join(options.out, `${name}.png`);
  await page.screenshot({ path: file });
  console.log(file);
}

function systemBrowser(): string | undefined {
  return ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((file) =>
    existsSync(file),
  );
}
