import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type { DrillCommand } from "@/domain/drill/schema";
import type { EvaluatorView } from "@/domain/view/schema";
import { planFieldDrill } from "./field-drill";
import { expect, test } from "./fixtures";
import type { Person } from "./fixtures";
import { says } from "./messages";

const say = (key: string, values: Record<string, string> = {}) => says("zh", key, values);
const MINUTE = 60_000;
const HOURS = 8;
/** By the scenario: as many notes per hour, beside the items. */
const NOTES_PER_HOUR = 3;

/** A drill in which an evaluator has a screen that works without a network. */
async function atWork(
  personAs: (key: string) => Promise<Person>,
  pageAs: (key: string | null, options?: { url?: string; phone?: boolean }) => Promise<Page>,
  url: string,
  phone = false,
) {
  const trainer = await personAs("trainer");
  const evaluator = await personAs("evaluator");
  const { drillId, joinCode } = await planFieldDrill(trainer);
  await evaluator.api.drill.join.mutate({ code: joinCode, role: "evaluator" });
  const control = (command: DrillCommand) =>
    trainer.api.drill.command.mutate({ drillId, commandId: randomUUID(), command });
  await control({ type: "StartDrill", rate: 1 });
  await control({ type: "JumpClock", toMs: 2 * MINUTE });
  const page = await pageAs("evaluator", { url, phone });
  return { drillId, evaluator, control, page };
}

test("an evaluator needs one tap per item, or one key, and every one reaches the server", async ({
  personAs,
  pageAs,
  baseURL,
}, info) => {
  const { drillId, evaluator, page } = await atWork(personAs, pageAs, baseURL ?? "");
  await page.goto(`/drills/${drillId}/evaluate`);
  const items = page.getByRole("region", { name: say("evaluate.checklist.title") }).getByRole("article");
  await expect(items.first()).toBeVisible();
  const all = await items.count();
  const tapped = Math.floor(all / 2);

  let taps = 0;
  for (let i = 0; i < tapped; i++) {
    await items.nth(i).getByRole("group").getByRole("button").first().click();
    taps += 1;
  }
  // The first key beyond the last tap says where the keys begin; from there each key is an item.
  await items.nth(tapped).focus();
  let keys = 0;
  for (let i = tapped; i < all; i++) {
    await expect(items.nth(i)).toBeFocused();
    await page.keyboard.press("1");
    keys += 1;
  }
  await expect(synced(page)).toBeVisible({ timeout: 30_000 });
  const { observations, ratings } = await ownLane(evaluator, drillId);
  expect(observations.length + ratings.length).toBe(all);
  expect(taps + keys).toBe(all);
  tell(info, `figure 5: ${tapped} items by ${taps} taps, ${all - tapped} items by ${keys} keys`);
});

test("the keys of the checklist move, are listed on the sheet, and can be switched off", async ({
  personAs,
  pageAs,
  baseURL,
}) => {
  const { drillId, page } = await atWork(personAs, pageAs, baseURL ?? "");
  await page.goto(`/drills/${drillId}/evaluate`);
  const items = page.getByRole("region", { name: say("evaluate.checklist.title") }).getByRole("article");
  await expect(items.first()).toBeVisible();
  const pressed = page.getByRole("button", { pressed: true }).filter({ hasText: say("common.status.met") });

  // Nothing is rated blindly: the first key only shows which item comes first.
  await page.keyboard.press("1");
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(items.nth(1)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(items.nth(2)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("k");
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("n");
  const text = page.getByRole("textbox", { name: say("evaluate.notes.add") });
  await expect(text).toBeFocused();
  // In a text they are letters and figures.
  await page.keyboard.type("1j?");
  await expect(text).toHaveValue("1j?");
  await expect(pressed).toHaveCount(0);

  await items.first().focus();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: say("common.shortcuts.title") });
  await expect(sheet).toContainText(say("evaluate.checklist.rate.1"));
  await expect(sheet).toContainText(say("evaluate.notes.add"));
  await sheet.getByRole("switch", { name: say("common.shortcuts.singleKeys") }).click();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await items.first().focus();
  await page.keyboard.press("1");
  await page.keyboard.press("j");
  await expect(items.first()).toBeFocused();
  await expect(pressed).toHaveCount(0);
});

