import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import type { DrillCommand } from "@/domain/drill/schema";
import { expect, test } from "./fixtures";
import type { Person } from "./fixtures";
import { countHands, handsOf } from "./hands";
import { says } from "./messages";
import { planOpposedDrill, type OpposedDrill } from "./opposed-drill";

const say = (key: string, values: Record<string, string> = {}) => says("zh", key, values);

/** Figure 4. */
const CLICKS_MAX = 2;
const KEYSTROKES_MAX = 12;

/** It has a call within a minute, and crews near it. */
const STARTER = "醉汉";
const CALL_MS = 60_000;

type Scene = { page: Page; drill: OpposedDrill };

/** A drill in which the first call was answered and classified, open before the responder's captain. */
async function openCall(
  personAs: (key: string) => Promise<Person>,
  pageAs: (key: string) => Promise<Page>,
): Promise<Scene> {
  const drill = await planOpposedDrill(personAs, STARTER);
  await drill.control({ type: "StartDrill", rate: 1 });
  await drill.control({ type: "JumpClock", toMs: CALL_MS });
  const { api } = await personAs("tide-captain");
  const act = (command: DrillCommand) =>
    api.drill.command.mutate({ drillId: drill.drillId, commandId: randomUUID(), command });
  await act({ type: "TakeAction", actionId: "accept", incident: 1, unitIds: [], note: "" });
  await act({
    type: "TakeAction",
    actionId: "classify",
    incident: 1,
    unitIds: [],
    note: "",
    priority: 1,
    category: "",
  });
  const page = await pageAs("tide-captain");
  await countHands(page);
  await page.goto(`/drills/${drill.drillId}`);
  await expect(rowOf(page, "102")).toBeVisible();
  return { page, drill };
}

function rowOf(page: Page, callSign: string): Locator {
  return page
    .getByRole("list", { name: say("console.units.title") })
    .getByRole("button", { name: new RegExp(`^${callSign} `) });
}

function incidentRow(page: Page): Locator {
  return page
    .getByRole("region", { name: say("console.board.title") })
    .getByRole("button")
    .first();
}

function mapOf(page: Page): Locator {
  return page.getByRole("application", { name: say("console.map.label") });
}

async function expectOnTheWay(page: Page, callSign: string): Promise<void> {
  await expect(rowOf(page, callSign)).toContainText(say("console.unitStatus.en-route"));
}

test("a crew is sent by a double click on its row, or by one on the nearest", async ({
  personAs,
  pageAs,
}) => {
  const { page } = await openCall(personAs, pageAs);
  await rowOf(page, "101").dblclick();
  await expectOnTheWay(page, "101");
  const twice = await handsOf(page);
  console.log(`figure 4: dispatch by double click: ${twice.clicks} clicks`);
  expect(twice).toEqual({ clicks: 2, keys: 0 });
  expect(twice.clicks).toBeLessThanOrEqual(CLICKS_MAX);

  const nearest = page.getByRole("button", { name: say("console.units.sendNearest", { sign: "" }) });
  const sign = (await nearest.innerText()).replace(/\D/g, "");
  await nearest.click();
  await expectOnTheWay(page, sign);
  const { clicks } = await handsOf(page);
  console.log(`figure 4: dispatch of the nearest: ${clicks - twice.clicks} click`);
  expect(clicks - twice.clicks).toBe(1);
});

test("a crew is sent by what a dispatcher types", async ({ personAs, pageAs }) => {
  const { page } = await openCall(personAs, pageAs);
  await page.keyboard.press("/");
  await page.keyboard.type("101 1");
  await page.keyboard.press("Enter");
  await expectOnTheWay(page, "101");
  const hands = await handsOf(page);
  console.log(`figure 4: dispatch by command line: ${hands.keys} keystrokes`);
  expect(hands.clicks).toBe(0);
  expect(hands.keys).toBeGreaterThan(0);
  expect(hands.keys).toBeLessThanOrEqual(KEYSTROKES_MAX);
});

test("a crew is dragged from its row to the board, and from the map to the incident on the map", async ({
  personAs,
  pageAs,
}) => {
  const { page } = await openCall(personAs, pageAs);
  const sentence = say("console.line.dispatch", { units: "101", number: "1" });
  const verdict = ["full", "partial", "none"].map((meets) => say(`console.units.meets.${meets}`)).join("|");
  const promise = new RegExp(`^${sentence}·.+·(${verdict})$`);
  await dragTo(page, rowOf(page, "101"), incidentRow(page), async () => {
    // Where it may be dropped is marked, and what dropping does is said, the standard included.
    await expect(incidentRow(page)).toHaveAttribute("data-drop-over", "");
    await expect(page.getByText(promise)).toBeVisible();
  });
  await expectOnTheWay(page, "101");

  const map = mapOf(page);
  await dragTo(
    page,
    map.getByRole("button", { name: /^103 / }),
    map.getByRole("button", { name: new RegExp(`^${say("console.incidentNo", { number: "1" })}`) }),
  );
  await expectOnTheWay(page, "103");

  // Let go over nothing, or given up with Escape, nobody goes anywhere.
  await dragTo(page, rowOf(page, "202"), page.getByRole("banner"));
  await dragTo(page, rowOf(page, "201"), incidentRow(page), () => page.keyboard.press("Escape"));
  await expect(rowOf(page, "202")).toContainText(say("console.unitStatus.idle"));
  await expect(rowOf(page, "201")).toContainText(say("console.unitStatus.idle"));
});

