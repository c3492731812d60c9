import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { messagesIn } from "./messages";

/** What Chinese texts are set by (docs/decisions/0053-how-chinese-is-set.md). Each finds a text that breaks it. */
const HAN = "[\\u3400-\\u9fff]";
const FIGURES_APART = "a figure stands apart from the word before and behind it";
const RULES: Record<string, RegExp> = {
  "“ ” are the only quotation marks": /[「」『』]/,
  "quotation marks are not straight": new RegExp(`${HAN}"|"${HAN}`),
  "brackets around Chinese are full-width": new RegExp(`${HAN} ?\\(|\\) ?${HAN}|\\([^()]*${HAN}[^()]*\\)`),
  "a dot between two things has no room beside it, and is no Japanese one": /・| ·|· /,
  "punctuation is full-width": new RegExp(`${HAN}[,;?!]|${HAN}:(?!/)`),
  "letters and figures are half-width": /[０-９Ａ-Ｚａ-ｚ]/,
  [FIGURES_APART]: new RegExp(`\\d${HAN}|${HAN}\\d`),
  "a minute is 分钟 and a second 秒": /秒钟/,
  "percent follows its figure at once": /[\d}] %|％/,
  "what is left out has two points of three": new RegExp(`\\.\\.\\.|${HAN}…${HAN}`),
};

/** Titles of laws and books are written as they are. */
const plain = (text: string) => text.replace(/《[^》]*》/g, "《》").replace(/（\d{4}年[^）]*）/g, "");

function broken(texts: readonly (readonly [where: string, text: string])[], rules = RULES): string[] {
  return texts.flatMap(([where, text]) =>
    Object.entries(rules).flatMap(([rule, wrong]) =>
      wrong.test(plain(text)) ? [`${where}: ${rule}: ${text}`] : [],
    ),
  );
}

/** Values of messages that are names in Chinese letters, or end in them: nothing stands between them and a word. */
const NAMES = [
  "level",
  "state",
  "card",
  "teams",
  "statusBefore",
  ...[
    "action",
    "agency",
    "answer",
    "by",
    "date",
    "flag",
    "force",
    "item",
    "language",
    "mark",
    "name",
    "outcome",
    "place",
  ],
  ...["played", "reason", "side", "status", "team", "title", "what", "who", "whom"],
];
/** Values that are figures, times or call signs: a space stands between them and a word. */
const FIGURES = [
  "after",
  "positions",
  "scenarioVersion",
  "policy",
  "before",
  ...[
    "all",
    "as",
    "budget",
    "code",
    "cost",
    "count",
    "crews",
    "earned",
    "formula",
    "from",
    "here",
    "lane",
    "left",
  ],
  ...[
    "leg",
    "lengthMax",
    "lengthMin",
    "letter",
    "lost",
    "max",
    "maximum",
    "megabytes",
    "min",
    "decimals",
    "minimum",
    "minutes",
    "no",
  ],
  ...[
    "now",
    "number",
    "odds",
    "out",
    "people",
    "percent",
    "photos",
    "points",
    "position",
    "present",
    "priority",
  ],
  ...[
    "rate",
    "requestId",
    "rules",
    "scenario",
    "seconds",
    "share",
    "shift",
    "shown",
    "sign",
    "signs",
    "stations",
  ],
  ...[
    "system",
    "browser",
    "time",
    "times",
    "to",
    "total",
    "unit",
    "units",
    "unknown",
    "version",
    "zone",
    "done",
  ],
  ...["branch", "equipment", "factor", "km", "length", "limit", "n", "part", "rating"],
  ...["seen", "spread", "took", "value"],
  ...["answers", "apart", "arrives", "cheapest", "end", "every", "format", "longest", "ms", "of", "quickest"],
  ...["shifts", "shortest", "start", "sum"],
];
/** A length of time, which ends in a word of its own. */
const LENGTHS = [
  "console.wall.late",
  "checks.agency-arrives-first",
  "checks.calls-at-once",
  "checks.standard-unkeepable",
  "checks.limit-too-short",
  "exchange.loss.repeats",
];

