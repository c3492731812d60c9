import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import type { DrillCommand } from "@/domain/drill/schema";
import { laneOf, planFieldDrill, unitsOf } from "./field-drill";
import { expect, test } from "./fixtures";
import { says } from "./messages";

const say = (key: string, values: Record<string, string> = {}) => says("zh", key, values);
const MINUTE = 60_000;

/** A field drill, played from minute 1 to minute 30 by the clock: 10 minutes with a network, 10 without, 10 with. */
test("two evaluators record a field drill, one of them without a network for its middle third: each entry is there once, at its own time", async ({
  personAs,
  pageAs,
  wire,
}) => {
  test.setTimeout(180_000);
  const trainer = await personAs("trainer");
  const { drillId, joinCode } = await planFieldDrill(trainer);
  for (const key of ["evaluator", "evaluator-2"]) {
    await (await personAs(key)).api.drill.join.mutate({ code: joinCode, role: "evaluator" });
  }
  const control = (command: DrillCommand) =>
    trainer.api.drill.command.mutate({ drillId, commandId: randomUUID(), command });
  const clockMs = async () => (await trainer.api.drill.view.query({ drillId })).clock.atMs;
  await control({ type: "StartDrill", rate: 1 });
  await control({ type: "JumpClock", toMs: MINUTE });
  await control({ type: "JumpClock", toMs: 5 * MINUTE });
  const [first, second] = await unitsOf(trainer, drillId);

  // The first third: both have a network.
  const away = await pageAs("evaluator", { phone: true, url: wire.url });
  await away.goto(`/drills/${drillId}/evaluate`);
  await expect(away.getByText(say("evaluate.sync.offline.ready"))).toBeVisible({ timeout: 30_000 });
  const there = await pageAs("evaluator-2");
  await there.goto(`/drills/${drillId}/evaluate`);
  const seenFirst = await recordArrival(away, first.callSign);
  await expect(synced(away)).toBeVisible();

  // The second third: one of them is cut off, and the clock of the drill stops and goes on without them.
  await control({ type: "JumpClock", toMs: 10 * MINUTE });
  const items = away.getByRole("region", { name: say("evaluate.checklist.title") }).getByRole("article");
  const met = (at: number) =>
    items.nth(at).getByRole("button", { name: say("common.status.met"), exact: true });
  await openPane(away, "evaluate.checklist.title");
  await expect(met(0)).toBeVisible();
  await expect(away.getByRole("timer").first()).toContainText("10:");
  wire.pull();
  await expect(away.getByText(say("common.connection.reconnecting"))).toBeVisible();
  await met(0).click();
  await control({ type: "PauseClock", reason: "" });
  const pausedMs = await clockMs();
  // Nothing of what the device counts from here on has happened in the drill.
  await waitFor(away, 3);
  await note(away, "暂停之后所见");
  await note(away, "门口照片", "e2e/photo-of-a-door.png");

  await away.reload();
  await expect(away.getByText(/^离线，显示的是/)).toBeVisible({ timeout: 30_000 });
  await expect(away.getByRole("status").filter({ hasText: waitingText(3) })).toBeVisible();
  await openPane(away, "evaluate.checklist.title");
  await expect(met(0)).toHaveAttribute("aria-pressed", "true");
  await openPane(away, "evaluate.notes.title");
  await expect(away.getByRole("img", { name: say("common.photo.of", { what: "门口照片" }) })).toBeVisible();
  await expect.poll(() => widthOf(away, "门口照片")).toBeGreaterThan(0);
  const seenSecond = await recordArrival(away, second.callSign);
  await expect(away.getByRole("status").filter({ hasText: waitingText(4) })).toBeVisible();

  // Meanwhile the other one goes on, and reads nothing of it.
  await openPane(there, "evaluate.notes.title");
  await note(there, "另一位考评员所见");
  await expect(synced(there)).toBeVisible();
  await expect(there.getByText("门口照片")).toHaveCount(0);

  // The last third: the network is back, by itself everything goes up, and the drill goes on.
  wire.plugIn();
  await expect(synced(away)).toBeVisible({ timeout: 40_000 });
  await expect(away.getByText(say("common.connection.live"))).toBeVisible({ timeout: 30_000 });
  await control({ type: "ResumeClock" });
  await control({ type: "JumpClock", toMs: 20 * MINUTE });
  await note(away, "恢复之后所见");
  await expect(synced(away)).toBeVisible();

  const lane = await laneOf(trainer, drillId);
  const notes = lane.notes.map(({ text, photos }) => `${text} ${photos.length}`);
  expect(notes.sort()).toEqual(
    ["另一位考评员所见 0", "恢复之后所见 0", "暂停之后所见 0", "门口照片 1"].sort(),
  );
  const at = (text: string) => lane.notes.find((one) => one.text === text)?.atMs ?? NaN;
  expect(at("暂停之后所见")).toBe(pausedMs);
  expect(at("门口照片")).toBe(pausedMs);
  expect(at("恢复之后所见")).toBeGreaterThanOrEqual(20 * MINUTE);
  const recorded = lane.records.map(({ what, seenAtMs }) => ({
    unitId: what.kind === "arrival" ? what.unitId : "",
    seconds: Math.floor(seenAtMs / 1_000),
  }));
  expect(recorded).toEqual([
    { unitId: first.id, seconds: secondsOf(seenFirst) },
    // The device counted on through the pause; the drill stood still.
    { unitId: second.id, seconds: Math.floor(pausedMs / 1_000) },
  ]);
  expect(secondsOf(seenSecond)).toBeGreaterThan(Math.floor(pausedMs / 1_000));
  const onScene = lane.incidents[0]?.statuses.find(({ status }) => status === "on-scene");
  expect(Math.floor((onScene?.atMs ?? NaN) / 1_000)).toBe(secondsOf(seenFirst));

  // Control sees the picture that was taken without a network.
  const desk = await pageAs("trainer");
  await desk.goto(`/drills/${drillId}/control`);
  await desk.getByRole("tab", { name: say("control.aside.notes") }).click();
  await expect.poll(() => widthOf(desk, "门口照片")).toBeGreaterThan(0);

  // The score card goes by when it was seen, once it is handed in.
  await control({ type: "EndDrill", how: "ended", reason: "" });
  const evaluator = await personAs("evaluator");
  await evaluator.api.drill.command.mutate({
    drillId,
    commandId: randomUUID(),
    command: { type: "SubmitEvaluation", lane: 1 },
  });
  const { cards } = await trainer.api.review.overview.query({ drillId });
  const positions = cards.flatMap(({ lines }) => lines.flatMap(({ evidence }) => evidence)).slice(0, 200);
  const moments = await trainer.api.review.evidence.query({ drillId, positions });
  const seen = moments.flatMap(({ observedAtMs }) => observedAtMs ?? []);
  expect(seen.map((ms) => Math.floor(ms / 1_000))).toContain(secondsOf(seenFirst));
  expect(Math.max(...seen)).toBeLessThanOrEqual(pausedMs);
  const observed = moments.filter(({ kind }) => kind === "evaluation");
  expect(observed).toHaveLength(1);
  expect(observed[0]?.observedAtMs).toBeGreaterThanOrEqual(10 * MINUTE);
});

