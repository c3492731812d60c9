import type { Locator, Page } from "@playwright/test";
import { findBuiltInAction } from "@/domain/actions/catalogue";
import { expect, test } from "./fixtures";
import { countHands, handsOf } from "./hands";
import { says } from "./messages";
import { planOpposedDrill } from "./opposed-drill";

const say = (key: string, values: Record<string, string> = {}) => says("zh", key, values);
const named = (id: string) => findBuiltInAction(id)?.label.zh ?? id;

/** A call within a minute, a crew that is there in two, a decision when it arrives, a move that an umpire rules on. */
const STARTER = "醉汉";
const TRICK = "酒友带偏方向";
const LIE = "一口咬定人打车去了码头";
const WHY = "店员在场作证，说法不攻自破";

/** More stops than any screen has: whoever is not found in as many is not in the order of Tab. */
const STOPS_MAX = 220;

/** More markers than any map of the product shows at once. */
const MARKERS_MAX = 200;

test("a whole drill is played, ruled on and ended by three people who have a keyboard and nothing else", async ({
  personAs,
  pageAs,
}) => {
  test.setTimeout(240_000);
  const { drillId, title, joinCode } = await planOpposedDrill(personAs, STARTER, { joins: false });
  const [control, responder, opposition] = await Promise.all(
    ["trainer", "tide-captain", "reef-captain"].map(async (key) => {
      const page = await pageAs(null);
      await countHands(page);
      await signIn(page, key);
      return page;
    }),
  );
  if (!control || !responder || !opposition) throw new Error("Somebody is missing.");

  for (const [page, side] of [
    [responder, "responder"],
    [opposition, "opposition"],
  ] as const) {
    await page.goto(`/join/${joinCode}`);
    await choosePlace(page, side);
    await press(page, page.getByRole("button", { name: say("drills.join.submit") }));
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByText(say("console.waiting.status"))).toBeVisible();
  }
  await control.goto(`/drills/${drillId}/lobby`);
  await press(control, control.getByRole("link", { name: say("drills.open.control") }));
  await press(control, control.getByRole("button", { name: say("control.clock.start") }));
  const jump = control.getByRole("button", {
    name: say("control.clock.jumpBy", { minutes: "1" }),
    exact: true,
  });
  await press(control, jump);

  // The call rings wherever one looks; one key answers it, two classify it, a line sends a crew.
  await expect(responder.getByRole("alert").filter({ hasText: say("console.incoming.call") })).toBeVisible();
  await responder.keyboard.press("c");
  await expectStage(responder, "accepted");
  await responder.keyboard.press("a");
  await expect(responder.getByRole("dialog", { name: named("classify") })).toBeVisible();
  await responder.keyboard.press("1");
  await responder.keyboard.press("Enter");
  await expectStage(responder, "classified");
  await command(responder, "102 1");
  await expectStage(responder, "dispatched");

  // It arrives, and a decision is due.
  const decision = responder.getByRole("form", { name: say("console.decision.title") });
  await expect(async () => {
    await press(control, jump);
    await expect(decision).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await expectStage(responder, "on-scene");
  // At the speed of hands: the focus moves a moment after the arrow key.
  const answer = decision.getByRole("radio");
  await responder.keyboard.press("d");
  await expect(answer.first()).toBeFocused();
  await responder.keyboard.press("ArrowDown");
  await expect(answer.nth(1)).toBeFocused();
  await responder.keyboard.press("Space");
  await expect(answer.nth(1)).toBeChecked();
  await focusOn(responder, decision.getByRole("textbox", { name: say("console.decision.reason") }));
  await responder.keyboard.type("E2E");
  await responder.keyboard.press("Enter");
  await expect(decision).toHaveCount(0);

  // Something done on the scene, a word on the radio, read back by the other end of the net.
  await command(responder, `${named("protect-scene")} 1`);
  await expect(responder.getByText(named("protect-scene")).first()).toBeVisible();
  await responder.keyboard.press("r");
  await responder.keyboard.type("102 到场");
  await responder.keyboard.press("Enter");
  await expect(responder.getByRole("list", { name: say("console.radio.log") })).toContainText("102 到场");
  await responder.keyboard.press("Escape");

  // The other side plays a trick, control rules on it.
  await press(
    opposition,
    opposition
      .getByRole("region", { name: say("console.plot.moves") })
      .getByRole("button", { name: new RegExp(`^${TRICK}`) }),
  );
  const trying = opposition.getByRole("dialog", { name: TRICK });
  await focusOn(opposition, trying.getByRole("textbox"));
  await opposition.keyboard.type(LIE);
  await opposition.keyboard.press("Control+Enter");
  await expect(opposition.getByText(say("console.actions.contested"))).toBeVisible();
  const queue = control.getByRole("region", { name: say("control.contested.title") });
  await press(control, queue.getByRole("button", { name: say("control.contested.rule"), exact: true }));
  const ruling = control.getByRole("dialog");
  await focusOn(control, ruling.getByRole("radio").first());
  await control.keyboard.press("Space");
  await focusOn(control, ruling.getByRole("textbox", { name: say("control.contested.rationale") }));
  await control.keyboard.type(WHY);
  await press(control, ruling.getByRole("button", { name: say("control.contested.give") }));
  await expect(queue).toHaveCount(0);

  // Reported, brought under control, closed.
  await type(responder, `${named("situation-report")} 1`);
  await finishDialog(responder, named("situation-report"), "现场一人受伤，嫌疑人离开");
  await responder.keyboard.press("a");
  await expectStage(responder, "controlled");
  await responder.keyboard.press("a");
  await finishDialog(responder, named("close"), "结案");
  await expectStage(responder, "closed");

  await press(control, control.getByRole("button", { name: say("control.clock.end"), exact: true }));
  await press(
    control,
    control.getByRole("alertdialog").getByRole("button", { name: say("control.clock.end"), exact: true }),
  );
  await expect(responder.getByText(say("console.ended.notReleased"))).toBeVisible();

  for (const page of [control, responder, opposition]) expect((await handsOf(page)).clicks).toBe(0);
});

test("the sheet of keys opens with ?, and single keys can be switched off there", async ({
  personAs,
  pageAs,
}) => {
  const { drillId, control } = await planOpposedDrill(personAs, STARTER);
  await control({ type: "StartDrill", rate: 1 });
  await control({ type: "JumpClock", toMs: 60_000 });
  const page = await pageAs("tide-captain");
  await page.goto(`/drills/${drillId}`);
  await expect(page.getByRole("alert").first()).toBeVisible();

  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: say("common.shortcuts.title") });
  for (const key of ["answer", "forward", "radio", "decision"]) {
    await expect(sheet.getByText(say(`console.keys.${key}`))).toBeVisible();
  }
  const single = sheet.getByRole("switch", { name: say("common.shortcuts.singleKeys") });
  await focusOn(page, single);
  await page.keyboard.press("Space");
  await expect(single).not.toBeChecked();
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press("c");
  await page.keyboard.press("/");
  await expect(page.getByRole("combobox", { name: say("console.line.label") })).not.toBeFocused();

  // With a modifier they work as before: the dispatcher's line first, and the palette when pressed again.
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: say("console.line.label") })).toBeFocused();
  await expectStage(page, "reported");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: say("common.palette.title") });
  await expect(palette).toBeVisible();
  await page.keyboard.type(say("console.keys.answer"));
  await page.keyboard.press("Enter");
  await expectStage(page, "accepted");
});

