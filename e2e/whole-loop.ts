import type { Page } from "@playwright/test";
import { expect } from "./fixtures";
import type { Language } from "./fixtures";
import { says } from "./messages";

type PageAs = (key: string, options: { language: Language }) => Promise<Page>;

/** Names of the starter scenario that is played, and a word of it to look for in the library. */
const STORY = {
  zh: { scenario: /夜半醉汉/, wife: /妻子来电寻人/, trick: /酒友带偏方向/, classify: "定级", word: "醉汉" },
  en: {
    scenario: /drunk/i,
    wife: /wife/i,
    trick: /drinking|companion|mate|friend/i,
    classify: "Classify",
    word: "drunk",
  },
} as const;

/**
 * The product's one loop, walked through on screen by six people, each in a browser profile of their own: a scenario
 * becomes a drill, the drill a score, the score a case that an officer finds and reads.
 */
export async function walkTheLoop(pageAs: PageAs, language: Language): Promise<void> {
  const say = (key: string, values: Record<string, string> = {}) => says(language, key, values);
  const story = STORY[language];
  const control = await pageAs("trainer", { language });

  // A trainer plans a drill on a scenario.
  await control.goto("/drills/new");
  await control.getByRole("radio", { name: story.scenario }).first().click();
  const title = `${say("drills.create.title")} ${Date.now()}`;
  await control.getByRole("textbox", { name: say("drills.create.name") }).fill(title);
  await control.getByRole("button", { name: say("drills.create.submit") }).click();
  await expect(control.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const lobby = new URL(control.url()).pathname;
  const code = await control
    .getByRole("region", { name: say("drills.lobby.code") })
    .getByRole("paragraph")
    .first()
    .innerText();

  // Both teams and an evaluator come in by the code.
  const joins = async (key: string) => {
    const page = await pageAs(key, { language });
    await page.goto(`/join/${code.trim()}`);
    await page.getByRole("button", { name: say("drills.join.submit") }).click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    return page;
  };
  const responder = await joins("tide-captain");
  const opposition = await joins("reef-captain");
  const evaluator = await joins("evaluator");

  // StartEx; the first call comes and is handled.
  await control.getByRole("link", { name: say("drills.open.control") }).click();
  await control.getByRole("button", { name: say("control.clock.start") }).click();
  await control.getByRole("radio", { name: "10×" }).click();
  const accept = responder
    .getByRole("main")
    .getByRole("button", { name: say("console.inbox.accept"), exact: true });
  await expect(accept.first()).toBeVisible({ timeout: 30_000 });
  await control.getByRole("radio", { name: "1×", exact: true }).click();
  await accept.first().click();
  await expect(
    responder.getByRole("button", { name: new RegExp(say("console.incidentStatus.accepted")) }).first(),
  ).toBeVisible();

  // Two crews by the command line: unit 101 and 102 to incident 1.
  await responder.keyboard.press("/");
  await responder.keyboard.type("101 1");
  await responder.keyboard.press("Enter");
  await expect(responder.getByText(say("console.unitStatus.en-route")).first()).toBeVisible();

  // Control holds an inject and lets it go again, pauses and goes on.
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

  // The evaluator sees something done, and rates.
  const item = evaluator.getByRole("article").first();
  await item.getByRole("button", { name: say("common.status.met"), exact: true }).click();
  await expect(item.getByRole("button", { name: say("common.status.met"), exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );

  // EndEx, evaluation handed in, scores released.
  await control.getByRole("button", { name: say("control.clock.end"), exact: true }).click();
  await control
    .getByRole("alertdialog")
    .getByRole("button", { name: say("control.clock.end"), exact: true })
    .click();
  await evaluator.getByRole("button", { name: say("evaluate.submit.button") }).click();
  await evaluator
    .getByRole("alertdialog")
    .getByRole("button", { name: say("evaluate.submit.button") })
    .click();
  await expect(evaluator.getByText(say("evaluate.submit.done"))).toBeVisible();
  await control.getByRole("button", { name: say("control.finished.release"), exact: true }).click();
  await control
    .getByRole("alertdialog")
    .getByRole("button", { name: say("control.finished.release"), exact: true })
    .click();
  await expect(control.getByText(say("control.finished.released"))).toBeVisible();

  // The team looks a point's evidence up.
  await responder.goto(lobby.replace("lobby", "review"));
  await expect(responder.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(responder.getByText(say("review.phase.released"))).toBeVisible();
  await responder.getByRole("button", { name: /T\+\d/ }).first().click();
  await expect(responder.getByRole("dialog")).toContainText(/T\+/);

  // The drill becomes a case, a colleague publishes it, an officer finds and reads it.
  await control.goto(lobby.replace("lobby", "review"));
  await control.getByRole("button", { name: say("review.makeCase") }).click();
  await expect(control).toHaveURL(/library\/drafts\//);
  await control.getByRole("button", { name: say("library.step.submit") }).click();
  await confirmed(control, say("library.step.submit"));
  await expect(control.getByText(say("library.done.submit")).first()).toBeVisible();

  const colleague = await pageAs("trainer-2", { language });
  await colleague.goto(new URL(control.url()).pathname);
  await colleague.getByRole("button", { name: say("library.step.publish") }).click();
  await confirmed(colleague, say("library.step.publish"));
  await expect(colleague.getByText(say("library.done.publish")).first()).toBeVisible();

  const officer = await pageAs("tide-member", { language });
  await officer.goto("/library");
  await officer.getByRole("searchbox").fill(story.word);
  await officer.getByRole("searchbox").press("Enter");
  await expect(officer).toHaveURL(/[?&]q=/);
  const found = language === "zh" ? /夜半醉汉.*复盘/ : /lessons of a drill/;
  await officer.getByRole("main").getByRole("link", { name: found }).first().click();
  await expect(officer.getByRole("heading", { level: 1, name: found })).toBeVisible();
  // The other side has been told as well.
  await expect(opposition.getByText(say("console.ended.released"))).toBeVisible();
}

/** Some steps ask once more. */
async function confirmed(page: Page, name: string): Promise<void> {
  const asked = page.getByRole("alertdialog").getByRole("button", { name, exact: true });
  if (await asked.isVisible()) await asked.click();
}
