import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ESLint } from "eslint";
import { parser } from "typescript-eslint";
import { describe, expect, test } from "vitest";
import { ceiling, longest } from "./eslint-long-functions.mjs";
import { knotsOf } from "./eslint-floors.mjs";
import { sentencesLeft, sentencesPlugin } from "./eslint-sentences.mjs";

// The rules that need types are left out: they would type-check the project for every snippet.
const eslint = new ESLint({
  cwd: import.meta.dirname,
  overrideConfig: [
    {
      files: ["**/*.{ts,tsx}"],
      languageOptions: { parserOptions: { projectService: false, project: null } },
      rules: Object.fromEntries(
        [
          "await-thenable",
          "no-floating-promises",
          "no-misused-promises",
          "no-unnecessary-type-assertion",
          "only-throw-error",
          "switch-exhaustiveness-check",
        ].map((name) => [`@typescript-eslint/${name}`, "off"]),
      ),
    },
  ],
});

/** The rules that refuse a snippet, if it stood in that file. */
async function refusals(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(import.meta.dirname, file) });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const use = (name: string) => `import * as it from "${name}";\nexport const used = it;\n`;
const serverUse = (name: string) => `import "server-only";\n${use(name)}`;

describe("the fences refuse", () => {
  test.each([
    ["the rules", "domain/drill/x.ts", "a framework", "react"],
    ["the rules", "domain/drill/x.ts", "Node", "node:fs"],
    ["the rules", "domain/drill/x.ts", "the server", "@/server/env"],
    ["the rules", "domain/drill/x.ts", "storage", "drizzle-orm"],
    ["the rules", "domain/drill/x.ts", "a folder above", "../scoring/x"],
    ["the rules", "domain/drill/x.ts", "a detour to a folder above", "./../scoring/x"],
    ["a router", "server/api/drill-router.ts", "SQL", "drizzle-orm"],
    ["a router", "server/api/drill-router.ts", "a table", "@/server/db/schema/drills"],
    ["a router", "server/api/drill-router.ts", "a screen", "@/app/_ui/button"],
    ["a router", "server/api/drill-router.ts", "Next.js", "next/headers"],
    ["storage", "server/drill/queries.ts", "HTTP", "@trpc/server"],
    ["storage", "server/drill/queries.ts", "React", "react"],
    ["the event store", "server/drill/event-store.ts", "the sign-in library", "better-auth"],
    ["a screen", "app/(main)/drills/page.tsx", "the server", "@/server/api/root"],
    ["a screen", "app/(main)/drills/page.tsx", "storage", "postgres"],
    ["a screen", "app/(main)/drills/page.tsx", "another screen", "@/app/(main)/library/list"],
    ["the wire", "app/_trpc/client.tsx", "a query", "@/server/drill/queries"],
    ["the wire", "app/_trpc/client.tsx", "the environment", "@/server/env"],
    ["a base component", "app/_ui/x.tsx", "the drill", "@/domain/drill/clock"],
    ["the front door", "server/front-door/x.ts", "a table", "@/server/db/schema/drills"],
    ["a browser test", "e2e/x.spec.ts", "storage", "@/server/db/client"],
    ["anybody", "server/api/drill-router.ts", "a library nobody agreed on", "left-pad"],
  ])("%s (%s) %s: %s", async (_who, file, _what, name) => {
    const code = file.startsWith("server/") ? serverUse(name) : use(name);
    expect(await refusals(file, code)).toContain("fences/imports");
  });

  test.each([
    ["a re-export", 'export { z } from "drizzle-orm";'],
    ["everything re-exported", 'export * from "drizzle-orm";'],
    ["a lazy import", 'export const late = () => import("drizzle-orm");'],
    ["a type", 'export type T = import("drizzle-orm").SQL;'],
    ["a type import", 'import type { SQL } from "drizzle-orm";\nexport type T = SQL;'],
  ])("%s as much as an import", async (_what, code) => {
    expect(await refusals("domain/drill/x.ts", code)).toContain("fences/imports");
  });
});

