import { expect, test } from "./fixtures";
import { says } from "./messages";

test("a drill planned with a wall five minutes late has one", async ({ personAs, pageAs }) => {
  const page = await pageAs("trainer", { language: "en" });
  await page.goto("/drills/new");
  const delay = page.getByRole("textbox", { name: says("en", "drills.create.wallDelay") });
  await expect(delay).toHaveValue("1");
  await delay.fill("5");
  await page.getByRole("button", { name: says("en", "drills.create.submit") }).click();
  await page.waitForURL(/\/drills\/[0-9a-f-]+\/lobby/);
  const drillId = new URL(page.url()).pathname.split("/")[2] ?? "";

  const { api } = await personAs("trainer");
  const setting = await api.drill.setting.query({ drillId, wall: true });
  expect(setting.kind === "wall" && setting.delayMs).toBe(300_000);
});

test("a number out of its bounds stays as it was typed, says the bounds, and the form is not sent with another", async ({
  pageAs,
}) => {
  const page = await pageAs("trainer", { language: "en" });
  await page.goto("/drills/new");
  const delay = page.getByRole("textbox", { name: says("en", "drills.create.wallDelay") });
  await expect(delay).toHaveValue("1");
  await delay.fill("99999");
  await delay.press("Enter");
  await expect(delay).toHaveAttribute("aria-invalid", "true");
  await expect(delay).toHaveValue("99999");
  await expect(page.getByText(/^Give a number from 0 to \d+\.$/)).toBeVisible();
  await expect(page).toHaveURL(/\/drills\/new$/);
  await delay.fill("5");
  await expect(delay).not.toHaveAttribute("aria-invalid", "true");
});

test("an apostrophe in an English text is no wider than a letter, whatever language the screen is in", async ({
  pageAs,
}) => {
  for (const language of ["zh", "en"] as const) {
    const page = await pageAs("trainer", { language });
    await page.goto("/sign-in");
    const width = await page.evaluate(() => {
      const mark = document.createElement("span");
      mark.lang = "en";
      mark.style.fontSize = "100px";
      mark.style.position = "absolute";
      mark.textContent = "\u2019";
      document.body.append(mark);
      return mark.getBoundingClientRect().width;
    });
    expect([language, width < 50]).toEqual([language, true]);
  }
});

test("no screen tries what its own content policy forbids", async ({ pageAs }) => {
  // Every page of the fixture reports what it breaks; these load most of what runs in a browser.
  for (const [as, address] of [
    [null, "/sign-in"],
    ["trainer", "/drills/new"],
    ["trainer", "/scenarios"],
  ] as const) {
    const page = await pageAs(as);
    await page.goto(address);
    await expect(page.getByRole("heading").first()).toBeVisible();
    await page.waitForLoadState("networkidle");
  }
});
