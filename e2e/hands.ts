import type { Page } from "@playwright/test";

/** Counts, in the page itself, every press of a mouse button and every key that really arrives there. */
export async function countHands(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const hands = { clicks: 0, keys: 0 };
    Reflect.set(window, "hands", hands);
    addEventListener("mousedown", (event) => event.isTrusted && (hands.clicks += 1), true);
    addEventListener("keydown", (event) => event.isTrusted && (hands.keys += 1), true);
  });
}

/** What has arrived in the page since it was loaded. */
export async function handsOf(page: Page): Promise<{ clicks: number; keys: number }> {
  return page.evaluate(() => {
    const hands: unknown = Reflect.get(window, "hands");
    if (typeof hands !== "object" || hands === null) throw new Error("Nobody counts the hands.");
    return { clicks: Number(Reflect.get(hands, "clicks")), keys: Number(Reflect.get(hands, "keys")) };
  });
}