describe("the fences allow", () => {
  test.each([
    ["domain/drill/x.ts", use("zod")],
    ["domain/drill/x.ts", use("@/domain/text")],
    ["domain/drill/x.ts", use("./schema")],
    ["domain/ground/x.ts", use("graphology")],
    ["server/drill/queries.ts", serverUse("drizzle-orm")],
    ["server/drill/queries.ts", serverUse("@/server/db/schema/drills")],
    ["server/api/drill-router.ts", serverUse("@/domain/drill/decide")],
    ["server/api/drill-router.ts", serverUse("./queries")],
    ["server/drill/x.test.ts", use("vitest")],
    ["app/(main)/drills/page.tsx", use("@/app/_ui/button")],
    ["app/_trpc/client.tsx", use("@/server/api/root")],
    ["server/front-door/main.ts", serverUse("next")],
  ])("what is needed in %s: %s", async (file, code) => {
    expect(await refusals(file, code)).toEqual([]);
  });
});

describe("the floors", () => {
  test.each([
    ["a room below that imports the drill", "domain/ground/x.ts", use("@/domain/drill/schema")],
    [
      "its types",
      "domain/ground/x.ts",
      'import type { Drill } from "@/domain/drill/state";\nexport type X = Drill;',
    ],
    [
      "its types, named in place",
      "domain/ground/x.ts",
      'export type X = import("@/domain/drill/state").Drill;',
    ],
    ["what it hands on", "domain/ground/x.ts", 'export * from "@/domain/drill/state";'],
    ["a neighbour of the same floor", "domain/account/x.ts", use("@/domain/ground/schema")],
    ["a file at the door that imports a room", "domain/x.ts", use("@/domain/ground/schema")],
    ["the environment that imports a room", "server/env.ts", serverUse("@/server/drill/queries")],
    ["a base component that knows a screen", "app/_ui/x.tsx", use("@/app/_drill/live/pane")],
    ["a folder that stands on no floor", "domain/cellar/x.ts", "export const x = 1;"],
    ["a way into a folder that stands on no floor", "domain/drill/x.ts", use("@/domain/cellar/y")],
  ])("refuse %s", async (_what, file, code) => {
    expect(await refusals(file, code)).toContain("floors/down");
  });

  test("let a test look at everything", async () => {
    expect(await refusals("domain/ground/x.test.ts", use("@/domain/drill/schema"))).toEqual([]);
  });

  test("tell of every knot in a picture", () => {
    const reaches = new Map([
      ["a", new Set(["b"])],
      ["b", new Set(["c", "d"])],
      ["c", new Set(["a"])],
      ["d", new Set(["e"])],
      ["e", new Set<string>()],
    ]);
    expect(knotsOf(reaches)).toEqual([["a", "b", "c"]]);
    reaches.get("c")?.delete("a");
    expect(knotsOf(reaches)).toEqual([]);
  });
});

describe("the rules of the exercise are refused", () => {
  test.each([
    ["the clock", "export const x = Date.now();"],
    ["today", "export const x = new Date();"],
    ["today as text", "export const x = Date();"],
    ["luck", "export const x = Math.random();"],
    ["the process", "export const x = process;"],
    ["the network", 'export const x = fetch("/");'],
    ["cryptography's luck", "export const x = crypto;"],
    ["a timer", "setTimeout(() => undefined, 1);"],
    ["the window", "export const x = window;"],
    ["a back door to globals", "export const x = globalThis;"],
    ["the machine's alphabet", 'export const x = "a".localeCompare("b");'],
  ])("%s", async (_what, code) => {
    const refused = await refusals("domain/drill/x.ts", code);
    expect(refused.some((rule) => rule.startsWith("no-restricted-"))).toBe(true);
  });

  test("nothing when they take a given time", async () => {
    expect(await refusals("domain/drill/x.ts", "export const year = (ms: number) => new Date(ms);")).toEqual(
      [],
    );
  });
});

