import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { LOCALES } from "@/domain/locales";
import { AUDIT_ACTIONS } from "@/server/audit/chain";
import { leaves, valuesNamedIn } from "@/domain/words/testing";
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
