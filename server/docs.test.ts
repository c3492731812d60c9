import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { SETTING_NAMES } from "./ops/launch/settings.mjs";
import { PARTS, testFilesBelow } from "./ops/launch/which-tests.mjs";

test.each([
  { page: "docs/faults.md", atLeast: 70, row: /^\| [A-E]\d* / },
  { page: "docs/game-findings.md", atLeast: 10, row: /^\| (?!seen |-)/ },
])("every test that $page names is in that file", ({ page, atLeast, row }) => {
  const rows = readFileSync(page, "utf8")
    .split("\n")
    .filter((line) => row.test(line))
    .map((line) =>
      line
        .slice(1)
        .split("|")
        .map((cell) => cell.trim()),
    );
  expect(rows.length).toBeGreaterThan(atLeast);
  const missing = rows.filter(([, name = "", file = ""]) => {
    const source = readFileSync(file, "utf8").replaceAll('\\"', '"');
    return !source.includes(name);
  });
  expect(missing).toEqual([]);
});

describe("docs/decisions/README.md", () => {
  const index = readFileSync("docs/decisions/README.md", "utf8");
  const records = readdirSync("docs/decisions").filter((file) => /^\d{4}-/.test(file));

  test("lists every record once, by its title, and nothing else", () => {
    const rows = [...index.matchAll(/^\| \[(\d{4})\]\(([^)]*)\) +\| (.*?) *\|$/gm)].map(
      ([, number = "", file = "", title = ""]) => [number, file, title],
    );
    const there = records.sort().map((file) => {
      const [head = ""] = readFileSync(`docs/decisions/${file}`, "utf8").split("\n");
      return [file.slice(0, 4), file, head.replace(/^# (\d{4} )?/, "")];
    });
    expect(rows).toEqual(there);
  });

  test("says of every number without a record that it stays free, and no number stands for two", () => {
    const numbers = records.map((file) => file.slice(0, 4));
    expect(numbers.filter((number, i) => numbers.indexOf(number) !== i)).toEqual([]);
    const highest = Math.max(...numbers.map(Number));
    const free = Array.from({ length: highest }, (_, i) => String(i + 1).padStart(4, "0")).filter(
      (number) => !numbers.includes(number),
    );
    const told = index.replace(/^\|.*$/gm, "").match(/\b\d{4}\b/g) ?? [];
    expect(told).toEqual(free);
  });
});

test("the words that docs/glossary.md chose are those on the screens, and the ones it dropped are not", () => {
  const said = (locale: string) =>
    readdirSync(`app/_i18n/messages/${locale}`)
      .map((file) => readFileSync(`app/_i18n/messages/${locale}/${file}`, "utf8").toLowerCase())
      .join("\n");
  const [zh, en] = [said("zh"), said("en")];
  const rows = readFileSync("docs/glossary.md", "utf8")
    .split("\n")
    .filter((line) => /^\| [^-|]/.test(line))
    .slice(1)
    .map((line) => line.split("|").map((cell) => cell.trim()));
  expect(rows.length).toBeGreaterThan(10);
  const words = (cell = "") => cell.split(", ").filter(Boolean);
  const wrong = rows.flatMap(([, , english, chinese, dropped]) => [
    ...words(english).filter((word) => !en.includes(word.toLowerCase())),
    ...words(chinese).filter((word) => !zh.includes(word)),
    ...words(dropped).filter((word) => /[\u3400-\u9fff]/.test(word) && zh.includes(word)),
  ]);
  expect(wrong).toEqual([]);
});

/** What is read before the code, and believed. */
const PAGES = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/glossary.md"];
const FOLDERS = ["app", "docker", "docs", "domain", "drizzle", "e2e", "public", "server"];

const files = everyFile();
const testFiles = testFilesBelow(".");
const scripts = Object.keys(JSON.parse(readFileSync("package.json", "utf8")).scripts);

describe.each(PAGES)("what %s says of the code is true:", (page) => {
  const text = readFileSync(page, "utf8");
  const snippets = snippetsOf(text);

  test("every file and folder it names is there", () => {
    const named = [...snippets.flatMap(pathsIn), ...linksOf(text)];
    expect(named.filter((name) => !isThere(name))).toEqual([]);
  });

  test("every command it gives is one", () => {
    expect(snippets.flatMap(commandsIn).filter(isNoCommand)).toEqual([]);
  });

  test("every setting and constant it names is read somewhere", () => {
    const known = new Set<string>(SETTING_NAMES);
    const sources = files.filter(
      (file) => /\.(ts|tsx|mjs|yaml)$/.test(file) && file !== "server/docs.test.ts",
    );
    const words = new Set(sources.flatMap((file) => readFileSync(file, "utf8").match(CAPITALS) ?? []));
    const named = snippets.flatMap((snippet) => snippet.match(CAPITALS) ?? []);
    expect(named.filter((name) => !known.has(name) && !words.has(name))).toEqual([]);
  });

  test("every decision it refers to is on record", () => {
    const records = readdirSync("docs/decisions").map((file) => file.slice(0, 4));
    const named = [...text.matchAll(/docs\/decisions\/(\d{4})/g)].map(([, number]) => number);
    expect(named.filter((number) => !records.includes(number ?? ""))).toEqual([]);
  });
});

test("what the tests of these pages look for they find: paths, commands, settings", () => {
  const all = PAGES.map((page) => readFileSync(page, "utf8")).flatMap(snippetsOf);
  expect(all.flatMap(pathsIn)).toEqual(
    expect.arrayContaining(["domain/drill/decide.ts", "server/<noun>/queries.ts", "app/_ui"]),
  );
  const commands = all.flatMap(commandsIn);
  expect(commands).toEqual(
    expect.arrayContaining([
      ["npm run", "dev"],
      ["npm test", "browser wall"],
    ]),
  );
  expect(pathsIn("see `server/nowhere.ts`").filter(isThere)).toEqual([]);
  expect(commandsIn("npm run nothing").filter(isNoCommand)).toHaveLength(1);
  expect(commandsIn("npm test -- no-such-piece").filter(isNoCommand)).toHaveLength(1);
});

/** A setting or a constant: two words in capitals at least. */
const CAPITALS = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;

/** What stands in backticks or in a block of code; a snippet over two lines is one. */
function snippetsOf(markdown: string): string[] {
  const fenced = [...markdown.matchAll(/^```.*\n([^]*?)^```/gm)].flatMap(([, code = ""]) => code.split("\n"));
  const prose = markdown.replace(/^```.*\n[^]*?^```/gm, "");
  const indented = prose.split("\n").filter((line) => /^ {4}\S/.test(line));
  const inline = [...prose.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code.replace(/\s+/g, " "));
  return [...fenced, ...indented, ...inline];
}

/** Paths below the house's folders: `server/<noun>/queries.ts` is what is read of any noun. */
function pathsIn(snippet: string): string[] {
  const found = snippet.matchAll(
    new RegExp(`(?<![\\w/.-])(?:${FOLDERS.join("|")})/[\\w/<>().\\[\\]-]*`, "g"),
  );
  return [...found].map(([name]) => name.replace(/[./]+$/, ""));
}

/** Where links of the page lead, inside the house. */
function linksOf(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)#]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^\w+:/.test(target));
}

