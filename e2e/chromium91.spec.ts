import { ensureChromium91 } from "@/server/ops/launch/chromium-91.mjs";
import { startBrowser } from "./devtools-pipe";
import type { DevTools } from "./devtools-pipe";
import { expect, test } from "./fixtures";
import { says } from "./messages";
import { openOldPage } from "./old-page";
import type { OldPage } from "./old-page";

const say = (key: string, values: Record<string, string> = {}) => says("zh", key, values);
const button = (name: string | RegExp) => ({ role: "button", name });
const link = (name: string | RegExp) => ({ role: "link", name });

/** Chosen by name: it has a call within a minute, and its first crew can come. */
const STARTER = "夜半醉汉";

let browser: DevTools | null = null;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const found = await ensureChromium91(process.cwd());
  test.skip(found === null, "Chromium 91 was never built for this system.");
  if (found) browser = await startBrowser(found.file, found.env);
});
test.afterAll(async () => {
  await browser?.close();
});

test("a drill from sign-in to dispatch, evaluation and library works in a real Chromium 91", async ({
  baseURL,
  personAs,
}, testInfo) => {
  test.setTimeout(180_000);
  if (!browser || !baseURL) throw new Error("There is no browser, or nothing to open in it.");
  const old = browser;
  const complaints: string[] = [];
  const pages: [string, OldPage][] = [];
  const pageAs = async (key: string | null) => {
    const cookies = key === null ? [] : (await personAs(key)).cookies;
    const page = await openOldPage(old, new Map([...cookies, ["locale", "zh"]]), baseURL, complaints);
    pages.push([key ?? "stranger", page]);
    return page;
  };
  try {
    const trainer = await pageAs(null);
    expect(await trainer.evaluate("navigator.userAgent")).toContain("Chrome/91.");
    await signInOnScreen(trainer);
    await readScenario(trainer);
    const title = await planDrill(trainer);
    const { api } = await personAs("trainer");
    const drill = (await api.drill.list.query({})).drills.find((one) => one.title === title);
    if (!drill?.joinCode) throw new Error("The drill that was planned has no code.");

    const responder = await pageAs("tide-captain");
    await joinBy(responder, drill.joinCode, title);
    const evaluator = await pageAs("evaluator");
    await joinBy(evaluator, drill.joinCode, title);

    await trainer.click(link(say("drills.open.control")));
    await trainer.click(button(say("control.clock.start")));
    await trainer.click({ role: "radio", name: "10×" });
    await answerAndDispatch(responder, trainer);
    await tick(evaluator);
    // Whoever plays reads no case of the scenario before the scores are released; control does.
    await readCase(trainer);
    for (const [, page] of pages) await fitsItsWidth(page);
    expect(complaints).toEqual([]);
  } finally {
    for (const [name, page] of pages) {
      await testInfo.attach(name, { body: await page.picture(), contentType: "image/png" });
    }
  }
});

async function signInOnScreen(page: OldPage): Promise<void> {
  await page.open("/sign-in");
  await page.click({ ...button(/./), text: say("common.role.trainer") });
  await page.see(link(say("home.newDrill")));
}

async function readScenario(page: OldPage): Promise<void> {
  await page.open("/scenarios");
  await page.click(link(STARTER));
  await page.see({ role: "heading", name: STARTER });
  await page.click(link(new RegExp(`^${say("scenarios.sections.msel")}`)));
  await page.see({ role: "table" });
  await fitsItsWidth(page);
}

async function planDrill(page: OldPage): Promise<string> {
  await page.open("/drills/new");
  await page.click({ role: "radio", name: new RegExp(STARTER) });
  const title = `Chromium 91 ${Date.now()}`;
  await page.click({ role: "textbox", name: say("drills.create.name") });
  await page.evaluate("document.activeElement.select()");
  await page.type(title);
  await page.click(button(say("drills.create.submit")));
  await page.see({ role: "heading", name: title });
  return title;
}

async function joinBy(page: OldPage, code: string, title: string): Promise<void> {
  await page.open(`/join/${code}`);
  await page.click(button(say("drills.join.submit")));
  await page.see({ role: "heading", name: title });
}

/** The call arrives by itself, is taken, and a crew is sent to it by the command line. */
async function answerAndDispatch(page: OldPage, control: OldPage): Promise<void> {
  await page.see({ role: "article", text: say("console.injectKind.call") });
  await control.click({ role: "radio", name: "1×" });
  await page.click(button(say("console.inbox.accept")));
  await page.see(button(new RegExp(say("console.incidentStatus.accepted"))));
  await page.type("/101 1");
  await page.pressEnter();
  await page.see({ role: "main", text: say("console.unitStatus.en-route") });
}

async function tick(page: OldPage): Promise<void> {
  const met = { ...button(say("common.status.met")), within: { role: "article" } };
  await page.click(met);
  await page.see({ role: "status", text: say("evaluate.sync.synced", { time: "" }) });
}

async function readCase(page: OldPage): Promise<void> {
  await page.open("/library");
  await page.click({ role: "link", within: { role: "heading" } });
  await page.see({ role: "heading" });
}

async function fitsItsWidth(page: OldPage): Promise<void> {
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
}