test("the arrow keys go from marker to marker on the map, and Enter opens what is folded", async ({
  personAs,
  pageAs,
}) => {
  const { drillId, control } = await planOpposedDrill(personAs, "煤气");
  await control({ type: "StartDrill", rate: 1 });
  const page = await pageAs("reef-captain");
  await page.goto(`/drills/${drillId}`);
  const map = page.getByRole("application", { name: say("console.map.label") });
  const folded = map.getByRole("button", {
    name: new RegExp(say("console.map.count.actor", { count: "\\d" })),
  });
  // Seen from further away, three persons share a place.
  await focusOn(page, map, { within: map });
  await expect(async () => {
    await page.keyboard.press("-");
    await expect(folded).toBeVisible({ timeout: 1_000 });
  }).toPass({ intervals: [50] });
  await page.keyboard.press("Tab");
  const isThere = () => folded.evaluate((element) => element === document.activeElement);
  for (let step = 0; step < MARKERS_MAX && !(await isThere()); step += 1) {
    await page.keyboard.press("ArrowRight");
  }
  await expect(folded).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(map.getByRole("button", { name: say("console.map.fold") })).toBeFocused();
  await expect(
    map.getByRole("button", { name: new RegExp(say("console.actorStatus.at-large")) }).first(),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(folded).toBeVisible();
});

/** Signs in to a demo account on the sign-in page. */
async function signIn(page: Page, key: string): Promise<void> {
  await page.goto("/sign-in");
  const accounts = { trainer: /TR01|沈砺/, "tide-captain": /P101|程海岩/, "reef-captain": /P201|秦越礁/ };
  const name = Object.entries(accounts).find(([account]) => account === key)?.[1] ?? key;
  await press(page, page.getByRole("button", { name }));
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Takes a place where the offer leaves a choice. */
async function choosePlace(page: Page, side: "responder" | "opposition"): Promise<void> {
  const place = page.getByRole("radio", { name: new RegExp(say(`common.side.${side}`)) });
  await expect(page.getByRole("button", { name: say("drills.join.submit") })).toBeVisible();
  if ((await place.count()) === 0) return;
  await focusOn(page, page.getByRole("radio").first());
  for (let step = 0; step < 12 && !(await place.first().isChecked()); step += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await expect(place.first()).toBeChecked();
}

/** Goes to something with Tab and presses Enter on it. */
async function press(page: Page, what: Locator): Promise<void> {
  await focusOn(page, what);
  await page.keyboard.press("Enter");
}

/** Goes to something with Tab, as everybody has to who has no mouse, and sees that one sees where one is. */
async function focusOn(page: Page, what: Locator, { within }: { within?: Locator } = {}): Promise<void> {
  await expect(what).toBeVisible();
  await expect(what).toBeEnabled();
  const there = () =>
    (within ?? what).evaluate(
      (element) => element === document.activeElement || element.contains(document.activeElement),
    );
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    if (await there()) {
      if (!within) expect(await isFocusSeen(what), `${await what.textContent()} shows its focus`).toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab never gets there.");
}

/** Whether something around what has the focus is drawn to show it. */
async function isFocusSeen(what: Locator): Promise<boolean> {
  return what.evaluate((element) => {
    const around = [
      element,
      element.parentElement,
      element.parentElement?.parentElement,
      element.nextElementSibling,
    ];
    return around.some((one) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    });
  });
}

/** Types a line as a dispatcher does. */
async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
}

/** Types a line that needs nothing more, and leaves it. */
async function command(page: Page, line: string): Promise<void> {
  await type(page, line);
  await page.keyboard.press("Escape");
}

/** Writes into the window of an action and sends it off. */
async function finishDialog(page: Page, name: string, words: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name });
  await expect(dialog).toBeVisible();
  await focusOn(page, dialog.getByRole("textbox").last());
  await page.keyboard.type(words);
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toHaveCount(0);
}

async function expectStage(page: Page, status: string): Promise<void> {
  const stages = page.getByRole("list", { name: say("console.stages") });
  await expect(stages.locator('[aria-current="step"]')).toContainText(
    say(`console.incidentStatus.${status}`),
  );
}