function isThere(name: string): boolean {
  if (!name.includes("<")) return existsSync(name);
  const shape = name.split(/<\w+>/).map((part) => part.replace(/[.[\]()]/g, "\\$&"));
  return files.some((file) => new RegExp(`^${shape.join("[^/]+")}(/|$)`).test(file));
}

/** The words behind `npm run`, `npm test --` and `vitest`. Words in capitals stand for what somebody fills in. */
function commandsIn(snippet: string): [kind: string, what: string][] {
  const runs = [...snippet.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => ["npm run", name] as const);
  const tests = [...snippet.matchAll(/npm test --((?: [\w|/-]+)+)/g)].map(
    ([, words = ""]) => ["npm test", words.trim()] as const,
  );
  const units = [...snippet.matchAll(/vitest(?: run)? ([\w/-]+)/g)].map(
    ([, piece = ""]) => ["vitest", piece] as const,
  );
  return [...runs, ...tests, ...units].map(([kind, what]) => [kind, what]);
}

function isNoCommand([kind, what]: [kind: string, what: string]): boolean {
  if (kind === "npm run") return !scripts.includes(what);
  return what
    .split(/[ |]/)
    .some((word) => !PARTS.some((part) => part === word) && !testFiles.some((file) => file.includes(word)));
}

function everyFile(): string[] {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.posix.join(folder, file)),
  );
  return [...below, ...readdirSync(".")].filter((file) => /\.\w+$/.test(file));
}
