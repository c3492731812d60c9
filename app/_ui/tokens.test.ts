import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const css = readFileSync(path.join(import.meta.dirname, "tokens.css"), "utf8");
const light = colours(block(":root {"));
const chosenDark = colours(block(':root[data-theme="dark"] {'));
const systemDark = colours(block(':root:not([data-theme="light"]):not([data-theme="dark"]) {'));

const TEXTS = [
  "text",
  "text-2",
  "text-3",
  "accent",
  "danger",
  "met",
  "risk",
  "missed",
  "vermilion",
  "cobalt",
];
const GROUNDS = ["bg", "surface", "sunken", "hover", "selected"];
const TINTED = ["accent", "met", "risk", "missed", "neutral", "vermilion", "cobalt"];
const FILLED = [
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-danger", "danger"],
  ["on-danger", "danger-hover"],
  ["on-opposed", "vermilion"],
  ["on-opposed", "cobalt"],
  ["on-alarm", "alarm"],
  ["alarm-stripe", "alarm"],
] as const;

test("no style sheet gives anything a colour by its language, so each language can be looked at in one theme", () => {
  const app = path.join(import.meta.dirname, "..");
  const sheets = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".css"),
  );
  expect(sheets.length).toBeGreaterThan(10);
  const coloured = sheets.flatMap((file) => {
    const blocks = [...readFileSync(path.join(app, file), "utf8").matchAll(/([^{}]*)\{([^{}]*)\}/g)];
    return blocks
      .filter(([, selector = ""]) => /:lang\(|\[lang/.test(selector))
      .filter(([, , body = ""]) =>
        /(^|[\s;-])(color|background|opacity|fill|stroke|filter)(-color)?\s*:/.test(body),
      )
      .map(([, selector = ""]) => `${file}: ${selector.trim()}`);
  });
  expect(coloured).toEqual([]);
});

describe("the design tokens", () => {
  test("are the same in a dark theme that was chosen and in one taken from the system", () => {
    expect(systemDark).toEqual(chosenDark);
  });

  test.each([
    ["light", light],
    ["dark", { ...light, ...chosenDark }],
  ])("keep text readable in the %s theme: a contrast of 4.5 or more", (_theme, tokens) => {
    const pairs = [
      ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
      ...TINTED.map((tone) => [tone, `${tone}-tint`] as const),
      ...FILLED,
    ];
    const poor = pairs
      .map(([text, ground]) => ({ text, ground, contrast: contrast(tokens[text], tokens[ground]) }))
      .filter((pair) => pair.contrast < 4.5);
    expect(poor).toEqual([]);
  });

  test.each([
    ["light", light],
    ["dark", { ...light, ...chosenDark }],
  ])("keep the outlines of controls visible in the %s theme: a contrast of 3 or more", (_theme, tokens) => {
    const poor = ["line-control", "focus"].filter((line) =>
      GROUNDS.slice(0, 3).some((ground) => contrast(tokens[line], tokens[ground]) < 3),
    );
    expect(poor).toEqual([]);
  });
});

function block(opening: string): string {
  const from = css.indexOf(opening);
  expect(from, opening).toBeGreaterThanOrEqual(0);
  return css.slice(from, css.indexOf("}", from));
}

function colours(rules: string): Record<string, string> {
  return Object.fromEntries(
    [...rules.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\s*;/g)].map(([, name = "", colour = ""]) => [
      name,
      colour,
    ]),
  );
}

/** The contrast of two colours by WCAG 2.2, from 1 to 21. */
function contrast(one: string | undefined, other: string | undefined): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string | undefined): number {
  const channels = [1, 3, 5]
    .map((at) => parseInt(colour?.slice(at, at + 2) ?? "", 16) / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  const [red = NaN, green = NaN, blue = NaN] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