test(`nothing is lost or doubled in ${HOURS} hours without a network, with a reload every hour`, async ({
  personAs,
  pageAs,
  wire,
}, info) => {
  test.setTimeout(300_000);
  const { drillId, evaluator, page } = await atWork(personAs, pageAs, wire.url, true);
  await page.clock.install({ time: Date.now() });
  await page.goto(`/drills/${drillId}/evaluate`);
  await expect(page.getByText(say("evaluate.sync.offline.ready"))).toBeVisible({ timeout: 30_000 });
  wire.pull();
  await expect(page.getByText(say("common.connection.reconnecting"))).toBeVisible();

  const entered: string[] = [];
  let reloads = 0;
  for (let hour = 1; hour <= HOURS; hour++) {
    await page.clock.fastForward("01:00:00");
    await openPane(page, "evaluate.notes.title");
    for (let i = 1; i <= NOTES_PER_HOUR; i++) {
      const text = `第 ${hour} 小时 ${i}`;
      await page.getByRole("textbox", { name: say("evaluate.notes.add") }).fill(text);
      await page.getByRole("button", { name: say("evaluate.notes.save"), exact: true }).click();
      entered.push(text);
    }
    await page.reload();
    reloads += 1;
    await expect(
      page.getByRole("status").filter({ hasText: `（${say("common.ago.hours", { count: String(hour) })}）` }),
    ).toBeVisible({ timeout: 30_000 });
    await expect(waiting(page, entered.length)).toBeVisible();
  }
  // The last word on an item is the one that counts, whatever was said before it.
  await openPane(page, "evaluate.checklist.title");
  const item = page
    .getByRole("region", { name: say("evaluate.checklist.title") })
    .getByRole("article")
    .first();
  await item.getByRole("button", { name: say("common.status.missed"), exact: true }).click();
  await page.reload();
  reloads += 1;
  await openPane(page, "evaluate.checklist.title");
  await item.getByRole("button", { name: say("common.status.met"), exact: true }).click();
  await expect(waiting(page, entered.length + 1)).toBeVisible();

  wire.plugIn();
  // The page's clock stands in for eight hours; the wait for the next attempt is real time.
  await page.clock.runFor(20_000);
  await expect(synced(page)).toBeVisible({ timeout: 60_000 });
  const { notes, observations } = await ownLane(evaluator, drillId);
  expect(notes.map(({ text }) => text)).toEqual(entered);
  expect(observations.map(({ result }) => result)).toEqual(["met"]);
  const times = notes.map(({ atMs }) => atMs);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  tell(
    info,
    `figure 5: ${HOURS} h without a network, ${reloads} reloads, ${entered.length + 1} entries, ${notes.length + observations.length} arrived, 0 lost, 0 doubled`,
  );
});

test("an entry that the server does not take stays with its reason until the evaluator has seen to it", async ({
  personAs,
  pageAs,
  wire,
}) => {
  const { drillId, evaluator, control, page } = await atWork(personAs, pageAs, wire.url);
  await page.goto(`/drills/${drillId}/evaluate`);
  const items = page.getByRole("region", { name: say("evaluate.checklist.title") }).getByRole("article");
  await expect(items.first()).toBeVisible();
  await expect(page.getByText(say("evaluate.sync.offline.ready"))).toBeVisible({ timeout: 30_000 });
  wire.pull();
  await items
    .first()
    .getByRole("button", { name: say("common.status.met"), exact: true })
    .click();
  await page.getByRole("textbox", { name: say("evaluate.notes.add") }).fill("最后一句");
  await page.keyboard.press("Enter");
  // Meanwhile this evaluator hands in on another device.
  await control({ type: "EndDrill", how: "ended", reason: "" });
  await evaluator.api.drill.command.mutate({
    drillId,
    commandId: randomUUID(),
    command: { type: "SubmitEvaluation", lane: 1 },
  });
  wire.plugIn();

  const refused = page.getByRole("region", { name: say("evaluate.refused.title", { count: "1" }) });
  await expect(refused).toContainText(say("refusals.evaluation-submitted"), { timeout: 40_000 });
  // The one behind it went through all the same.
  await expect
    .poll(async () => (await ownLane(evaluator, drillId)).notes.map(({ text }) => text))
    .toEqual(["最后一句"]);
  await page.reload();
  await expect(refused).toContainText(say("refusals.evaluation-submitted"));
  await refused.getByRole("button", { name: new RegExp(`^${say("evaluate.refused.again")}`) }).click();
  await expect(refused).toContainText(say("refusals.evaluation-submitted"));
  await refused.getByRole("button", { name: new RegExp(`^${say("evaluate.refused.discard")}`) }).click();
  await expect(refused).toHaveCount(0);
});

