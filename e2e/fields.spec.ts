import { randomUUID } from "node:crypto";
import type { CDPSession, Locator, Page } from "@playwright/test";
import type { DrillCommand } from "@/domain/drill/schema";
import { expect, signIn, test } from "./fixtures";
import type { Api } from "./fixtures";
import { laneOf, planFieldDrill } from "./field-drill";
import { says } from "./messages";

const say = (key: string, values: Record<string, string> = {}) => says("zh", key, values);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Composes a text as an input method does, letter by letter, and leaves it composing. */
async function compose(cdp: CDPSession, text: string): Promise<void> {
  for (let length = 1; length <= text.length; length++) {
    await cdp.send("Input.imeSetComposition", {
      text: text.slice(0, length),
      selectionStart: length,
      selectionEnd: length,
    });
  }
}

/** The key that confirms a word, in Safari's order: the composition is over by then, and only the key code tells. */
async function confirmInSafari(field: Locator, key: string): Promise<void> {
  await field.evaluate((element, named) => {
    element.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    element.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    const init = { key: named, keyCode: 229, bubbles: true, cancelable: true };
    element.dispatchEvent(new KeyboardEvent("keydown", init));
    element.dispatchEvent(new KeyboardEvent("keyup", init));
  }, key);
}

for (const address of ["/join", "/"]) {
  test(`a join code that an input method composes at ${address} is the letters that were typed, once`, async ({
    pageAs,
  }) => {
    const page = await pageAs("tide-member");
    await page.goto(address);
    const field = page.getByRole("textbox", { name: say("common.joinCode.label") });
    await field.focus();
    const cdp = await page.context().newCDPSession(page);
    await compose(cdp, "km2");
    await expect(field).toHaveValue("km2");
    await cdp.send("Input.insertText", { text: "km2" });
    await expect(field).toHaveValue("KM2");
    await field.fill("ｋ７ｍ-２ｐｑ");
    await expect(field).toHaveValue("K7M2PQ");
  });
}

test("the keys of an input method command nothing: no line, no dialog, no shortcut", async ({
  personAs,
  pageAs,
}) => {
  const { page } = await atCall(personAs, pageAs);
  const line = page.getByRole("combobox", { name: say("console.line.label") });
  await line.fill("101 1");
  await confirmInSafari(line, "Enter");
  await confirmInSafari(line, "Escape");
  await expect(line).toHaveValue("101 1");
  await expect(line).toBeFocused();
  await line.evaluate((element: HTMLElement) => element.blur());
  // A single key that would open the sheet, and the keys that close a window.
  await confirmInSafari(page.locator("body"), "?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog");
  await expect(sheet).toBeVisible();
  await confirmInSafari(sheet, "Escape");
  await expect(sheet).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(unit(page, "101")).not.toContainText(say("console.unitStatus.en-route"));
  const cdp = await page.context().newCDPSession(page);
  await line.fill("");
  await compose(cdp, "pai");
  await page.keyboard.press("Enter");
  await expect(line).toHaveValue("pai");
});

test("an order typed while the line is down stands until the server has it", async ({
  personAs,
  pageAs,
  wire,
}) => {
  const { page } = await atCall(personAs, pageAs, wire.url);
  const line = page.getByRole("combobox", { name: say("console.line.label") });
  await expect(unit(page, "101")).toBeVisible();
  wire.pull();
  await line.fill("101 1");
  await line.press("Enter");
  await expect(line).toHaveValue("101 1");
  await expect(page.getByText(say("console.line.underWay"))).toBeVisible();
  wire.plugIn();
  await expect(unit(page, "101")).toContainText(say("console.unitStatus.en-route"), { timeout: 30_000 });
  await expect(line).toHaveValue("");
});

