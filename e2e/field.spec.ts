import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import type { DrillCommand } from "@/domain/drill/schema";
import { laneOf, planFieldDrill, unitsOf } from "./field-drill";
import { expect, test } from "./fixtures";
import { says } from "./messages";

const say = (key: string, values: Record<string, string> = {}) => says("zh", key, values);

/** Everything waits until the network is back, and the clock of the drill leaps on meanwhile. */
const CALL_MS = 60_000;
const SEEN_FROM_MS = 600_000;
const BACK_MS = 1_200_000;

test("two evaluators record a field drill, one of them cut off: both arrivals count from when they were seen", async ({
  personAs,
  pageAs,
  wire,
}) => {
  const trainer = await personAs("trainer");
  const { drillId, joinCode } = await planFieldDrill(trainer);
  for (const key of ["evaluator", "evaluator-2"]) {
    await (await personAs(key)).api.drill.join.mutate({ code: joinCode, role: "evaluator" });
  }
  const control = (command: DrillCommand) =>
    trainer.api.drill.command.mutate({ drillId, commandId: randomUUID(), command });
  await control({ type: "StartDrill", rate: 1 });
  await control({ type: "JumpClock", toMs: CALL_MS });
  await control({ type: "JumpClock", toMs: SEEN_FROM_MS });
  const [first, second] = await unitsOf(trainer, drillId);

  const cutOff = await pageAs("evaluator", { phone: true, url: wire.url });
  await cutOff.goto(`/drills/${drillId}/evaluate`);
  await cutOff.getByRole("button", { name: say("console.record.title"), exact: true }).click();
  const onStreet = cutOff.getByRole("region", { name: say("console.record.title") });
  await expect(onStreet.getByText(say("console.record.empty"))).toBeVisible();
  wire.pull();
  const seenFirst = await recordArrival(cutOff, first.callSign, async (dialog) => {
    await dialog.getByRole("radio", { name: say("common.ago.minutes", { count: "2" }) }).click();
  });
  const kept = onStreet.getByRole("listitem").filter({ hasText: first.callSign });
  await expect(kept).toContainText(say("console.record.waiting"));

  await control({ type: "JumpClock", toMs: BACK_MS });
  const connected = await pageAs("evaluator-2");
  await connected.goto(`/drills/${drillId}/evaluate`);
  const seenSecond = await recordArrival(connected, second.callSign, async (dialog) => {
    await dialog.getByRole("radio", { name: say("console.record.exact"), exact: true }).click();
    await dialog.getByRole("textbox", { name: say("console.record.exactTime") }).fill("12:34");
  });
  expect(seenSecond).toBe("T+12:34");
  // What the other one saw is not theirs to read or to take back.
  await expect(connected.getByRole("listitem").filter({ hasText: first.callSign })).toHaveCount(0);

  wire.plugIn();
  await expect(kept).not.toContainText(say("console.record.waiting"), { timeout: 30_000 });
  await expect(kept).toContainText(seenFirst);

  // Control reads both, each with who saw it and when; the earlier one brought the incident on scene.
  const desk = await pageAs("trainer");
  await desk.goto(`/drills/${drillId}/control`);
  await desk.getByRole("tab", { name: say("control.aside.street") }).click();
  const recorded = desk.getByRole("tabpanel", { name: say("control.aside.street") }).getByRole("listitem");
  await expect(recorded).toHaveCount(2);
  await expect(recorded.filter({ hasText: first.callSign })).toContainText(seenFirst);
  await expect(recorded.filter({ hasText: second.callSign })).toContainText(seenSecond);
  const [incident] = (await laneOf(trainer, drillId)).incidents;
  const onScene = incident?.statuses.find(({ status }) => status === "on-scene");
  expect(Math.floor((onScene?.atMs ?? NaN) / 1_000)).toBe(secondsOf(seenFirst));
  expect(secondsOf(seenFirst)).toBeLessThan(SEEN_FROM_MS / 1_000);
});

test("an evaluator records the stage an incident reached, and control reads it as the state of the call", async ({
  personAs,
  pageAs,
}) => {
  const trainer = await personAs("trainer");
  const { drillId, joinCode } = await planFieldDrill(trainer);
  await (await personAs("evaluator")).api.drill.join.mutate({ code: joinCode, role: "evaluator" });
  const control = (command: DrillCommand) =>
    trainer.api.drill.command.mutate({ drillId, commandId: randomUUID(), command });
  await control({ type: "StartDrill", rate: 1 });
  await control({ type: "JumpClock", toMs: CALL_MS });

  const page = await pageAs("evaluator", { phone: true });
  await page.goto(`/drills/${drillId}/evaluate`);
  await page.getByRole("button", { name: say("console.record.title"), exact: true }).click();
  await page.getByRole("button", { name: say("console.record.stage"), exact: true }).click();
  const dialog = page.getByRole("dialog", { name: say("console.record.stageTitle") });
  const save = dialog.getByRole("button", { name: say("console.record.save") });
  await expect(save).toBeDisabled();
  const stages = dialog.getByRole("combobox", { name: say("console.record.stageReached") });
  await stages.selectOption({ label: say("console.incidentStatus.controlled") });
  await save.click();
  await expect(dialog).toBeHidden();
  const recorded = page.getByRole("region", { name: say("console.record.title") }).getByRole("listitem");
  // For a moment it may stand there twice: as it was kept on the device, and as the server has it.
  await expect(recorded).toHaveCount(1);
  await expect(recorded).toContainText(say("console.incidentStatus.controlled"));
  await expect.poll(async () => (await laneOf(trainer, drillId)).incidents[0]?.status).toBe("controlled");
});

/** Records on screen that a crew arrived. @returns the time that the window said it would be recorded with. */
async function recordArrival(
  page: Page,
  callSign: string,
  chooseTime: (dialog: Locator) => Promise<void>,
): Promise<string> {
  await page.getByRole("button", { name: say("console.record.arrival"), exact: true }).click();
  const dialog = page.getByRole("dialog", { name: say("console.record.arrivalTitle") });
  await chooseTime(dialog);
  await dialog.getByRole("combobox", { name: say("console.ask.label.incident") }).selectOption("1");
  await dialog.getByRole("button", { name: callSign }).click();
  const time = await dialog
    .getByRole("group", { name: say("console.record.when") })
    .getByText(/^T\+\d/)
    .innerText();
  await dialog.getByRole("button", { name: say("console.record.save"), exact: true }).click();
  await expect(dialog).toBeHidden();
  return time;
}

/** "T+12:34" in seconds. */
function secondsOf(time: string): number {
  const [, minutes, seconds] = /^T\+(\d+):(\d\d)$/.exec(time) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}