test("signing out takes what was read off the device, and leaves what was not sent", async ({
  personAs,
  pageAs,
  wire,
}) => {
  const { drillId, evaluator, page } = await atWork(personAs, pageAs, wire.url);
  await page.goto(`/drills/${drillId}/evaluate`);
  await expect(page.getByText(say("evaluate.sync.offline.ready"))).toBeVisible({ timeout: 30_000 });
  expect(await keptOn(page)).toMatchObject({ pages: 1, drills: 2 });

  // An entry that is still on the device while its maker's session is over.
  wire.pull();
  await page.getByRole("textbox", { name: say("evaluate.notes.add") }).fill("未发出");
  await page.keyboard.press("Enter");
  await expect(waiting(page, 1)).toBeVisible();
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  wire.plugIn();
  await expect(page.getByRole("button", { name: say("evaluate.sync.signIn") })).toBeVisible({
    timeout: 40_000,
  });
  expect((await ownLane(evaluator, drillId)).notes).toEqual([]);

  // Somebody else signs in on the same tablet.
  await page.goto("/sign-in");
  await page.getByRole("button").filter({ hasText: "傅明微" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).not.toHaveURL(/sign-in/);
  expect(await keptOn(page)).toMatchObject({ pages: 0, drills: 0 });
  await page.goto(`/drills/${drillId}/evaluate`);
  await expect(page.getByRole("heading", { level: 1, name: say("shell.notFound.title") })).toBeVisible();
  expect((await ownLane(evaluator, drillId)).notes).toEqual([]);
  wire.pull();
  await expect(page.reload()).rejects.toThrow();
  // The browser's own page for that comes a moment later, and would cut off the next.
  await expect.poll(() => page.url()).toMatch(/^chrome-error:/);
  wire.plugIn();

  // Back in their own name, what they wrote goes up.
  await page.context().clearCookies();
  await page.context().addCookies(cookies);
  await page.goto(`/drills/${drillId}/evaluate`);
  await expect
    .poll(async () => (await ownLane(evaluator, drillId)).notes.map(({ text }) => text))
    .toEqual(["未发出"]);
});

/** What an evaluator has in the one lane of the drill, as the server tells it. */
async function ownLane({ api }: Person, drillId: string): Promise<EvaluatorView["lanes"][number]> {
  const view = await api.drill.view.query({ drillId });
  const [only] = view.kind === "evaluator" ? view.lanes : [];
  if (!only) throw new Error("The evaluator has no evaluator's view.");
  return only;
}

/** How many pages and drills the browser keeps. */
async function keptOn(page: Page): Promise<{ pages: number; drills: number }> {
  return page.evaluate(async () => {
    const pages = (await caches.keys()).length;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("sandtable");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error("no database"));
    });
    const drills = await new Promise<number>((resolve) => {
      const request = database.transaction("drills").objectStore("drills").count();
      request.onsuccess = () => resolve(request.result);
    });
    database.close();
    return { pages, drills };
  });
}

/** On a phone one pane shows at a time. */
async function openPane(page: Page, title: string): Promise<void> {
  const tab = page
    .getByRole("navigation", { name: say("evaluate.panes") })
    .getByRole("button", { name: say(title), exact: true });
  if (await tab.isVisible()) await tab.click();
}

function synced(page: Page) {
  return page.getByRole("status").filter({ hasText: /^\d\d:\d\d 已同步$/ });
}

function waiting(page: Page, count: number) {
  return page.getByRole("status").filter({ hasText: say("evaluate.sync.waiting", { count: String(count) }) });
}

/** Puts a figure beside the test in its report, and on the terminal. */
function tell(info: { annotations: { type: string; description?: string }[] }, figure: string): void {
  info.annotations.push({ type: "figure", description: figure });
  process.stdout.write(`${figure}\n`);
}