describe("everybody is refused", () => {
  test.each([
    ["the environment", "app/_ui/x.ts", "export const x = process.env;", "no-restricted-properties"],
    [
      "the environment",
      "server/drill/room.ts",
      'import "server-only";\nexport const x = process.env.PORT;',
      "no-restricted-properties",
    ],
    [
      "the environment by another way",
      "server/drill/room.ts",
      'import "server-only";\nimport { env } from "node:process";\nexport const x = env;',
      "fences/imports",
    ],
    ["any", "domain/drill/x.ts", "export const x = (y: any) => y;", "@typescript-eslint/no-explicit-any"],
    [
      "a promise that it is not null",
      "domain/drill/x.ts",
      "export const x = (y: string | null) => y!.length;",
      "@typescript-eslint/no-non-null-assertion",
    ],
    [
      "a type imported as a value",
      "app/_ui/x.ts",
      'import { Text } from "@/domain/text";\nexport type X = Text;',
      "@typescript-eslint/consistent-type-imports",
    ],
    ["an enum", "domain/drill/x.ts", "export enum X { A }", "no-restricted-syntax"],
    [
      "a server file that a browser could load",
      "server/drill/room.ts",
      "export const x = 1;",
      "fences/server-only-first",
    ],
    [
      "HTTP codes outside their table",
      "server/api/drill-router.ts",
      'import "server-only";\nimport { TRPCError } from "@trpc/server";\nexport const x = TRPCError;',
      "no-restricted-imports",
    ],
    [
      "a hook inside a condition",
      "app/_ui/x.tsx",
      'import { useState } from "react";\nexport function X({ a }: { a: boolean }) {\n  if (a) useState(0);\n  return null;\n}',
      "react-hooks/rules-of-hooks",
    ],
  ])("%s (%s)", async (_what, file, code, rule) => {
    expect(await refusals(file, code)).toContain(rule);
  });

  test.each([
    "@typescript-eslint/no-floating-promises",
    "@typescript-eslint/switch-exhaustiveness-check",
    "react-hooks/exhaustive-deps",
  ])("what %s finds, on every file it is for", async (rule) => {
    const own = new ESLint({ cwd: import.meta.dirname });
    const config: unknown = await own.calculateConfigForFile(path.join(import.meta.dirname, "app/_ui/x.tsx"));
    expect(config).toMatchObject({ rules: { [rule]: expect.arrayContaining([expect.any(Number)]) } });
  });
});

describe("a screen", () => {
  test.each([
    ["looks at keys of input methods itself", "export const f = (e: KeyboardEvent) => e.isComposing;"],
    ["looks at key codes", "export const f = (e: KeyboardEvent) => e.keyCode === 13;"],
    ["hears keys before they are sorted", 'window.addEventListener("keydown", () => {}, true);'],
    [
      "rewrites what is being typed",
      "export const f = (set: (text: string) => void) => <input onChange={(e) => set(e.target.value.trim())} />;",
    ],
    ["rounds a share by itself", 'export const f = { style: "percent" };'],
    ["sets the dot between two things by itself", 'export const f = (a: string[]) => a.join(" · ");'],
    ["sets it inside a text", "export const f = (a: string) => `${a} · ${a}`;"],
    ["sets it between what it draws", "export const f = () => <p>{1} · {2}</p>;"],
    [
      "says in another way how long ago something was",
      "export const f = (format: { relativeTime: (at: Date) => string }, at: Date) => format.relativeTime(at);",
    ],
    ["reads the device's clock", "export const f = () => Date.now();"],
    ["takes the device's clock for a date", "export const f = () => new Date();"],
    ["reads the hour of the browser's zone", "export const f = (at: Date) => at.getHours();"],
    ["writes a time in the browser's zone", "export const f = (at: Date) => at.toLocaleTimeString();"],
    ["formats times by itself", 'export const f = new Intl.DateTimeFormat("en");'],
    ["has a field for a time of day of its own", 'export const f = () => <input type="time" readOnly />;'],
    ["fetches a part by itself", 'export const f = () => import("./part");'],
    [
      "has a date-and-time field of its own",
      'export const f = () => <input type="datetime-local" readOnly />;',
    ],
  ])("that %s is refused", async (_what, code) => {
    expect(await refusals("app/_drill/live/x.tsx", code)).toContain("habits/screens");
  });
});