test("a map that could not be fetched while the line was down is there once the line is back", async ({
  personAs,
  pageAs,
}) => {
  const drill = await planOwnDrill(personAs);
  await drill.control({ type: "StartDrill", rate: 1 });
  const page = await pageAs("tide-captain");
  let isDown = true;
  let refused = 0;
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    const answer = await route.fetch();
    const isMap = isDown && (await answer.text()).includes("leaflet-zoom-animated");
    if (!isMap) return route.fulfill({ response: answer });
    refused += 1;
    return route.abort("connectionfailed");
  });
  await page.goto(`/drills/${drill.drillId}`);
  await expect.poll(() => refused, { timeout: 30_000 }).toBeGreaterThan(0);
  isDown = false;
  await expect(page.getByRole("application", { name: say("console.map.label") })).toBeVisible({
    timeout: 30_000,
  });
});

test("every word beside a choice chooses it", async ({ pageAs }) => {
  const page = await pageAs("trainer");
  await page.goto("/drills/new");
  const field = page.getByRole("radio", { name: say("drills.mode.field"), exact: true });
  await page.getByText(say("drills.create.modeHint.field")).click();
  await expect(field).toBeChecked();
  const noNotice = page.getByRole("switch", { name: say("drills.create.noNotice"), exact: true });
  await page.getByText(say("drills.create.noNoticeHint")).click();
  await expect(noNotice).toBeChecked();
  await page.getByText(say("drills.create.noNotice"), { exact: true }).click();
  await expect(noNotice).not.toBeChecked();
});

test("what is planned after the session was lost goes on once the same person has signed in again", async ({
  pageAs,
}) => {
  const page = await pageAs("trainer");
  await page.goto("/drills/new");
  const title = `续登 ${randomUUID().slice(0, 8)}`;
  const name = page.getByRole("textbox", { name: say("drills.create.name") });
  await name.fill(title);
  // Every query has its answer: only what is pressed next meets the lost session.
  await page.waitForLoadState("networkidle");
  await page.context().clearCookies({ name: /session/ });
  await page.getByRole("button", { name: say("drills.create.submit"), exact: true }).click();
  const window = page.getByRole("dialog", { name: say("common.signInAgain.title") });
  const signInAs = async (staffNumber: string) => {
    await window.getByRole("textbox", { name: say("common.signInAgain.identifier") }).fill(staffNumber);
    await window.getByLabel(say("common.signInAgain.password")).fill("sandtable-demo-2026");
    await window.getByRole("button", { name: say("common.signInAgain.submit") }).click();
  };
  // Nothing is sent in somebody else's name.
  await signInAs("TR02");
  await expect(window.getByText(say("common.signInAgain.other"))).toBeVisible();
  await expect(page).toHaveURL(/\/drills\/new/);
  await signInAs("TR01");
  await expect(page).toHaveURL(/\/lobby/);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
});

test("a planned time is the installation's, typed in New York and read in Shanghai, with its zone", async ({
  browser,
  baseURL,
}) => {
  const url = baseURL ?? "";
  const { cookies } = await signIn(url, "trainer");
  const title = `时区 ${randomUUID().slice(0, 8)}`;
  const pageIn = async (timezoneId: string) => {
    const context = await browser.newContext({ baseURL: url, timezoneId, locale: "zh-CN" });
    await context.addCookies(
      [...cookies, ["locale", "zh"] as const].map(([name, value]) => ({ name, value, url })),
    );
    return context.newPage();
  };
  const page = await pageIn("America/New_York");
  await page.goto("/drills/new");
  await page.getByRole("textbox", { name: say("drills.create.name") }).fill(title);
  await page.getByLabel(say("drills.create.plannedFor")).fill("2027-03-14T02:30");
  await expect(
    page.getByText(say("common.wallTime.zone", { zone: "Asia/Shanghai", offset: "UTC+8" })),
  ).toBeVisible();
  await page.getByRole("button", { name: say("drills.create.submit"), exact: true }).click();
  await expect(page).toHaveURL(/\/lobby/);
  for (const other of [page, await pageIn("Asia/Shanghai")]) {
    await other.goto("/drills");
    const row = other.getByRole("listitem").filter({ hasText: title });
    await expect(row).toContainText("02:30 UTC+8");
  }
  await Promise.all(browser.contexts().map((context) => context.close()));
});

