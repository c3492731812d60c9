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
  "domain/rehearsal/player.ts",
  // The mark of a copy is part of its title.
  "domain/words/messages/zh/marks.json",
  "server/accounts/demo-accounts.ts",
  // Teams and titles of drills that are played for trial.
  ...filesIn("server/ops/rehearse"),
]
  // A case is found by what its file is called.
  .map((file) =>
    `${path.parse(file).name} ${readFileSync(file, "utf8")}`.replaceAll('\\"', '"').replaceAll("\\n", " "),
  )
  .concat(typedByTests())
  .join(" ")
  // What is filled in there is filled with figures, unless the text to fill in stands there.
  .replace(/\$\{([^}]*)\}/g, (_, code: string) => `#${(code.match(/"[^"]+"/g) ?? []).join(" ")}`)
  .replace(/\s+/g, " ");

/** The same as its words are compared where figures stand between them: "the 110 Centre". */
const WITHOUT_FIGURES = wordsIn(CONTENT).join(" ");

/** What score cards of rules version 2 say is stored with them, and shown as it was told (docs/decisions/0050). */
const OF_CARDS =
  /^(Took \d|Done (only )?at T|Done in time|Not done|Did not happen|Rated |What it hangs on|Waiting for|Not yet)/;

/** What is the same in every language: keys, codes, the mark of exercises, names of products, days and months. */
const EVERYWHERE = [
  /^EXERCISE$/,
  /^(中文|English|⟦Ëñġļïšĥ⟧)$/,
  /^(Ctrl|Esc|Enter|Shift|Alt|Tab|GitHub|Linux|Chrome|Chromium|HeadlessChrome|Leaflet|JSON|CSV|PDF|QR)$/,
  /^(Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sep(tember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)$/,
  /^UTC$/,
  // The time zone of the machine, and of the browser.
  new RegExp(
    `^(Asia|Shanghai|${new Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("/", "|")})$`,
  ),
  // Codes, initials and call signs; what makes a title the only one of its kind.
  /^[A-Z\d-]{2,8}$/,
  /^[\da-f]{4,12}$/,
  // A day in the title of a drill, as its author's language writes it.
  /^\d+月\d+日$/,
];

/** So many that a test takes seconds. */
const SCREENS_OF_A_TEST = 4;

const parts = new Map<string, typeof SCREENS>();
for (const screen of SCREENS) {
  const name = screen.as ?? "a stranger";
  const inParts = [...parts.keys()].filter((key) => key.startsWith(`${name}, `));
  const last = inParts.at(-1) ?? `${name}, 1`;
  const full = (parts.get(last)?.length ?? 0) >= SCREENS_OF_A_TEST;
  const part = full ? `${name}, ${inParts.length + 1}` : last;
  parts.set(part, [...(parts.get(part) ?? []), screen]);
}

/** Set once for all: these tests look, and change nothing. */
let played: ReturnType<typeof playScene> | undefined;

for (const [part, screens] of parts) {
  test(`no text on a screen stands outside the catalogues (${part})`, async ({ personAs, pageAs }) => {
    played ??= playScene(personAs);
    const scene = await played;
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
  if (isContent(text) || OF_CARDS.test(text)) return [];
  // Words of the strange language part what stands between them, as punctuation does.
  return text
    .split(/[\p{L}\d]*[^\P{L}A-Za-z\u3400-\u9fff][\p{L}\d]*|[⟦⟧·,，、:：;；()（）“”"/|—–+=›→]|\.(?= |$)/u)
    .map((segment) => segment.trim())
    .filter((segment) => /[A-Za-z]{2}|[\u3400-\u9fff]/.test(segment))
    .filter((segment) => !isContent(segment) && !isOfContents(wordsIn(segment)))
    .flatMap((segment) => segment.split(" "))
    .filter(
      (word) =>
        /[A-Za-z]{2}|[\u3400-\u9fff]/.test(word) &&
        !isEverywhere(word) &&
        !(/[\u3400-\u9fff]/.test(word) && isContent(word)),
    );
}

/** Whether words are texts of content one after the other, of two words or more each; figures and call signs aside. */
function isOfContents(words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const [only = ""] = words;
  // An article of a law, a rating, what makes a title the only one of its kind, a tag, a unit.
  if (words.length === 1)
    return (
      /^(Article|[PSMU]|[\da-f]{4,12})$/.test(only) ||
      (/^[a-z-]+$/.test(only) && new RegExp(`\\b${only}\\b`).test(CONTENT))
    );
  for (let length = words.length; length >= 2; length -= 1) {
    if (isContent(words.slice(0, length).join(" ")) && isOfContents(words.slice(length))) return true;
  }
  return false;
}

/** The words of a text without its figures. */
function wordsIn(text: string): string[] {
  return text.split(" ").filter((word) => !/^[\d.:+#-]+$/.test(word));
}

function isContent(text: string): boolean {
  return (
    CONTENT.includes(text) || CONTENT.includes(text.replace(/\d+/g, "#")) || WITHOUT_FIGURES.includes(text)
  );
}

function isEverywhere(word: string): boolean {
  return EVERYWHERE.some((pattern) => pattern.test(word));
}

/** What the other tests type and name: it stands on shared lists, whichever of them has run. */
function typedByTests(): string[] {
  return readdirSync("e2e")
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [
      ...readFileSync(path.join("e2e", file), "utf8").matchAll(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g),
    ])
    .map(([literal]) => literal.slice(1, -1));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|json|geojson)$/.test(file) && !file.endsWith(".test.ts"))
    .map((file) => path.join(folder, file));
}
