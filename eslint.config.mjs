import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { documentsPlugin } from "./eslint-documents.mjs";
import { fences, fencesPlugin } from "./eslint-fences.mjs";
import { floorsPlugin, outside } from "./eslint-floors.mjs";
import { clockFaces, habitsLive, habitsPlugin, wordsLive } from "./eslint-habits.mjs";
import { kindsPlugin } from "./eslint-kinds.mjs";
import { ceiling, longest } from "./eslint-long-functions.mjs";
import { outsideCatalogues, sentencesLeft, sentencesPlugin } from "./eslint-sentences.mjs";
import { textPlugin } from "./eslint-text.mjs";

const typescript = ["**/*.{ts,tsx}"];
const tests = [
  "**/*.test.{ts,tsx}",
  "server/db/test-*.ts",
  "domain/**/given.ts",
  "domain/drill/guarantees/**/*.ts",
];

/** What would let the rules of the exercise depend on the day, the machine or luck. */
const impureGlobals = [
  "process",
  "fetch",
  "crypto",
  "performance",
  "window",
  "document",
  "navigator",
  "location",
  "globalThis",
  "self",
  "localStorage",
  "sessionStorage",
  "indexedDB",
  "console",
  "Buffer",
  "require",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "requestAnimationFrame",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "Worker",
].map((name) => ({ name, message: "domain/ is pure: take it as an argument." }));

const environment = {
  object: "process",
  property: "env",
  message: "server/env.ts is the only reader of the environment.",
};

const linesAtMost = (max) => ({ "max-lines-per-function": ["error", { max }] });