test("drill time goes on evenly when the clock of the device is set back or forward", async ({
  personAs,
  pageAs,
}) => {
  const { drillId, control } = await planOwnDrill(personAs);
  await control({ type: "StartDrill", rate: 1 });
  await control({ type: "JumpClock", toMs: 20 * MINUTE });
  const page = await pageAs("tide-captain");
  await withClockInHand(page);
  await page.goto(`/drills/${drillId}`);
  const timer = page.getByRole("timer", { name: say("common.clock.label") });
  await expect(timer).toHaveText(/^2\d:\d\d$/);
  for (const byMs of [-3 * HOUR, 2 * HOUR]) {
    const before = await secondsOf(timer);
    const sinceMs = performance.now();
    await setClock(page, byMs);
    await expect.poll(() => secondsOf(timer)).toBeGreaterThan(before + 1);
    const passed = (performance.now() - sinceMs) / 1_000;
    const shown = (await secondsOf(timer)) - before;
    expect(Math.abs(shown - passed)).toBeLessThanOrEqual(2);
  }
});

test("what an evaluator saw while cut off, with a clock set meanwhile and a reload, is told within 2 s", async ({
  personAs,
  pageAs,
  wire,
}) => {
  const trainer = await personAs("trainer");
  const evaluator = await personAs("evaluator");
  const { drillId, joinCode } = await planFieldDrill(trainer);
  await evaluator.api.drill.join.mutate({ code: joinCode, role: "evaluator" });
  const command = (toMs?: number) =>
    trainer.api.drill.command.mutate({
      drillId,
      commandId: randomUUID(),
      command: toMs === undefined ? { type: "StartDrill", rate: 1 } : { type: "JumpClock", toMs },
    });
  await command();
  await command(30 * MINUTE);
  const leaptMs = performance.now();
  const page = await pageAs("evaluator", { url: wire.url });
  await withClockInHand(page);
  await page.goto(`/drills/${drillId}/evaluate`);
  await expect(page.getByText(say("evaluate.sync.offline.ready"))).toBeVisible({ timeout: 30_000 });
  wire.pull();
  const seen: number[] = [];
  const note = async (text: string) => {
    const field = page.getByRole("textbox", { name: say("evaluate.notes.add") });
    await field.fill(text);
    seen.push(30 * MINUTE + performance.now() - leaptMs);
    await field.press("Enter");
    await expect(page.getByRole("listitem").filter({ hasText: text })).toBeVisible();
  };
  await note("对时前");
  await setClock(page, -10 * MINUTE);
  await note("对时后");
  await page.reload();
  await expect(page.getByRole("textbox", { name: say("evaluate.notes.add") })).toBeVisible();
  await note("重新打开后");
  wire.plugIn();
  await expect
    .poll(async () => (await laneOf(trainer, drillId)).notes.length, { timeout: 60_000 })
    .toBe(seen.length);
  const told = (await laneOf(trainer, drillId)).notes.map(({ atMs }) => atMs);
  told.forEach((atMs, i) => expect(Math.abs(atMs - (seen[i] ?? 0))).toBeLessThanOrEqual(2_000));
});