describe("Chinese is set one way", () => {
  const sentences = leaves(messagesIn("zh"));

  test("in every message", () => {
    expect(broken(sentences)).toEqual([]);
  });

  test("beside every value of a message: names stand close, figures apart", () => {
    const wrong = sentences.flatMap(([key, sentence]) =>
      [...sentence.matchAll(/(.?)( ?)\{(\w+)\}( ?)(.?)/g)].flatMap(
        ([, before = "", room = "", derived = "", roomBehind = "", behind = ""]) => {
          const han = new RegExp(HAN);
          const rooms = [
            ...(han.test(before) ? [room] : []),
            ...(han.test(behind) && !LENGTHS.includes(key) ? [roomBehind] : []),
          ];
          if (rooms.length === 0) return [];
          const value = derived.replace(/_(begins|open)$/, "");
          if (NAMES.includes(value)) return rooms.includes(" ") ? [`${key}: close to {${value}}`] : [];
          if (FIGURES.includes(value)) return rooms.includes("") ? [`${key}: apart from {${value}}`] : [];
          return [`${key}: is {${value}} a name or a figure?`];
        },
      ),
    );
    expect(wrong).toEqual([]);
  });

  test("in every text that stands in code", () => {
    const texts = sources().flatMap(([file, code]) =>
      [...code.matchAll(/\bzh: (?:"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g)].map(
        ([, quoted, template]) => [file, quoted ?? withoutCode(template ?? "")] as const,
      ),
    );
    expect(texts.length).toBeGreaterThan(50);
    expect(broken(texts)).toEqual([]);
  });

  test("in everything the starters are written in, but for figures", () => {
    const folder = "server/starter";
    const texts = ["scenarios", "cases", "policies"].flatMap((kind) =>
      readdirSync(path.join(folder, kind)).flatMap((file) =>
        chinese(JSON.parse(readFileSync(path.join(folder, kind, file), "utf8"))).map(
          (text) => [`${kind}/${file}`, text] as const,
        ),
      ),
    );
    expect(texts.length).toBeGreaterThan(50);
    // What people say, and the numbers on their doors, an author writes as it is said: 402室.
    const { [FIGURES_APART]: _, ...others } = RULES;
    expect(broken(texts, others)).toEqual([]);
  });
});

test("each rule finds what it is for, and nothing in a text that keeps all", () => {
  const wrong = [
    "见「警情」页",
    '见"警情"页',
    "想定(草稿)",
    "离线 · 显示",
    "没有,请重试",
    "第３组",
    "共 3个",
    "48 秒钟前",
    "已评 30 %",
    "等等...",
  ];
  expect(wrong.map((text) => broken([["", text]]).length > 0)).toEqual(wrong.map(() => true));
  expect(broken([["", "见“警情”页（草稿）：3 组·2 分 5 秒，已评 30%，《110接处警工作规则》"]])).toEqual([]);
});

/** Figures stand for what code puts in, as far as it can be told: something that is neither word nor mark. */
function withoutCode(template: string): string {
  let text = template;
  while (/\$\{[^{}]*\}/.test(text)) text = text.replace(/\$\{[^{}]*\}/g, "〇");
  return text;
}

function leaves(value: unknown, key = ""): [string, string][] {
  if (typeof value === "string") return [[key, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => leaves(part, key ? `${key}.${name}` : name));
}

/** Every text under "zh", however deep. */
function chinese(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    name === "zh" && typeof part === "string" ? [part] : chinese(part),
  );
}

function sources(): [file: string, code: string][] {
  return ["app", "domain", "server"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((file) => path.posix.join(folder, file))
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file): [string, string] => [file, readFileSync(file, "utf8")]),
  );
}
