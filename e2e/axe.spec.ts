import type { Page } from "@playwright/test";
import { faultsOf } from "./accessible";
import { expect, test } from "./fixtures";
import { says } from "./messages";
import { playScene } from "./scene";
import { SCREENS, type Say } from "./screens";

for (const language of ["zh", "en"] as const) {
  test(`no screen breaks a rule of WCAG 2.2 A or AA, in either theme (${language})`, async ({
    personAs,
    pageAs,
  }) => {
    test.setTimeout(900_000);
    const say: Say = (key, values = {}) => says(language, key, values);
    const scene = await playScene(personAs);
    const pages = new Map<string | null, Page>();
    const broken: unknown[] = [];
    for (const { as, address, then = [] } of SCREENS) {
      const page = pages.get(as) ?? (await pageAs(as, { language }));
      if (!pages.has(as)) {
        // A colour on its way to another one is measured as neither.
        await page.emulateMedia({ reducedMotion: "reduce" });
        pages.set(as, page);
      }
      const response = await page.goto(address(scene));
      expect([address(scene), response?.status()]).toEqual([address(scene), 200]);
      await expect(page.getByRole("heading", { level: 1 }).or(page.getByRole("main")).first()).toBeVisible();
      await expect(page.getByRole("status", { name: say("common.loading") })).toHaveCount(0);
      for (const step of [null, ...then]) {
        if (step?.moving) await scene.whileMoving(() => step.take(page, say, language));
        else await step?.take(page, say, language);
        if (step?.changes === "nothing") continue;
        for (const fault of await faultsOf(page, step?.changes)) {
          broken.push({ as, address: address(scene), step: step?.name ?? "", ...fault });
        }
      }
    }
    expect(broken).toEqual([]);
  });
}