test("a crew moves along its way while nothing at all comes over the stream, and stands while the clock stands", async ({
  personAs,
  pageAs,
}) => {
  const { page, drill } = await openCall(personAs, pageAs);
  const wire = await page.context().newCDPSession(page);
  let messages = 0;
  await wire.send("Network.enable");
  // The heartbeat of the connection carries nothing.
  wire.on("Network.eventSourceMessageReceived", ({ eventName }) => {
    if (eventName !== "ping") messages += 1;
  });
  await drill.control({ type: "ChangeRate", rate: 5 });
  await rowOf(page, "602").dblclick();
  const marker = mapOf(page).getByRole("button", {
    name: new RegExp(`^602 .*${say("console.unitStatus.en-route")}`),
  });
  await expect(marker).toBeVisible();
  await page.bringToFront();

  let from = { ...(await placeOf(marker)), messages };
  await expect
    .poll(
      async () => {
        const at = await placeOf(marker);
        const metres = Math.hypot(at.x - from.x, at.y - from.y);
        // Something did come in: what moved since then may have been told by it.
        if (messages !== from.messages) from = { ...at, messages };
        return messages === from.messages ? metres : 0;
      },
      { message: "pixels moved without a message", timeout: 30_000 },
    )
    .toBeGreaterThan(6);

  await drill.control({ type: "PauseClock", reason: "E2E" });
  await expect(page.getByText("E2E")).toBeVisible();
  const seen = await placesOver(page, marker, 30);
  expect(new Set(seen).size).toBe(1);
  await drill.control({ type: "ResumeClock" });
  await expect.poll(async () => (await placesOver(page, marker, 2))[0]).not.toBe(seen[0]);
});

test("under reduced motion a crew is moved once a second, not with every frame", async ({
  personAs,
  pageAs,
}) => {
  const { page } = await openCall(personAs, async (key) => {
    const page = await pageAs(key);
    await page.emulateMedia({ reducedMotion: "reduce" });
    return page;
  });
  await rowOf(page, "602").dblclick();
  const marker = mapOf(page).getByRole("button", {
    name: new RegExp(`^602 .*${say("console.unitStatus.en-route")}`),
  });
  await expect(marker).toBeVisible();
  // Half a second of frames holds at most one step.
  const seen = await placesOver(page, marker, 30);
  expect(new Set(seen).size).toBeLessThanOrEqual(2);
});

test("a map that was out of sight when it was made shows the whole ground once it is in sight", async ({
  personAs,
  pageAs,
}) => {
  const { drillId, control } = await planOpposedDrill(personAs, STARTER);
  await control({ type: "StartDrill", rate: 1 });
  const page = await pageAs("reef-captain", { phone: true });
  await page.goto(`/drills/${drillId}`);
  const ground = mapOf(page);
  await expect(ground).toBeHidden();
  await page
    .getByRole("navigation")
    .getByRole("button", { name: say("console.plot.moves") })
    .click();
  await expect(ground).toBeVisible();
  // The places lie apart over the whole width, not in a heap.
  await expect
    .poll(async () => {
      const places = await ground.getByRole("button", { pressed: false }).all();
      const boxes = await Promise.all(places.map((place) => place.boundingBox()));
      const across = boxes.flatMap((box) => (box ? [box.x] : []));
      return Math.max(...across) - Math.min(...across);
    })
    .toBeGreaterThan(200);
});

/** Drags with the mouse, as a hand does: in steps. `over` runs before letting go. */
async function dragTo(page: Page, from: Locator, to: Locator, over?: () => Promise<void>): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error("What is to be dragged, or where to, is not on screen.");
  await page.mouse.move(start.x + Math.min(20, start.width / 2), start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 8 });
  await over?.();
  await page.mouse.up();
}

async function placeOf(marker: Locator): Promise<{ x: number; y: number }> {
  const box = await marker.boundingBox();
  if (!box) throw new Error("The marker is not on screen.");
  return { x: box.x, y: box.y };
}

/** Where a marker is drawn in each of the next frames. */
async function placesOver(page: Page, marker: Locator, frames: number): Promise<string[]> {
  const handle = await marker.elementHandle();
  return page.evaluate(
    ([element, count]) =>
      new Promise<string[]>((resolve) => {
        const places: string[] = [];
        requestAnimationFrame(function look() {
          const { x, y } = element instanceof Element ? element.getBoundingClientRect() : { x: NaN, y: NaN };
          places.push(`${x} ${y}`);
          if (places.length < Number(count)) requestAnimationFrame(look);
          else resolve(places);
        });
      }),
    [handle, frames] as const,
  );
}
