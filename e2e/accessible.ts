import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** All that the other theme can break: it changes colours and nothing else. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

export type Fault = { theme: "light" | "dark"; id: string; at: readonly (readonly unknown[])[] };

/**
 * What of a page breaks a rule of WCAG 2.2 A or AA, in one theme and then the other, changed in place as people do.
 *
 * @param within A selector of the parts to look at; the whole page without it. Nothing that fits is an error.
 */
export async function faultsOf(page: Page, within?: string): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const theme of ["light", "dark"] as const) {
    await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
    // No page of ours holds another one, so nothing has to be put together from several.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
    if (within !== undefined) axe.include(within);
    const { violations } = await (
      theme === "light" ? axe.withTags(WCAG) : axe.withRules(OF_COLOURS)
    ).analyze();
    for (const { id, nodes } of violations) {
      faults.push({ theme, id, at: nodes.map(({ target, failureSummary }) => [target, failureSummary]) });
    }
  }
  return faults;
}
