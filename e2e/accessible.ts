import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export type Fault = { id: string; at: readonly (readonly unknown[])[] };

/**
 * What of a page, as it is seen at the moment, breaks a rule of WCAG 2.2 A or AA.
 *
 * @param within A selector of the parts to look at; the whole page without it. Nothing that fits is an error.
 */
export async function faultsOf(page: Page, within?: string): Promise<Fault[]> {
  // No page of ours holds another one, so nothing has to be put together from several.
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"] })
    .withTags(WCAG);
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => ({
    id,
    at: nodes.map(({ target, failureSummary }) => [target, failureSummary]),
  }));
}