/** Records that a crew arrived, now. @returns the time that the window said it would be recorded with. */
async function recordArrival(page: Page, callSign: string): Promise<string> {
  await openPane(page, "console.record.title");
  await page.getByRole("button", { name: say("console.record.arrival"), exact: true }).click();
  const dialog = page.getByRole("dialog", { name: say("console.record.arrivalTitle") });
  await dialog.getByRole("combobox", { name: say("console.ask.label.incident") }).selectOption("1");
  await dialog.getByRole("button", { name: callSign }).click();
  const when = dialog.getByRole("group", { name: say("console.record.when") });
  const time = await when.getByText(/^T\+\d/).innerText();
  await dialog.getByRole("button", { name: say("console.record.save"), exact: true }).click();
  await expect(dialog).toBeHidden();
  return time;
}

async function note(page: Page, text: string, picture?: string): Promise<void> {
  await openPane(page, "evaluate.notes.title");
  const notes = page.getByRole("region", { name: say("evaluate.notes.title") });
  if (picture !== undefined) {
    await notes.getByLabel(say("common.photo.choose")).setInputFiles(picture);
    await expect(notes.getByRole("list", { name: say("common.photo.chosen") })).toBeVisible();
  }
  await notes.getByRole("textbox", { name: say("evaluate.notes.add") }).fill(text);
  await notes.getByRole("button", { name: say("evaluate.notes.save"), exact: true }).click();
  await expect(notes.getByRole("listitem").filter({ hasText: text })).toBeVisible();
}

/** On a phone one pane shows at a time. */
async function openPane(page: Page, title: string): Promise<void> {
  const tab = page
    .getByRole("navigation", { name: say("evaluate.panes") })
    .getByRole("button", { name: say(title), exact: true });
  if (await tab.isVisible()) await tab.click();
}

/** Waits until the clock on the page has gone on by some seconds. */
async function waitFor(page: Page, seconds: number): Promise<void> {
  const clock = page.getByRole("timer").first();
  const shown = async () => secondsOf(`T+${(await clock.innerText()).replace(/^.*?(\d+:\d\d)[^]*$/, "$1")}`);
  const from = await shown();
  await expect.poll(shown).toBeGreaterThanOrEqual(from + seconds);
}

function synced(page: Page): Locator {
  return page.getByRole("status").filter({ hasText: /^\d\d:\d\d 已同步$/ });
}

function waitingText(count: number): string {
  return say("evaluate.sync.waiting", { count: String(count) });
}

/** Width in pixels of a picture that has loaded; 0 as long as it has not. */
async function widthOf(page: Page, of: string): Promise<number> {
  const picture = page.getByRole("img", { name: say("common.photo.of", { what: of }) });
  return picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0));
}

/** "T+12:34" in seconds. */
function secondsOf(time: string): number {
  const [, minutes, seconds] = /^T\+(\d+):(\d\d)$/.exec(time) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}