test("in the last row of a table Enter takes over what was typed and adds a row; what is no time stays and is told", async ({
  personAs,
  pageAs,
}) => {
  const { page, scenarioId } = await inEditor(personAs, pageAs);
  await page.goto(`/scenarios/${scenarioId}?section=msel`);
  const times = page.getByRole("textbox", { name: new RegExp(`^${say("scenarios.column.time")}: `) });
  await expect(times.first()).toBeVisible();
  const before = await page.getByRole("row").count();
  await page.getByRole("button", { name: say("scenarios.add.inject") }).click();
  await expect(page.getByRole("row")).toHaveCount(before + 1);
  const rows = await page.getByRole("row").count();
  const last = times.last();
  await last.fill("T+47:11");
  await last.press("Enter");
  await expect(page.getByRole("row")).toHaveCount(rows + 1);
  await expect(page.locator('input[value="T+47:11"]')).toHaveCount(1);

  const first = times.first();
  await first.fill("马上");
  await first.press("Tab");
  await expect(first).toHaveValue("马上");
  await expect(page.getByText(say("common.typed.moment"))).toBeVisible();
  // Another section and back: it is still there.
  const nav = page.getByRole("navigation", { name: say("scenarios.sections.label") });
  await nav.getByRole("link", { name: say("scenarios.sections.forces") }).click();
  await nav.getByRole("link", { name: say("scenarios.sections.msel") }).click();
  await expect(first).toHaveValue("马上");
});

test("an empty field holds back nothing but itself, and a colleague's other row survives keeping mine", async ({
  personAs,
  pageAs,
}) => {
  const { api, page, scenarioId } = await inEditor(personAs, pageAs);
  await page.goto(`/scenarios/${scenarioId}?section=msel`);
  const titles = page.getByRole("textbox", { name: new RegExp(`^${say("scenarios.column.inject")}: `) });
  await expect(titles.first()).toBeVisible();
  const stored = async () => (await api.scenario.read.query({ scenarioId })).content.injects;
  const [before] = await stored();
  await titles.first().fill("");
  await titles.nth(1).fill("第二行");
  await expect.poll(async () => (await stored())[1]?.title.zh, { timeout: 15_000 }).toBe("第二行");
  await titles.first().fill("第一行");
  await expect.poll(async () => (await stored())[0]?.title.zh, { timeout: 15_000 }).toBe("第一行");
  expect(before?.title.zh).not.toBe("第一行");

  // A colleague changes the third row.
  const { content, revision } = await api.scenario.read.query({ scenarioId });
  const injects = content.injects.map((inject, i) =>
    i === 2 ? { ...inject, title: { ...inject.title, zh: "同事的第三行" } } : inject,
  );
  await api.scenario.save.mutate({ scenarioId, revision, content: { ...content, injects } });
  await titles.nth(1).fill("我的第二行");
  await page.getByRole("button", { name: say("common.conflict.both") }).click({ timeout: 15_000 });
  await expect
    .poll(async () => (await stored()).slice(1, 3).map(({ title }) => title.zh), { timeout: 15_000 })
    .toEqual(["我的第二行", "同事的第三行"]);
  await expect(titles.nth(2)).toHaveValue("同事的第三行");
});

test("a planned drill is edited on its page, and what a colleague changed meanwhile is told and stands beside it", async ({
  personAs,
  pageAs,
}) => {
  const { drillId } = await planOwnDrill(personAs);
  const { api } = await personAs("trainer");
  const page = await pageAs("trainer");
  await page.goto(`/drills/${drillId}/lobby`);
  await page.getByRole("button", { name: say("drills.plan.menu") }).click();
  await page.getByRole("menuitem", { name: say("drills.plan.edit") }).click();
  await expect(page).toHaveURL(/\/plan$/);
  const title = `改过 ${randomUUID().slice(0, 8)}`;
  const name = page.getByRole("textbox", { name: say("drills.create.name") });
  await name.fill(title);
  const { plan } = await api.drill.plan.query({ drillId });
  const plannedForMs = Date.UTC(2027, 4, 1, 1, 30);
  await api.drill.move.mutate({ drillId, plannedForMs });

  const save = page.getByRole("button", { name: say("drills.plan.save"), exact: true });
  await save.click();
  const fields = say("drills.plan.field.plannedFor");
  await expect(page.getByText(say("drills.plan.meanwhile", { fields }))).toBeVisible();
  await expect(name).toHaveValue(title);
  await expect(page.getByLabel(say("drills.create.plannedFor"))).toHaveValue("2027-05-01T09:30");
  await save.click();
  await expect(page).toHaveURL(/\/lobby$/);
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  expect((await api.drill.plan.query({ drillId })).plan).toEqual({ ...plan, title, plannedForMs });
});

