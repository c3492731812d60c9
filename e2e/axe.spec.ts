import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { says } from "./messages";
import { playScene } from "./scene";
import { SCREENS, type Say } from "./screens";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

for (const language of ["zh", "en"] as const) {
  for (const theme of ["light", "dark"] as const) {
    test(`no screen breaks a rule of WCAG 2.2 A or AA (${language}, ${theme})`, async ({
      personAs,
      pageAs,
      baseURL,
    }) => {
      test.setTimeout(600_000);
      const say: Say = (key, values = {}) => says(language, key, values);
      const scene = await playScene(personAs);
      const pages = new Map<string | null, Page>();
      const broken: unknown[] = [];
      for (const { as, address, then = [] } of SCREENS) {
        const page = pages.get(as) ?? (await pageAs(as, { language }));
        if (!pages.has(as)) {
          await page.context().addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
          // A colour on its way to another one is measured as neither.
          await page.emulateMedia({ reducedMotion: "reduce" });
          pages.set(as, page);
        }
        const response = await page.goto(address(scene));
        expect([address(scene), response?.status()]).toEqual([address(scene), 200]);
        await expect(
          page.getByRole("heading", { level: 1 }).or(page.getByRole("main")).first(),
        ).toBeVisible();
        await expect(page.getByRole("status", { name: say("common.loading") })).toHaveCount(0);
        for (const step of [null, ...then]) {
          await step?.take(page, say, language);
          const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
          for (const { id, nodes } of violations) {
            broken.push({
              as,
              address: address(scene),
              step: step?.name ?? "",
              id,
              at: nodes.map(({ target, failureSummary }) => [target, failureSummary]),
            });
          }
        }
      }
      expect(broken).toEqual([]);
    });
  }
}
