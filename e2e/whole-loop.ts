import type { Page } from "@playwright/test";
import { languageOf } from "@/domain/locales";
import { expect } from "./fixtures";
import type { Language as Any } from "./fixtures";
import { says } from "./messages";

/** The languages in which people play. */
type Language = Exclude<Any, "en-XA">;
type PageAs = (key: string, options: { language: Language }) => Promise<Page>;
type Say = (key: string, values?: Record<string, string>) => string;
type Story = (typeof STORY)[Language];

/** Names in the starter scenario that is played, what the trainer and the players write, and a word to look for. */
const STORY = {
  zh: {
    starter: "夜半醉汉",
    title: "雨夜醉汉",
    call: "店员报警",
    told: "“喂，110吗？夜市烟酒店，有个醉汉在砸柜台，我躲在里间，你们快来！”",
    wife: /妻子来电寻人/,
    trick: "酒友带偏方向",
    lie: "一口咬定人已经打车去了码头",
    why: "店员在场作证，说法不攻自破",
    word: "醉汉",
    caseOf: (title: string) => `${title}——演练复盘`,
  },
  en: {
    starter: "The drunk who vanished",
    title: "The drunk in the rain",
    call: "The clerk calls",
    told: "“Police? The wine shop at the night market: a drunk is smashing the counter, I am in the back room, hurry!”",
    wife: /wife/i,
    trick: "The friend points the wrong way",
    lie: "Swears that the man took a cab to the docks",
    why: "The clerk stood by and saw him leave on foot",
    word: "drunk",
    caseOf: (title: string) => `${title}: lessons of a drill`,
  },
} as const;

/**
 * The product's one loop, walked through on screen by six people, each in a browser profile of their own: a scenario
 * becomes a drill, the drill a score, the score a case that an officer finds and reads.
 */
export async function walkTheLoop(pageAs: PageAs, language: Language): Promise<void> {
  const say: Say = (key, values = {}) => says(language, key, values);
  const story = STORY[language];
  const scenario = `${story.title} ${Date.now()}`;
  const control = await pageAs("trainer", { language });

  await writeScenario(control, scenario, language);
  const { lobby, code, title } = await planDrill(control, scenario, say);
  const joins = async (key: string) => {
    const page = await pageAs(key, { language });
    await page.goto(`/join/${code}`);
    await page.getByRole("button", { name: say("drills.join.submit") }).click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    return page;
  };
  const responder = await joins("tide-captain");
  const opposition = await joins("reef-captain");
  const evaluator = await joins("evaluator");

  await answerTheCall({ control, responder, story, say });
  await contestAMove({ control, opposition, story, say });
  await holdAndPause({ control, responder, story, say });
  await rateAndRelease({ control, evaluator, say });
  await lookUpEvidence(responder, lobby, say);

  const draft = await makeCase(control, lobby, say);
  await publishCase(await pageAs("trainer-2", { language }), draft, say);
  await findCase(await pageAs("tide-member", { language }), story.word, story.caseOf(scenario));
  // The other side has been told as well.
  await expect(opposition.getByText(say("console.ended.released"))).toBeVisible();
}