export default tseslint.config(
  {
    ignores: [
      "**/*.d.mts",
      "node_modules/",
      ".next/",
      "data/",
      "drizzle/",
      "next-env.d.ts",
      "test-results/",
      "playwright-report/",
      "screenshots/",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: typescript, extends: [tseslint.configs.base] },
  {
    files: typescript,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/ban-ts-comment": "error",
      "@typescript-eslint/consistent-type-assertions": [
        "error",
        { assertionStyle: "as", objectLiteralTypeAssertions: "never" },
      ],
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: [{ from: "package", package: "vitest", name: ["test", "describe"] }] },
      ],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unnecessary-type-assertion": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true, allowDefaultCaseForExhaustiveSwitch: true },
      ],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-debugger": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-properties": ["error", environment],
      // An enum is a second way to say a union of literals; a namespace is a second way to say a module.
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
        {
          selector: "ExportDefaultDeclaration",
          message: "Named exports only, except where a tool demands a default.",
        },
      ],
    },
  },
  {
    // The tools and Next.js want a default export from these.
    files: [
      "*.config.ts",
      "app/**/{page,layout,template,error,loading,not-found,global-error,default,route,manifest,icon,opengraph-image}.{ts,tsx}",
      "app/_i18n/request.ts",
      "server/db/test-server.ts",
      "e2e/global-{setup,teardown}.ts",
      "**/*.d.ts",
    ],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["**/*.d.ts", "server/db/test-server.ts"],
    rules: { "@typescript-eslint/consistent-type-definitions": "off" },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    plugins: { "react-hooks": hooks },
    rules: hooks.configs.flat.recommended.rules,
  },
  {
    files: ["domain/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", ...impureGlobals],
      "no-restricted-properties": [
        "error",
        environment,
        { object: "Date", property: "now", message: "domain/ is pure: the time is an argument." },
        {
          object: "Math",
          property: "random",
          message: "domain/ is pure: chance is drawn from the drill's seed.",
        },
        // These follow the machine's language data, and a score card must be the same to the byte everywhere.
        {
          property: "localeCompare",
          message: "Compare with < and >: the order must be the same on every machine.",
        },
        { property: "toLocaleString", message: "Screens format; domain/ keeps numbers." },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "domain/ is pure: the time is an argument.",
        },
        {
          selector: "CallExpression[callee.name='Date']",
          message: "domain/ is pure: the time is an argument.",
        },
      ],
    },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: [...habitsLive, ...tests],
    plugins: { habits: habitsPlugin },
    rules: { "habits/screens": "error" },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: [...wordsLive, ...tests],
    plugins: { habits: habitsPlugin },
    rules: { "habits/words": "error" },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: [...clockFaces, ...tests],
    plugins: { habits: habitsPlugin },
    rules: { "habits/clock-faces": "error" },
  },
  {
    files: [...tests, "e2e/**/*.ts"],
    plugins: { habits: habitsPlugin },
    rules: { "habits/sleeps": "error" },
  },
  ...fences.map(({ files, may, because }) => ({
    files,
    plugins: { fences: fencesPlugin },
    rules: { "fences/imports": ["error", { may, because }] },
  })),
  {
    files: ["{domain,server,app}/**/*.{ts,tsx,mjs}"],
    ignores: outside,
    plugins: { floors: floorsPlugin },
    rules: { "floors/down": "error" },
  },
  { files: ["{domain,server}/**/*.ts"], ignores: tests, rules: linesAtMost(ceiling.rules) },
  { files: ["app/**/*.{ts,tsx}"], ignores: tests, rules: linesAtMost(ceiling.screens) },
  ...Object.entries(longest).map(([file, lines]) => ({
    // Folders of routes are written in brackets, which mean something else in a pattern.
    files: [file.replace(/[[\]()]/g, "\\$&")],
    ignores: tests,
    rules: linesAtMost(lines),
  })),
  {
    files: ["domain/**/kinds.ts"],
    plugins: { kinds: kindsPlugin },
    rules: { "kinds/in-table": "error" },
  },
  {
    // A page checks by the schema itself what stands in its own form.
    files: ["{domain,server}/**/*.ts"],
    ignores: [...tests, "domain/score-card/stored.ts"],
    plugins: { documents: documentsPlugin },
    rules: { "documents/through-versions": "error" },
  },
  {
    files: ["server/**/*.ts"],
    // drizzle-kit loads the tables outside any bundler, and tests never reach one.
    ignores: [
      "server/db/schema/**",
      "server/db/server-only-marker.ts",
      "server/db/test-server.ts",
      "**/*.test.ts",
    ],
    rules: { "fences/server-only-first": "error" },
  },
  {
    files: ["{domain,server,app}/**/*.{ts,tsx}"],
    ignores: ["domain/shortened.ts", "server/ops/{bench,soak,rehearse,launch}/**", ...tests],
    plugins: { text: textPlugin },
    rules: { "text/whole-characters": "error" },
  },
  {
    files: ["{domain,server,app}/**/*.{ts,tsx}"],
    ignores: [...outsideCatalogues, ...tests],
    plugins: { sentences: sentencesPlugin },
    rules: { "sentences/in-catalogues": "error", "sentences/language-by-name": "error" },
  },
  ...Object.entries(sentencesLeft).map(([file, most]) => ({
    files: [file],
    ignores: tests,
    rules: { "sentences/in-catalogues": ["error", { most }] },
  })),
  {
    files: ["server/**/*.ts", "app/**/*.{ts,tsx}"],
    ignores: ["server/api/trpc.ts", "server/front-door/procedures.ts", ...tests],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "@trpc/server",
              importNames: ["TRPCError"],
              message: "Refuse with Refusal; only server/api/trpc.ts and the front door speak in TRPCError.",
            },
          ],
        },
      ],
    },
  },
  {
    files: [
      "server/env.ts",
      "playwright.config.ts",
      "vitest.config.ts",
      "property-runs.ts",
      "e2e/launched.ts",
    ],
    rules: { "no-restricted-properties": "off" },
  },
  {
    files: ["**/*.mjs", "*.js"],
    rules: {
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "prefer-const": "error",
      "no-var": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
);