test.each([
  ["between tags", "export const f = () => <p>Save the plan</p>;"],
  ["in Chinese between tags", "export const f = () => <p>保存</p>;"],
  ["in what is read out", 'export const f = () => <p aria-label="Save the plan" />;'],
  ["put together with a value", "export const f = (n: number) => <p>{`${n} minutes`}</p>;"],
  ["in Chinese anywhere", 'export const f = (n: number) => (n > 1 ? "完成" : "");'],
])("a sentence that stands in the code of a screen is refused: %s", async (_where, code) => {
  expect(await refusals("app/_case/x.tsx", code)).toContain("habits/words");
});

test("a screen that writes a length of time as a clock face is refused", async () => {
  const code = 'import { clockFace } from "@/app/_drill/marks/clock-text";\nexport const used = clockFace;\n';
  expect(await refusals("app/_drill/live/x.tsx", code)).toContain("habits/clock-faces");
});

test.each([
  ["e2e/x.spec.ts", "export const x = (page: any) => page.waitForTimeout(500);"],
  ["server/x.test.ts", "export const x = async () => { await sleep(200); };"],
  [
    "domain/x.test.ts",
    "export const x = async () => { await new Promise((done) => setTimeout(done, 200)); };",
  ],
])("a test that sleeps for a fixed time is refused (%s: %s)", async (file, code) => {
  expect(await refusals(file, code)).toContain("habits/sleeps");
});

test("the pace of a loop that looks again is no sleep", async () => {
  const code = "export const x = async (is: () => boolean) => { while (!is()) await sleep(10); };";
  expect(await refusals("server/x.test.ts", code)).not.toContain("habits/sleeps");
});

test("a kind that its table lacks is refused", async () => {
  const code = 'import { clock } from "./kinds/clock";\nexport const kinds = { clock };\n';
  expect(await refusals("domain/conditions/kinds.ts", code)).toContain("kinds/in-table");
});

describe("a stored document is not read by the shape of today:", () => {
  const scenario = (code: string) => `import { Scenario } from "@/domain/scenario/schema";\n${code}\n`;
  test.each([
    ["parsed", scenario("export const f = (stored: unknown) => Scenario.parse(stored);")],
    ["tried", scenario("export const f = (stored: unknown) => Scenario.safeParse(stored).data;")],
    ["as a draft", scenario("export const f = (stored: unknown) => unfinished(Scenario).parse(stored);")],
    ["in a list", scenario("export const f = (stored: unknown) => z.array(Scenario).parse(stored);")],
    [
      "under another name",
      'import { ScoreCard as Card } from "@/domain/score-card/schema";\nexport const f = (stored: unknown) => Card.parse(stored);\n',
    ],
  ])("%s", async (_how, code) => {
    expect(await refusals("domain/rehearsal/x.ts", code)).toContain("documents/through-versions");
    const onServer = `import "server-only";\n${code}`;
    expect(await refusals("server/library/queries.ts", onServer)).toContain("documents/through-versions");
  });

  test("a part of one is, and a document is where it says its version", async () => {
    const code = scenario("export const f = (side: unknown) => Scenario.shape.title.parse(side);");
    expect(await refusals("domain/rehearsal/x.ts", code)).toEqual([]);
  });
});

