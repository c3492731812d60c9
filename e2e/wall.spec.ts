import { randomUUID } from "node:crypto";
import type { CDPSession, Page } from "@playwright/test";
import { z } from "zod";
import { drillTimeAt } from "@/domain/drill/clock";
import type { DrillCommand } from "@/domain/drill/schema";
import { expect, test } from "./fixtures";
import type { Person } from "./fixtures";
import { textCutIn } from "./layout";
import { says } from "./messages";

const say = (key: string, values: Record<string, string> = {}) => says("zh", key, values);

const MINUTE_MS = 60_000;
const HOURS = 12;
const WALL_DELAY_MS = MINUTE_MS;

test("a wall left alone for twelve hours turns its pages, outlives every lost connection and keeps no more than it had", async ({
  personAs,
  pageAs,
  wire,
}) => {
  test.setTimeout(300_000);
  const trainer = await personAs("trainer");
  const { drillId, control } = await startDrill(trainer);
  const page = await pageAs("trainer", { url: wire.url });
  await page.clock.install();
  let streams = 0;
  page.on("request", (request) => {
    if (request.url().includes("/trpc-live/")) streams += 1;
  });
  await page.goto(`/drills/${drillId}/wall`);
  await expect(currentPage(page)).toHaveText(say("console.wall.page.map"));
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");

  const kept: (Kept & { on: string })[] = [];
  const turned = new Set<string>();
  for (let hour = 1; hour <= HOURS; hour += 1) {
    // Most of an hour as a machine that was asleep, then second by second, for a page and the next.
    await page.clock.fastForward(59 * MINUTE_MS);
    await page.clock.runFor(0.5 * MINUTE_MS);
    await control({ type: "JumpClock", toMs: hour * 60 * MINUTE_MS });
    turned.add(await currentPage(page).innerText());

    // Once an hour the network goes away for longer than one would call a hiccup.
    wire.pull();
    await page.clock.runFor(20_000);
    await expect(page.getByText(say("console.wall.stale"))).toBeVisible();
    turned.add(await currentPage(page).innerText());
    wire.plugIn();
    await page.clock.runFor(22_000);
    await expect(page.getByText(say("common.connection.live"))).toBeVisible();
    kept.push({ on: await currentPage(page).innerText(), ...(await keptBy(session)) });
  }

  // It still lives: its clock is the drill's, a minute late. The page's own time was moved on by a minute since it last
  // set its watch by the server's.
  const clock = page.getByRole("timer", { name: say("common.clock.label") });
  const lateMs = async () => (await drillMsOf(trainer, drillId)) - secondsOf(await clock.innerText()) * 1_000;
  const isRight = (late: number) => late < WALL_DELAY_MS + 5_000 && late > WALL_DELAY_MS - MINUTE_MS - 5_000;
  await expect.poll(async () => isRight(await lateMs()), { message: "its watch is set anew" }).toBe(true);
  const shown = await clock.innerText();
  expect(secondsOf(shown)).toBeGreaterThan(HOURS * 3_600 - WALL_DELAY_MS / 1_000 - 5);
  await expect(clock).not.toHaveText(shown);
  expect([...turned].sort()).toEqual(
    ["map", "board", "clocks"].map((kind) => say(`console.wall.page.${kind}`)).sort(),
  );

  for (const [hour, { on, nodes, heapBytes, listeners }] of kept.entries()) {
    console.log(
      `hour ${hour + 1}, ${on}: ${nodes} nodes, ${(heapBytes / 1e6).toFixed(1)} MB, ${listeners} listeners`,
    );
  }
  console.log(`${streams} streams opened in ${HOURS} hours`);
  expect(streams).toBeGreaterThanOrEqual(HOURS);
  // A map holds ten times what a table holds: only what was measured on the same page can be compared.
  // What is kept stays; what is only on its way out, as a page turns, is not there the next time.
  const compared = [...turned].flatMap((on) => {
    const [first, ...later] = kept.filter((one) => one.on === on);
    const [last, before = last] = later.reverse();
    return first && last && before ? [{ first, last: leastOf(last, before) }] : [];
  });
  expect(compared).not.toEqual([]);
  for (const { first, last } of compared) {
    expect(last.nodes).toBeLessThan(first.nodes * 1.2);
    expect(last.listeners).toBeLessThan(first.listeners * 1.2);
    expect(last.heapBytes).toBeLessThan(first.heapBytes * 1.2 + 1_000_000);
  }
});

/** The names of animations and transitions that somebody could see. */
function movingForLongerThanAFrame(): string[] {
  return document
    .getAnimations()
    .filter(({ effect }) => Number(effect?.getComputedTiming().activeDuration ?? 0) > 16)
    .map((animation) => `${animation.constructor.name} ${animation.id}`);
}