type Fixtures = Parameters<Parameters<typeof test>[2]>[0];

/** A drill on a scenario that nobody else plays, with a captain on the responding side. */
async function planOwnDrill(personAs: Fixtures["personAs"]) {
  const { api } = await personAs("trainer");
  const scenarioId = await ownScenario(api);
  const { revision } = await api.scenario.read.query({ scenarioId });
  await api.scenario.publish.mutate({ scenarioId, revision });
  const { drillId, joinCode } = await api.drill.create.mutate({
    title: `字段 ${randomUUID().slice(0, 8)}`,
    scenarioId,
    format: "opposed",
    mode: "tabletop",
    noNotice: false,
    teams: [
      { lane: 1, side: "responder", teamId: null, name: "R" },
      { lane: 1, side: "opposition", teamId: null, name: "O" },
    ],
    people: [],
  });
  const captain = await personAs("tide-captain");
  await captain.api.drill.join.mutate({ code: joinCode, role: "player", lane: 1, side: "responder" });
  const control = (command: DrillCommand) =>
    api.drill.command.mutate({ drillId, commandId: randomUUID(), command });
  return { drillId, control };
}

async function ownScenario(api: Api): Promise<string> {
  const starters = await api.scenario.list.query();
  const starter = starters.find((one) => one.isStarter && one.title.zh.includes("醉汉"));
  if (!starter) throw new Error("The demo comes without the drunk man.");
  return (await api.scenario.duplicate.mutate({ scenarioId: starter.id })).scenarioId;
}

/** A call that was answered and classified, and the responder's screen. */
async function atCall(personAs: Fixtures["personAs"], pageAs: Fixtures["pageAs"], url?: string) {
  const drill = await planOwnDrill(personAs);
  await drill.control({ type: "StartDrill", rate: 1 });
  await drill.control({ type: "JumpClock", toMs: MINUTE });
  const { api } = await personAs("tide-captain");
  const act = { type: "TakeAction" as const, incident: 1, unitIds: [], note: "" };
  for (const command of [
    { ...act, actionId: "accept" },
    { ...act, actionId: "classify", priority: 1 as const, category: "" },
  ]) {
    await api.drill.command.mutate({ drillId: drill.drillId, commandId: randomUUID(), command });
  }
  const page = await pageAs("tide-captain", url === undefined ? {} : { url });
  await page.goto(`/drills/${drill.drillId}`);
  return { page, drill };
}

function unit(page: Page, callSign: string): Locator {
  return page
    .getByRole("list", { name: say("console.units.title") })
    .getByRole("button", { name: new RegExp(`^${callSign} `) });
}

/** A scenario of the trainer's own, open in the editor. */
async function inEditor(personAs: Fixtures["personAs"], pageAs: Fixtures["pageAs"]) {
  const { api } = await personAs("trainer");
  const scenarioId = await ownScenario(api);
  return { api, scenarioId, page: await pageAs("trainer") };
}

/** From now on the clock of the page's device is set by `setClock`, also after a reload. */
async function withClockInHand(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const wall = Date.now.bind(Date);
    Date.now = () => wall() + Number(localStorage.getItem("test-clock") ?? 0);
  });
}

async function setClock(page: Page, byMs: number): Promise<void> {
  await page.evaluate((ms) => localStorage.setItem("test-clock", String(ms)), byMs);
}

async function secondsOf(timer: Locator): Promise<number> {
  const parts = (await timer.innerText()).split(":").map(Number);
  return parts.reduce((sum, part) => sum * 60 + part, 0);
}