describe("a function", () => {
  const longOf = (lines: number) => `export function long() {\n${"  void 0;\n".repeat(lines - 2)}}\n`;

  test.each([
    ["domain/drill/x.ts", ceiling.rules],
    ["server/drill/x.ts", ceiling.rules],
    ["app/_ui/x.tsx", ceiling.screens],
  ])("in %s has at most %d lines", async (file, most) => {
    expect(await refusals(file, longOf(most))).not.toContain("max-lines-per-function");
    expect(await refusals(file, longOf(most + 1))).toContain("max-lines-per-function");
  });

  test("that was too long and has become shorter is held to what it is now", async () => {
    const found: string[] = [];
    for (const [file, lines] of Object.entries(longest)) {
      const stricter = new ESLint({
        cwd: import.meta.dirname,
        overrideConfigFile: true,
        overrideConfig: {
          files: ["**/*.{ts,tsx}"],
          languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
          linterOptions: { reportUnusedDisableDirectives: "off" },
          rules: { "max-lines-per-function": ["error", { max: lines - 1 }] },
        },
      });
      const code = readFileSync(path.join(import.meta.dirname, file), "utf8");
      const [result] = await stricter.lintText(code, { filePath: path.join(import.meta.dirname, file) });
      const isAsLong = result?.messages.some(({ ruleId }) => ruleId === "max-lines-per-function") ?? false;
      if (!isAsLong)
        found.push(`${file} has no function of ${lines} lines any more: lower or remove its entry.`);
    }
    expect(found).toEqual([]);
  });
});

describe("a sentence", () => {
  test.each([
    ["the rules", "domain/drill/x.ts", 'export const said = "演练开始";'],
    ["the rules, in two languages", "domain/drill/x.ts", 'export const said = { zh: "a", en: "Begins" };'],
    ["the server", "server/drill/x.ts", 'import "server-only";\nexport const said = `第 ${1} 组`;'],
    ["a screen", "app/_drill/x.tsx", 'export const said = { title: { en: "Off", zh: "" } };'],
    ["a mark alone", "app/_drill/x.tsx", 'export const said = ["a"].join("、");'],
  ])("in the code of %s is refused: %s", async (_, file, code) => {
    expect(await refusals(file, code)).toContain("sentences/in-catalogues");
  });

  test.each([
    ["domain/drill/x.ts", 'export const said = { say: "log.DrillStarted" };'],
    ["domain/drill/x.test.ts", 'export const said = "演练开始";'],
    ["server/starter/x.ts", 'import "server-only";\nexport const said = { zh: "火", en: "Fire" };'],
  ])("by its name, in a test or in content is none: %s", async (file, code) => {
    expect(await refusals(file, code)).not.toContain("sentences/in-catalogues");
  });

  test("is added to no file that has some already", async () => {
    const [file = "", most = 0] = Object.entries(sentencesLeft)[0] ?? [];
    const code = (n: number) => Array.from({ length: n }, (_, i) => `export const a${i} = "句";`).join("\n");
    expect(await refusals(file, code(most))).not.toContain("sentences/in-catalogues");
    expect(await refusals(file, code(most + 1))).toContain("sentences/in-catalogues");
  });

  test("that has gone from a file takes the file's number down with it", async () => {
    const found: string[] = [];
    for (const [file, most] of Object.entries(sentencesLeft)) {
      const stricter = new ESLint({
        cwd: import.meta.dirname,
        overrideConfigFile: true,
        overrideConfig: {
          files: ["**/*.{ts,tsx}"],
          languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
          linterOptions: { reportUnusedDisableDirectives: "off" },
          plugins: { sentences: sentencesPlugin },
          rules: { "sentences/in-catalogues": ["error", { most: most - 1 }] },
        },
      });
      const filePath = path.join(import.meta.dirname, file);
      const code = existsSync(filePath) ? readFileSync(filePath, "utf8") : "";
      const [result] = await stricter.lintText(code, { filePath });
      if (!result?.messages.some(({ ruleId }) => ruleId === "sentences/in-catalogues")) {
        found.push(`${file} has fewer than ${most} sentences: lower or remove its entry.`);
      }
    }
    expect(found).toEqual([]);
  });
});

test.each(['locale === "zh"', '"en" !== locale'])(
  "which language it is stands in the table of languages, and code does not ask: %s",
  async (asked) => {
    const code = `export const of = (locale: string) => (${asked} ? 1 : 2);`;
    expect(await refusals("app/_drill/x.tsx", code)).toContain("sentences/language-by-name");
    expect(await refusals("domain/drill/x.ts", code)).toContain("sentences/language-by-name");
  },
);
