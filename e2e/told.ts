import type { Page } from "@playwright/test";
import type { LocalText } from "@/domain/text";
import type { FullSetting } from "@/domain/view/schema";

/** What the server has told a browser, in its own words: the live stream, and what the page holds now. */
export type Told = () => Promise<string>;

/**
 * Listens to everything that a page is told over its live stream, as it comes over the line and not as the page
 * shows it: a secret that no screen shows is still in the hands of whoever opens the developer tools.
 */
export async function listenTo(page: Page): Promise<Told> {
  const messages: string[] = [];
  const session = await page.context().newCDPSession(page);
  session.on("Network.eventSourceMessageReceived", ({ data }) => messages.push(data));
  await session.send("Network.enable");
  return async () => {
    if (messages.length === 0) throw new Error("The page has no live stream; nothing was listened to.");
    return [...messages, await page.content()].join("\n");
  };
}

/** What of a list of texts somebody was told, in either language. */
export function toldOf(texts: readonly LocalText[], told: string): string[] {
  return texts
    .flatMap(({ zh, en }) => [zh, en])
    .filter(
      (text) => text !== "" && (told.includes(text) || told.includes(JSON.stringify(text).slice(1, -1))),
    );
}

/** What the opposition plans and what is true behind the scenes: never for a responder, never for a wall. */
export function secretsOf({ scenario, actions }: FullSetting): LocalText[] {
  const isTheirs = ({ side }: { side: string }) => side === "opposition";
  return [
    scenario.brief.opposition,
    ...scenario.objectives.filter(isTheirs).map(({ text }) => text),
    ...scenario.items.filter(isTheirs).map(({ title }) => title),
    ...actions.filter(isTheirs).flatMap(({ label, hint }) => [label, hint]),
    ...scenario.actors.map(({ name }) => name),
    ...scenario.incidents.map(({ truth }) => truth),
    ...scenario.decisions.flatMap(({ options }) => options.map(({ rationale }) => rationale)),
    ...scenario.injects
      .filter(({ audience }) => audience === "opposition" || audience === "control")
      .map(({ text }) => text),
  ].flatMap((text) => text ?? []);
}