for (const [language, size] of [
  ["zh", { width: 1366, height: 768 }],
  ["en", { width: 1366, height: 768 }],
  ["en", { width: 1920, height: 1080 }],
] as const) {
  test(`no page of a wall with many calls cuts anything, and there is nothing to press (${language}, ${size.width}x${size.height})`, async ({
    personAs,
    pageAs,
  }) => {
    const { drillId } = await startDrill(await personAs("trainer"));
    const page = await pageAs("trainer", { language });
    await page.setViewportSize(size);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(`/drills/${drillId}/wall`);
    const pages = page
      .getByRole("list", { name: says(language, "console.wall.pages") })
      .getByRole("listitem");
    await expect(pages).toHaveCount(3);
    for (let turn = 0; turn < 3; turn += 1) {
      await expect(pages.nth(turn)).toHaveAttribute("aria-current", "page");
      await expect(page.getByText("EXERCISE", { exact: true })).toBeVisible();
      await expect(page.getByRole("button")).toHaveCount(0);
      await expect(page.getByRole("link")).toHaveCount(0);
      expect(await textCutIn(page)).toEqual([]);
      // Nothing moves for those who asked for that: what would have is done within a frame.
      expect(await page.evaluate(movingForLongerThanAFrame)).toEqual([]);
      await page.keyboard.press("ArrowRight");
    }
  });
}

test("a wall loads itself anew when the server runs another build, and not before that is ready", async ({
  personAs,
  pageAs,
}) => {
  const { drillId } = await startDrill(await personAs("trainer"));
  const page = await pageAs("trainer");
  await page.clock.install();
  await page.goto(`/drills/${drillId}/wall`);
  await expect(currentPage(page)).toBeVisible();
  await page.evaluate(() => Reflect.set(window, "seenBefore", true));
  const seenBefore = () => page.evaluate(() => Reflect.get(window, "seenBefore") === true);

  // Another build, but not serving yet.
  let asked = 0;
  await page.route("**/health", (route) => route.fulfill({ json: { status: "ok", build: "another" } }));
  await page.route("**/ready", (route) => {
    asked += 1;
    return route.fulfill({ status: 503, json: { status: "draining" } });
  });
  await page.clock.runFor(10 * MINUTE_MS);
  await expect.poll(() => asked).toBeGreaterThan(0);
  expect(await seenBefore()).toBe(true);

  await page.unroute("**/ready");
  const loaded = page.waitForEvent("load");
  await page.clock.fastForward(10_000);
  await loaded;
  expect(await seenBefore()).toBe(false);
  await expect(currentPage(page)).toBeVisible();
});

type Kept = { nodes: number; heapBytes: number; listeners: number };

const Metrics = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) });

/** What the page holds once everything nobody needs has been thrown away. */
async function keptBy(session: CDPSession): Promise<Kept> {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = Metrics.parse(await session.send("Performance.getMetrics"));
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return { nodes: of("Nodes"), heapBytes: of("JSHeapUsedSize"), listeners: of("JSEventListeners") };
}

function leastOf(one: Kept, other: Kept): Kept {
  return {
    nodes: Math.min(one.nodes, other.nodes),
    heapBytes: Math.min(one.heapBytes, other.heapBytes),
    listeners: Math.min(one.listeners, other.listeners),
  };
}

/** Drill time by the server's clock, in ms. */
async function drillMsOf({ api }: Person, drillId: string): Promise<number> {
  const [{ clock }, { wallMs }] = await Promise.all([
    api.drill.view.query({ drillId }),
    api.drill.wallTime.query(),
  ]);
  return drillTimeAt(clock, wallMs);
}

/** "11:59:03" in seconds. */
function secondsOf(face: string): number {
  return face.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** The name of the page on the wall. */
function currentPage(page: Page) {
  return page.getByRole("list", { name: say("console.wall.pages") }).locator("[aria-current=page]");
}

/** The burglary with every call that there is, all of them on the wall. */
async function startDrill({ api }: Person) {
  const scenario = (await api.scenario.list.query()).find(({ slug }) => slug === "phone-shop");
  if (!scenario) throw new Error("The demo comes without the burglary.");
  const { drillId } = await api.drill.create.mutate({
    title:
      "澜洲分局第四季度多警种协同处置与堵截对抗演练（夜间，含水陆联动）第二场 Quarterly joint drill, night, second round",
    scenarioId: scenario.id,
    format: "opposed",
    mode: "tabletop",
    noNotice: false,
    teams: [
      { lane: 1, side: "responder", teamId: null, name: "港城派出所夜班联合处置第一大队" },
      { lane: 1, side: "opposition", teamId: null, name: "O" },
    ],
    wallDelayMs: WALL_DELAY_MS,
    people: [],
  });
  const control = async (command: DrillCommand) => {
    await api.drill.command.mutate({ drillId, commandId: randomUUID(), command });
  };
  const setting = await api.drill.setting.query({ drillId });
  if (setting.kind !== "full") throw new Error("The trainer is not in control of the drill.");
  await control({ type: "StartDrill", rate: 1 });
  const reported = new Set<string>();
  for (const { id, incidentId } of setting.scenario.injects) {
    if (!incidentId || reported.has(incidentId)) continue;
    reported.add(incidentId);
    await control({ type: "DeliverInject", lane: 1, injectId: id });
  }
  expect(reported.size).toBeGreaterThanOrEqual(5);
  await control({ type: "JumpClock", toMs: 2 * WALL_DELAY_MS });
  return { drillId, control };
}
