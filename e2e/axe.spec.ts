import type { BrowserContext, Page } from "@playwright/test";
import { faultsOf } from "./accessible";
import { addressOf, expect, LOOKS, openProfile, test as base } from "./fixtures";
import type { Language, Look } from "./fixtures";
import { says } from "./messages";
import { playScene } from "./scene";
import type { Scene } from "./scene";
import { SCREENS, type Say } from "./screens";

type Profiles = { of: (key: string | null, look: Look) => Promise<BrowserContext>; complaints: string[] };

/** What is slow to make is made once for all screens that a worker looks at. */
const test = base.extend<
  { lookAs: (key: string | null, look: Look) => Promise<Page> },
  { scene: Scene; profiles: Profiles }
>({
  scene: [
    async ({ signedIn }, use, { project }) => {
      await use(await playScene((key) => signedIn(addressOf(project.use.baseURL), key)));
    },
    { scope: "worker", timeout: 60_000 },
  ],

  profiles: [
    async ({ browser, signedIn }, use, { project }) => {
      const url = addressOf(project.use.baseURL);
      const known = new Map<string, Promise<BrowserContext>>();
      const complaints: string[] = [];
      await use({
        complaints,
        of: (key, look) => {
          const name = `${key} ${look.language} ${look.theme}`;
          const open = async () => {
            const person = key === null ? null : await signedIn(url, key);
            return openProfile(browser, { url, person, phone: false, ...look }, complaints);
          };
          const profile = known.get(name) ?? open();
          known.set(name, profile);
          return profile;
        },
      });
      for (const profile of known.values()) await (await profile).close();
    },
    { scope: "worker" },
  ],

  lookAs: async ({ profiles }, use) => {
    const pages: Page[] = [];
    await use(async (key, look) => {
      const page = await (await profiles.of(key, look)).newPage();
      pages.push(page);
      // A colour on its way to another one is measured as neither.
      await page.emulateMedia({ reducedMotion: "reduce" });
      return page;
    });
    for (const page of pages) await page.close();
    expect(profiles.complaints.splice(0)).toEqual([]);
  },
});

// One test per screen and look, whichever worker is free; none waits for another.
test.describe.configure({ mode: "parallel" });

for (const look of LOOKS) {
  const { language, theme } = look;
  const say = sayIn(language);
  for (const { name, as, address, then = [] } of SCREENS) {
    test(`the screen "${name}" breaks no rule of WCAG 2.2 A or AA (${language}, ${theme})`, async ({
      scene,
      lookAs,
    }) => {
      const page = await lookAs(as, look);
      const response = await page.goto(address(scene));
      expect(response?.status()).toBe(200);
      await expect(page.getByRole("heading", { level: 1 }).or(page.getByRole("main")).first()).toBeVisible();
      await expect(page.getByRole("status", { name: say("common.loading") })).toHaveCount(0);
      const broken: unknown[] = [];
      for (const step of [null, ...then]) {
        if (step?.moving) await scene.whileMoving(() => step.take(page, say, language));
        else await step?.take(page, say, language);
        if (step?.changes === "nothing") continue;
        for (const fault of await faultsOf(page, step?.changes)) {
          broken.push({ step: step?.name ?? "", ...fault });
        }
      }
      expect(broken).toEqual([]);
    });
  }
}

const PLANTED = [
  {
    fault: "a contrast that is too low in the dark theme alone",
    rule: "color-contrast",
    plant: () => {
      document.styleSheets[0]?.insertRule(
        "@media (prefers-color-scheme: dark) { h1 { color: #2b2b2b !important } }",
      );
    },
  },
  {
    fault: "a contrast that is too low in the light theme alone",
    rule: "color-contrast",
    plant: () => {
      document.styleSheets[0]?.insertRule(
        "@media (prefers-color-scheme: light) { h1 { color: #ddd !important } }",
      );
    },
  },
  {
    fault: "a button without a name in English alone",
    rule: "button-name",
    plant: () => {
      if (!document.documentElement.lang.startsWith("en")) return;
      for (const button of document.querySelectorAll("main button")) button.replaceChildren();
    },
  },
  {
    fault: "a button without a name in Chinese alone",
    rule: "button-name",
    plant: () => {
      if (!document.documentElement.lang.startsWith("zh")) return;
      for (const button of document.querySelectorAll("main button")) button.replaceChildren();
    },
  },
] as const;

for (const { fault, rule, plant } of PLANTED) {
  test(`${fault} is found in one of the looks`, async ({ lookAs }) => {
    const found: string[] = [];
    for (const look of LOOKS) {
      const page = await lookAs(null, look);
      await page.goto("/sign-in");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await faultsOf(page)).toEqual([]);
      await page.evaluate(plant);
      found.push(...(await faultsOf(page)).map(({ id }) => id));
    }
    expect(found).toContain(rule);
  });
}

function sayIn(language: Language): Say {
  return (key, values = {}) => says(language, key, values);
}
