import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { forcedSelector } from "./forced-states";

const ui = path.resolve(import.meta.dirname, "../../_ui");
const shown = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith("-parts.tsx"))
  .map((file) => readFileSync(path.join(import.meta.dirname, file), "utf8"))
  .join("\n");

/** What stands around every page, this one included. */
const AROUND: Record<string, string> = {
  "cjk-font": "draws nothing",
  "command-provider": "opens the palette and the sheet of shortcuts, which are shown",
  "toast-stack": "holds the toasts that the buttons show",
};

const parts = readdirSync(ui)
  .filter((file) => file.endsWith(".tsx"))
  .map((file) => ({
    file: file.replace(/\.tsx$/, ""),
    components: [...readFileSync(path.join(ui, file), "utf8").matchAll(/^export function ([A-Z]\w*)/gm)].map(
      ([, name = ""]) => name,
    ),
  }))
  .filter(({ components }) => components.length > 0);

describe("the page of parts", () => {
  test("shows every file of app/_ui that exports a component, under its name", () => {
    expect(parts.length).toBeGreaterThan(40);
    const missing = parts.filter(({ file }) => !(file in AROUND) && !shown.includes(`file="${file}"`));
    expect(missing).toEqual([]);
  });

  test("draws every component that such a file exports", () => {
    const missing = parts
      .filter(({ file }) => !(file in AROUND))
      .flatMap(({ components }) => components)
      .filter((name) => name !== "ToastProvider" && !new RegExp(`<${name}[\\s>/]`).test(shown));
    expect(missing).toEqual([]);
  });

  test("names no part that is not there any more", () => {
    // Beside the base components it may show parts with the product's words in them, from where they live.
    const files = [
      ...parts.map(({ file }) => file),
      ...[...shown.matchAll(/from "@\/app\/_\w+\/(?:[\w-]+\/)*([\w-]+)"/g)].map(([, file = ""]) => file),
    ];
    const named = [...shown.matchAll(/file="([\w-]+)"/g)].map(([, file = ""]) => file);
    expect([...named, ...Object.keys(AROUND)].filter((file) => !files.includes(file))).toEqual([]);
  });
});

test("a rule for a pointer that is over a part also holds for one that is shown so, with the same weight", () => {
  expect(forcedSelector(".a:hover .b")).toBe('.a:is([data-forced~="hover"] *) .b');
  expect(forcedSelector(".a:focus-visible")).toBe('.a:is([data-forced~="focus-visible"] *)');
  expect(forcedSelector(".a:focus")).toBeNull();
  expect(forcedSelector(".a:hover-card")).toBeNull();
});