/** A trainer makes a scenario of their own from a starter, puts it into their own words and publishes it. */
async function writeScenario(page: Page, title: string, language: Language): Promise<void> {
  const say: Say = (key, values = {}) => says(language, key, values);
  const { starter, call, told } = STORY[language];
  await page.goto("/scenarios");
  await page.getByRole("button", { name: say("scenarios.new"), exact: true }).click();
  const starting = page.getByRole("dialog");
  await starting.getByRole("radio", { name: starter }).click();
  await starting.getByRole("button", { name: say("common.action.create"), exact: true }).click();

  // In the editor: the window that is about to close has a title, too.
  const ownWords = (field: string) =>
    page
      .getByRole("main")
      .getByRole("group", { name: new RegExp(`^${say(field)}`) })
      .getByRole("textbox", { name: languageOf(language).name });
  await ownWords("scenarios.field.title").fill(title);
  await page
    .getByRole("navigation", { name: say("scenarios.sections.label") })
    .getByRole("link", { name: say("scenarios.sections.msel") })
    .click();
  const details = page.getByRole("button", { name: say("scenarios.detailsOf", { name: call }), exact: true });
  await details.click();
  await ownWords("scenarios.field.injectText").fill(told);

  // Once it says that it is stored, it is what the trainer wrote when opened anew.
  const saved = new RegExp(say("common.save.savedAt", { time: "\\d\\d:\\d\\d" }));
  await expect(page.getByRole("status").filter({ hasText: saved })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await details.click();
  await expect(ownWords("scenarios.field.injectText")).toHaveValue(told);

  await page.getByRole("button", { name: say("scenarios.publish") }).click();
  await expect(page.getByText(say("scenarios.publishedDone", { version: "1" })).first()).toBeVisible();
}

/** A drill on one's own scenario; everything else as suggested. */
async function planDrill(
  page: Page,
  scenario: string,
  say: Say,
): Promise<{ lobby: string; code: string; title: string }> {
  await page.goto("/drills/new");
  await page.getByRole("radio", { name: scenario }).click();
  const title = `${say("drills.create.title")} ${Date.now()}`;
  await page.getByRole("textbox", { name: say("drills.create.name") }).fill(title);
  await page.getByRole("button", { name: say("drills.create.submit") }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const code = await page
    .getByRole("region", { name: say("drills.lobby.code") })
    .getByRole("paragraph")
    .first()
    .innerText();
  return { lobby: new URL(page.url()).pathname, code: code.trim(), title };
}

/** StartEx; the first call comes in the trainer's words and is handled. */
async function answerTheCall({
  control,
  responder,
  story,
  say,
}: {
  control: Page;
  responder: Page;
  story: Story;
  say: Say;
}): Promise<void> {
  await control.getByRole("link", { name: say("drills.open.control") }).click();
  await control.getByRole("button", { name: say("control.clock.start") }).click();
  await control.getByRole("radio", { name: "10×" }).click();
  const call = responder.getByRole("article").filter({ hasText: story.told });
  await expect(call).toBeVisible({ timeout: 30_000 });
  await control.getByRole("radio", { name: "1×", exact: true }).click();
  await call.getByRole("button", { name: say("console.inbox.accept"), exact: true }).click();
  await expect(
    responder.getByRole("button", { name: new RegExp(say("console.incidentStatus.accepted")) }).first(),
  ).toBeVisible();

  // A crew by the command line: unit 101 to incident 1.
  await responder.keyboard.press("/");
  await responder.keyboard.type("101 1");
  await responder.keyboard.press("Enter");
  await expect(responder.getByText(say("console.unitStatus.en-route")).first()).toBeVisible();
}

/** The opposition tries a trick, control rules on it against what the machine suggests, the opposition reads why. */
async function contestAMove({
  control,
  opposition,
  story,
  say,
}: {
  control: Page;
  opposition: Page;
  story: Story;
  say: Say;
}): Promise<void> {
  await opposition
    .getByRole("region", { name: say("console.plot.moves") })
    .getByRole("button", { name: story.trick })
    .click();
  const trying = opposition.getByRole("dialog");
  await trying.getByRole("textbox").fill(story.lie);
  await trying.getByRole("button", { name: story.trick, exact: true }).click();
  await expect(opposition.getByText(say("console.actions.contested"))).toBeVisible();

  const move = control
    .getByRole("region", { name: say("control.contested.title") })
    .getByRole("listitem")
    .filter({ hasText: story.lie });
  await move.getByRole("button", { name: say("control.contested.rule"), exact: true }).click();
  const ruling = control.getByRole("dialog");
  await ruling.getByRole("radio", { name: say("control.contested.outcome.success") }).click();
  await ruling.getByRole("textbox", { name: say("control.contested.rationale") }).fill(story.why);
  await ruling.getByRole("button", { name: say("control.contested.give") }).click();
  await expect(move).toHaveCount(0);

  // The trick takes a minute; then its outcome shows beside the reason.
  await opposition.getByRole("tab", { name: say("console.news.log") }).click();
  const entry = opposition
    .getByRole("list", { name: say("console.news.log") })
    .getByRole("listitem")
    .filter({ hasText: story.trick });
  await expect(entry).toContainText(`${say("console.actions.ruling")} ${story.why}`);
  await control
    .getByRole("button", { name: say("control.clock.jumpBy", { minutes: "1" }), exact: true })
    .click();
  await expect(entry).toContainText(say("console.actionState.done"));
}

/** Control holds an inject and lets it go again, pauses and goes on. */
async function holdAndPause({
  control,
  responder,
  story,
  say,
}: {
  control: Page;
  responder: Page;
  story: Story;
  say: Say;
}): Promise<void> {
  const wife = control
    .getByRole("listitem")
    .filter({ has: control.getByRole("button", { name: story.wife }) });
  await wife.getByRole("button", { name: say("control.injects.hold") }).click();
  await wife.getByRole("button", { name: say("control.injects.release") }).click();
  await control.getByRole("button", { name: say("control.clock.pause"), exact: true }).click();
  const pausing = control.getByRole("dialog");
  await pausing.getByRole("textbox").fill("E2E");
  await pausing.getByRole("button", { name: say("control.clock.pause"), exact: true }).click();
  await expect(responder.getByText("E2E")).toBeVisible();
  await control.getByRole("button", { name: say("control.clock.resume"), exact: true }).click();
}

/** The evaluator sees something done and rates it; EndEx, evaluation handed in, scores released. */
async function rateAndRelease({
  control,
  evaluator,
  say,
}: {
  control: Page;
  evaluator: Page;
  say: Say;
}): Promise<void> {
  const met = evaluator
    .getByRole("article")
    .first()
    .getByRole("button", { name: say("common.status.met"), exact: true });
  await met.click();
  await expect(met).toHaveAttribute("aria-pressed", "true");

  await control.getByRole("button", { name: say("control.clock.end"), exact: true }).click();
  await confirm(control, say("control.clock.end"));
  await evaluator.getByRole("button", { name: say("evaluate.submit.button") }).click();
  await confirm(evaluator, say("evaluate.submit.button"));
  await expect(evaluator.getByText(say("evaluate.submit.done"))).toBeVisible();
  await control.getByRole("button", { name: say("control.finished.release"), exact: true }).click();
  await confirm(control, say("control.finished.release"));
  await expect(control.getByText(say("control.finished.released"))).toBeVisible();
}

/** The team looks up what a point of its score rests on. */
async function lookUpEvidence(page: Page, lobby: string, say: Say): Promise<void> {
  await page.goto(lobby.replace("lobby", "review"));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(say("review.phase.released"))).toBeVisible();
  await page.getByRole("button", { name: /T\+\d/ }).first().click();
  await expect(page.getByRole("dialog")).toContainText(/T\+/);
}

/** The drill becomes a case and is submitted. @returns the draft's address. */
async function makeCase(page: Page, lobby: string, say: Say): Promise<string> {
  await page.goto(lobby.replace("lobby", "review"));
  await page.getByRole("button", { name: say("review.makeCase") }).click();
  await expect(page).toHaveURL(/library\/drafts\//);
  await page.getByRole("button", { name: say("library.step.submit") }).click();
  await expect(page.getByText(say("library.done.submit")).first()).toBeVisible();
  return new URL(page.url()).pathname;
}

/** A colleague publishes it. */
async function publishCase(page: Page, draft: string, say: Say): Promise<void> {
  await page.goto(draft);
  // A made-up scenario has made-up names and places; a colleague says so of each.
  const finds = page.getByRole("checkbox", { name: say("library.checks.clear") });
  const publish = page.getByRole("button", { name: say("library.step.publish") });
  await expect(publish).toBeVisible();
  for (const find of await finds.all()) await find.check();
  await publish.click();
  await expect(page.getByText(say("library.done.publish")).first()).toBeVisible();
}

/** An officer finds the case by a word and reads it. */
async function findCase(page: Page, word: string, title: string): Promise<void> {
  await page.goto("/library");
  await page.getByRole("searchbox").fill(word);
  await page.getByRole("searchbox").press("Enter");
  await expect(page).toHaveURL(/[?&]q=/);
  await page.getByRole("main").getByRole("link", { name: title }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** Says yes to a step that asks once more. */
async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole("alertdialog").getByRole("button", { name, exact: true }).click();
}
