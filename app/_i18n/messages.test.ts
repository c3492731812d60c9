import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { LOCALES } from "@/domain/locale";
import { AUDIT_ACTIONS } from "@/server/audit/chain";
import { messagesIn } from "./messages";

describe("the catalogues of messages", () => {
  const [zh, en] = [leaves(messagesIn("zh")), leaves(messagesIn("en"))];

  test("have the same keys in Chinese and English", () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
  });

  test("say something under every key", () => {
    const empty = [...zh, ...en].filter(([, sentence]) => sentence.trim() === "").map(([key]) => key);
    expect(empty).toEqual([]);
  });

  test("name the same values in both languages, so that no language loses a number or a name", () => {
    const different = [...zh].flatMap(([key, sentence]) => {
      const inChinese = valuesNamedIn(sentence);
      const inEnglish = valuesNamedIn(en.get(key) ?? "");
      return inChinese.join() === inEnglish.join()
        ? []
        : [`${key}: ${inChinese.join()} / ${inEnglish.join()}`];
    });
    expect(different).toEqual([]);
  });

  test("have a place for a value wherever a screen gives one, so that no bare unit stands for a number", () => {
    const nowhere = sources().flatMap(([file, text]) => {
      const spaces = [...text.matchAll(/Translations\("([\w.-]+)"\)/g)].map(([, space]) => space);
      return [...text.matchAll(/\b\w+\("([\w.-]+)", \{ \w/g)].flatMap(([, key]) => {
        const meant = spaces.flatMap((space) => zh.get(`${space}.${key}`) ?? []);
        return meant.length === 0 || meant.some((sentence) => valuesNamedIn(sentence).length > 0)
          ? []
          : [`${file}: ${key}`];
      });
    });
    expect(nowhere).toEqual([]);
  });

  test("have a word for every action of the audit trail", () => {
    const words = Object.keys(messagesIn("zh").admin.audit.actions);
    expect(words.sort()).toEqual(AUDIT_ACTIONS.map((action) => action.replaceAll(".", "_")).sort());
  });

  test.each(LOCALES)("hold every file of the folders %s", (locale) => {
    const folders = ["app/_i18n/messages", "domain/words/messages"];
    const files = folders.flatMap((folder) => readdirSync(path.resolve(folder, locale)));
    expect(Object.keys(messagesIn(locale)).sort()).toEqual(
      files.map((file) => file.replace(/\.json$/, "")).sort(),
    );
  });

  test("use full-width punctuation in Chinese sentences", () => {
    const halfWidth = [...zh].filter(([, sentence]) =>
      /[\u4e00-\u9fff][,;?!]|[\u4e00-\u9fff]:(?!\/)/.test(sentence),
    );
    expect(halfWidth).toEqual([]);
  });
});

/** What the screens are written in, by file. */
function sources(): [file: string, text: string][] {
  const app = path.dirname(import.meta.dirname);
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .map((file) => [file, readFileSync(path.join(app, file), "utf8")]);
}

/** Every sentence by its dotted key. */
function leaves(tree: object, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
      const at = prefix === "" ? key : `${prefix}.${key}`;
      if (typeof value === "string") return [[at, value] as const];
      return typeof value === "object" && value !== null ? [...leaves(value, at)] : [];
    }),
  );
}

/** The placeholders and tags of an ICU message, sorted, each once. A message with unbalanced braces throws. */
function valuesNamedIn(sentence: string): string[] {
  const names = new Set<string>();
  let at = 0;

  // A message ends at the end of the sentence or, inside a plural or select, at its closing brace.
  function message(nested: boolean): void {
    for (; at < sentence.length; at++) {
      const tag = /^<([\w-]+)>/.exec(sentence.slice(at))?.[1];
      if (tag !== undefined) names.add(tag);
      if (sentence[at] === "'" && /^'[{}<]/.test(sentence.slice(at))) at = sentence.indexOf("'", at + 1);
      else if (sentence[at] === "{") placeholder();
      else if (sentence[at] === "}" && nested) return;
      else if (sentence[at] === "}") throw new Error(`A brace too many: ${sentence}`);
    }
    if (nested) throw new Error(`A brace is missing: ${sentence}`);
  }

  function placeholder(): void {
    const head = /^\{\s*(\w+)\s*(?:,\s*(\w+))?/.exec(sentence.slice(at));
    if (!head?.[1]) throw new Error(`A placeholder has no name: ${sentence}`);
    // What the renderer derives of a value (domain/words/telling.ts) names the value.
    names.add(head[1].replace(/^has_|_(?:begins|open)$/g, ""));
    at += head[0].length;
    for (; at < sentence.length; at++) {
      if (sentence[at] === "}") return;
      if (sentence[at] === "{") {
        at += 1;
        message(true);
      }
    }
    throw new Error(`A brace is missing: ${sentence}`);
  }

  message(false);
  return [...names].sort();
}
