import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { says } from "./messages";
import { playScene } from "./scene";
import { SCREENS, type Say } from "./screens";

// English made strange: a text on a screen in plain letters stands in no catalogue, unless somebody wrote it.

const LANGUAGE = "en-XA";
const say: Say = (key, values = {}) => says(LANGUAGE, key, values);

/** What people and the demonstration wrote: content, names, drills. A text in it is nobody's mistake. */
const CONTENT = [
  ...filesIn("server/starter"),
  "domain/actions/catalogue.ts",
  "domain/actions/equipment.ts",
  "domain/case-study/from-drill.ts",
  "domain/scenario/crews.ts",
  "server/accounts/demo-accounts.ts",
  "e2e/scene.ts",
]
  .map((file) => readFileSync(file, "utf8").replaceAll('\\"', '"').replaceAll("\\n", " "))
  .join(" ")
  .replace(/\s+/g, " ");

/** What is the same in every language: keys, codes, the mark of exercises, names of products, days and months. */
const EVERYWHERE = [
  /^EXERCISE$/,
  /^(中文|English|⟦Ëñġļïšĥ⟧)$/,
  /^(Ctrl|Esc|Enter|Shift|Alt|Tab|GitHub|Linux|Chrome|Chromium|HeadlessChrome|Leaflet|JSON|CSV|PDF|QR)$/,
  /^(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)$/,
  /^UTC$/,
];

/** So many that a test takes seconds. */
const SCREENS_OF_A_TEST = 8;

const parts = new Map<string, typeof SCREENS>();
for (const screen of SCREENS) {
  const name = screen.as ?? "a stranger";
  const inParts = [...parts.keys()].filter((key) => key.startsWith(name));
  const last = inParts.at(-1) ?? `${name}, 1`;
  const full = (parts.get(last)?.length ?? 0) >= SCREENS_OF_A_TEST;
  const part = full ? `${name}, ${inParts.length + 1}` : last;
  parts.set(part, [...(parts.get(part) ?? []), screen]);
}

for (const [part, screens] of parts) {
  test(`no text on a screen stands outside the catalogues (${part})`, async ({ personAs, pageAs }) => {
    const scene = await playScene(personAs);
    const page = await pageAs(screens[0]?.as ?? null, { language: LANGUAGE });
    const escaped: string[] = [];
    for (const { name, address, then = [] } of screens) {
      const response = await page.goto(address(scene));
      expect([name, response?.status()]).toEqual([name, 200]);
      await expect(page.getByRole("heading", { level: 1 }).or(page.getByRole("main")).first()).toBeVisible();
      await expect(page.getByRole("status", { name: say("common.loading") })).toHaveCount(0);
      for (const step of [null, ...then]) {
        if (step?.moving) await scene.whileMoving(() => step.take(page, say, LANGUAGE));
        else await step?.take(page, say, LANGUAGE);
        if (step?.changes === "nothing") continue;
        for (const text of await textsOn(page)) {
          const plain = plainIn(text);
          if (plain.length > 0)
            escaped.push(`${name} ${step?.name ?? ""}: ${plain.join(" | ")} in “${text}”`);
        }
      }
    }
    expect([...new Set(escaped)]).toEqual([]);
  });
}

/** Everything that people read or hear of a page: texts that are shown, labels, titles, placeholders. */
async function textsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = new Set([document.title]);
    const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const own = node.parentElement;
      if (own && isShown(own) && !own.closest("kbd, script, style")) texts.add(node.textContent ?? "");
    }
    const said = ["aria-label", "title", "placeholder", "alt", "aria-description", "aria-valuetext"];
    for (const element of document.querySelectorAll(said.map((name) => `[${name}]`).join())) {
      if (isShown(element)) for (const name of said) texts.add(element.getAttribute(name) ?? "");
    }
    return [...texts].map((text) => text.replace(/\s+/g, " ").trim()).filter((text) => text !== "");
  });
}

/** What of a text is in plain letters and nobody's content. */
function plainIn(text: string): string[] {
  if (CONTENT.includes(text)) return [];
  // Words of the strange language part what stands between them, as punctuation does.
  return text
    .split(/[\p{L}\d]*[^\P{L}A-Za-z\u3400-\u9fff][\p{L}\d]*|[⟦⟧·,，、:：;；()（）“”"/|—–+=]|\.(?= |$)/u)
    .map((segment) => segment.trim())
    .filter((segment) => /[A-Za-z]{2}|[\u3400-\u9fff]/.test(segment))
    .filter((segment) => !CONTENT.includes(segment))
    .flatMap((segment) => segment.split(" "))
    .filter((word) => /[A-Za-z]{2}|[\u3400-\u9fff]/.test(word) && !isEverywhere(word));
}

function isEverywhere(word: string): boolean {
  // Codes and call signs: capitals and figures.
  return /^[A-Z\d-]*\d[A-Z\d-]*$/.test(word) || EVERYWHERE.some((pattern) => pattern.test(word));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|json|geojson)$/.test(file) && !file.endsWith(".test.ts"))
    .map((file) => path.join(folder, file));
}
