import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import type { Person } from "./fixtures";
import { says } from "./messages";

const say = (key: string) => says("en", key);
const slider = (page: Page) => page.getByRole("slider", { name: say("review.replay.at") });

test("from an entry of the review one sees the ground at that moment, and keys lead on through time and sides", async ({
  personAs,
  pageAs,
}) => {
  const drillId = await finishedDrill(await personAs("trainer"));
  const page = await pageAs("trainer", { language: "en" });
  await page.goto(`/drills/${drillId}/review`);
  const entries = page.getByRole("list", { name: say("review.timeline.title") }).getByRole("listitem");
  const last = entries.last();
  const time = (await last.getByRole("time").first().textContent()) ?? "";
  await last.getByRole("link").click();
  await page.waitForURL(/\/review\/replay\?/);
  await expect(slider(page)).toHaveAttribute("aria-valuetext", time);
  const board = page.getByRole("region", { name: say("console.board.title") });
  await expect(board.getByRole("listitem").first()).toBeVisible();

  // Before the first call nobody had anything on the board.
  await slider(page).focus();
  await page.keyboard.press("Home");
  await expect(slider(page)).toHaveAttribute("aria-valuetext", "T+00:00");
  await expect(board).toContainText(say("console.board.empty"));
  await page.keyboard.press("ArrowRight");
  await expect(slider(page)).toHaveAttribute("aria-valuetext", "T+00:10");
  await page.keyboard.press("ArrowLeft");
  await expect(slider(page)).toHaveAttribute("aria-valuetext", "T+00:00");
  await page.getByRole("button", { name: say("review.replay.next") }).click();
  await expect(slider(page)).not.toHaveAttribute("aria-valuetext", "T+00:00");

  // The address is that of what is shown, so it can be passed on.
  await page.getByRole("radio", { name: new RegExp(`^${say("common.side.opposition")}`) }).click();
  await expect(page).toHaveURL(/side=opposition/);
  await expect(board).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("region", { name: say("review.replay.actors") })).toBeVisible();
});

test("on a phone an officer looks at both sides of a drill whose scores are out, without scrolling sideways", async ({
  personAs,
  pageAs,
}) => {
  const officer = await personAs("tide-captain");
  const drillId = await finishedDrill(officer);
  const page = await pageAs("tide-captain", { language: "en", phone: true });
  for (const side of ["responder", "opposition"]) {
    await page.goto(`/drills/${drillId}/review/replay?lane=1&side=${side}&at=600`);
    await expect(page.getByRole("region", { name: say("review.replay.log") })).toBeVisible();
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
  }
});

/** An opposed drill of the demo that is over, its scores released, and that this person was in. */
async function finishedDrill({ api }: Person): Promise<string> {
  const { drills } = await api.drill.list.query({ phase: "ended" });
  const drill = drills.find(
    ({ joined, scoresReleased, format }) => joined && scoresReleased && format === "opposed",
  );
  if (!drill) throw new Error("The demo has no finished drill for this person.");
  return drill.drillId;
}
