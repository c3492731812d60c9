import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { freePort } from "@/server/ops/launch/free-port.mjs";
import { faultsOf } from "./accessible";
import { expect, LOOKS, test } from "./fixtures";
import { ended, launch, serving } from "./launched";
import { overflowsSideways, textCutIn } from "./layout";
import { says } from "./messages";

const say = (key: string, values: Record<string, string> = {}) => says("zh", key, values);
const PASSWORD = "七座安静的码头没有风";

test("a new installation makes whoever reads its terminal the first administrator, and nobody a second time", async ({
  pageAs,
}) => {
  // Starts a server of its own.
  test.setTimeout(120_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-setup-"));
  const settings = { DATA_DIR: path.join(folder, "data"), SANDTABLE_MODE: "production" };
  const one = launch({ ...settings, PORT: String(await freePort()) });
  try {
    await serving(one);
    await expect.poll(() => TOKEN.exec(one.said())?.[1]).toBeDefined();
    const token = TOKEN.exec(one.said())?.[1] ?? "";

    for (const { language, theme } of LOOKS) {
      for (const phone of [false, true]) {
        const page = await pageAs(null, { url: one.url, language, theme, phone });
        await page.emulateMedia({ reducedMotion: "reduce" });
        await page.goto("/setup");
        await expect(page.getByRole("heading", { name: says(language, "auth.setup.title") })).toBeVisible();
        expect(await faultsOf(page)).toEqual([]);
        expect(await textCutIn(page)).toEqual([]);
        expect(await overflowsSideways(page)).toBe(false);
      }
    }

    const page = await pageAs(null, { url: one.url });
    await page.goto("/setup");
    const field = (name: string) =>
      page.getByRole("textbox", { name: new RegExp(`^${say(`auth.setup.${name}`)} `) });
    await field("token").fill(`${token}x`);
    await field("name").fill("闻静川");
    await field("email").fill("wen@example.com");
    await field("password").fill(PASSWORD);
    await field("passwordAgain").fill(PASSWORD);
    const submit = page.getByRole("button", { name: say("auth.setup.submit") });
    await submit.click();
    // What was typed stays, and the sentence stands at the field it is about.
    await expect(field("token")).toHaveAccessibleDescription(/初始化口令不正确/);
    await expect(field("name")).toHaveValue("闻静川");

    await field("token").fill(token);
    await submit.click();
    await expect(page).toHaveURL(/\/admin\/people$/);
    await expect(page.getByRole("heading", { name: say("admin.people.title") })).toBeVisible();
    await expect(page.getByText(/^沙盘 \d+\.\d+\.\d+\S*$/)).toBeVisible();

    const late = await pageAs(null, { url: one.url });
    await late.goto("/setup");
    await expect(late).toHaveURL(/\/sign-in$/);
  } finally {
    one.launcher.kill("SIGTERM");
    await ended(one.launcher);
    rmSync(folder, { recursive: true, force: true });
  }
});

const TOKEN = /一次性口令 (\S+)/;
