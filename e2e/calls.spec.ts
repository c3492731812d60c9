import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { says } from "./messages";
import { planOpposedDrill } from "./opposed-drill";

const say = (key: string, values: Record<string, string> = {}) => says("zh", key, values);

/** Its first call comes within a minute. */
const STARTER = "醉汉";
const CALL_MS = 60_000;

test("a call rings until it is answered, wherever one is looking, and is silent where sounds are off", async ({
  personAs,
  pageAs,
}) => {
  const { drillId, control } = await planOpposedDrill(personAs, STARTER);
  await control({ type: "StartDrill", rate: 1 });
  const page = await pageAs("tide-captain");
  await countTones(page);
  await page.goto(`/drills/${drillId}`);
  // Looking at something else, and known to the browser as somebody who is there.
  await page.getByRole("tab", { name: say("console.news.log") }).click();
  expect(await tonesOf(page)).toBe(0);

  await control({ type: "JumpClock", toMs: CALL_MS });
  const call = page.getByRole("alert").filter({ hasText: say("console.incoming.call") });
  await expect(call).toBeVisible();
  await expect(call.getByText(new RegExp(`${say("console.incoming.waits")} \\d\\d:\\d\\d`))).toBeVisible();
  // It rings, and rings again.
  const first = await tonesAbove(page, 0);
  const second = await tonesAbove(page, first);

  const sounds = page.getByRole("button", { name: say("console.sound.turnOff") });
  await sounds.click();
  const muted = await tonesOf(page);
  await page.getByRole("button", { name: say("console.sound.turnOn") }).click();
  // Switched on again it rings at once; in between it did not.
  expect(muted).toBeGreaterThanOrEqual(second);
  await tonesAbove(page, muted);

  await call.getByRole("button", { name: say("console.incoming.answerOf", { number: "1" }) }).click();
  await expect(call).toHaveCount(0);
});

test("what comes in behind another tab says so above everything else, and is counted until it is seen", async ({
  personAs,
  pageAs,
}) => {
  const { drillId, control } = await planOpposedDrill(personAs, STARTER);
  await control({ type: "StartDrill", rate: 1 });
  const page = await pageAs("tide-captain", { phone: true });
  await page.goto(`/drills/${drillId}`);
  await expect(page.getByRole("heading", { name: say("console.board.title") })).toBeVisible();
  const words = "网格员来信：巷口有人看见他了";
  await control({
    type: "SendAdHocInject",
    lane: 1,
    kind: "message",
    audience: "responder",
    from: "网格员",
    text: words,
    incident: null,
  });

  // A phone shows one pane at a time, and this is another one.
  const news = page.getByRole("region", { name: say("console.incoming.label") });
  await expect(news).toContainText(words);
  await expect(news).toContainText(say("console.injectKind.message"));
  const pane = page.getByRole("button", { name: new RegExp(`${say("console.news.label")}$`) });
  await expect(pane).toContainText("1");
  await news.getByRole("button", { name: say("console.incoming.show", { count: "1" }) }).click();
  await expect(page.getByRole("article").filter({ hasText: words })).toBeVisible();
  await expect(news).toHaveCount(0);
  await expect(pane).not.toContainText("1");
});

/** Counts the tones that the page starts, without sounding them otherwise. */
async function countTones(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.set(window, "tones", 0);
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      Reflect.set(window, "tones", Number(Reflect.get(window, "tones")) + 1);
      return start.call(this, when);
    };
  });
}

async function tonesOf(page: Page): Promise<number> {
  return page.evaluate(() => Number(Reflect.get(window, "tones")));
}

/** Waits for more tones than there were. @returns how many there are then. */
async function tonesAbove(page: Page, before: number): Promise<number> {
  await expect.poll(() => tonesOf(page)).toBeGreaterThan(before);
  return tonesOf(page);
}
