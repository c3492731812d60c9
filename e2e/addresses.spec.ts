import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import { says } from "./messages";
import { expect, test } from "./fixtures";

/** Every address of a page with something variable in it, as its folders name it: "/drills/[drillId]/lobby". */
const PAGES = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "page.tsx")
  .map((file) => path.dirname(file).split(path.sep))
  .map((steps) => `/${steps.filter((step) => !step.startsWith("(")).join("/")}`)
  .filter((page) => page.includes("["))
  .sort();

/** What somebody may have in such a place that names nothing. */
const WRONG: Record<string, string> = {
  malformed: "no-such-thing",
  unknown: randomUUID(),
  "an unknown code": "ZZZZZ9",
  "percent alone": "%",
  "half an escape": "%E5%BA",
  "no UTF-8": "%FF",
  "an overlong form": "%C0%80",
  "half a character": "%ED%A0%80",
  "nothing that can be stored": "%00",
  "a slash in an escape": "a%2Fb",
  "characters of markup": "%3Cscript%3E",
  "another script": encodeURIComponent("不存在"),
  "a kilobyte": "a".repeat(1_024),
  "a megabyte": "a".repeat(1_048_576),
};

test("the folders name pages with something variable in them", () => {
  expect(PAGES).toContain("/drills/[drillId]/plan");
  expect(PAGES.length).toBeGreaterThan(8);
});

for (const [kind, segment] of Object.entries(WRONG)) {
  test(`every page that names something is not found by ${kind}, and says so`, async ({
    personAs,
    baseURL,
  }) => {
    const { cookies } = await personAs("trainer");
    const cookie = [...cookies, ["locale", "zh"] as const]
      .map(([name, value]) => `${name}=${value}`)
      .join("; ");
    const answers: Record<string, unknown> = {};
    for (const page of PAGES) {
      const address = page.replaceAll(/\[[^\]]+\]/g, () => segment);
      const response = await fetch(`${baseURL ?? ""}${address}`, { headers: { cookie }, redirect: "manual" });
      const text = await response.text();
      answers[page] = {
        status: response.status,
        isSaid: SAID.some((sentence) => text.includes(sentence)),
        inside: /node_modules|\bat .+\(.+:\d+:\d+\)/.test(text),
      };
    }
    const found = { status: 404, isSaid: true, inside: false };
    expect(answers).toEqual(Object.fromEntries(PAGES.map((page) => [page, found])));
  });
}

/** What the page for what does not exist says, and that of a code that leads nowhere. */
const SAID = [says("zh", "shell.notFound.title"), says("zh", "drills.join.unknown")];
