import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { LOCALES } from "@/domain/locales";
import type { SentenceKey } from "./said";
import { sentence, sentencesIn } from "./sentence";
import { leaves, valuesNamedIn } from "./testing";

describe.each(LOCALES)("the rules' sentences in %s", (locale) => {
  const messages = leaves(sentencesIn(locale));

  test.each([...messages])("%s can be told, with all of its values and with none of them", (key, message) => {
    for (const value of [1, ""]) {
      const values = Object.fromEntries(valuesNamedIn(message).map((name) => [name, value]));
      expect(() => sentence({ say: key as SentenceKey, with: values }, locale)).not.toThrow();
    }
  });

  test("get from the code every value that they name, and no other", () => {
    const wrong = saidInCode().flatMap(({ file, key, values }) => {
      const meant = [...messages].filter(([name]) => key.test(name));
      if (meant.length === 0) return [`${file}: no message ${key.source}`];
      return meant.flatMap(([name, message]) =>
        valuesNamedIn(message).join() === values.join()
          ? []
          : [`${file}: ${name} names ${valuesNamedIn(message).join()}, and is given ${values.join()}`],
      );
    });
    expect(wrong).toEqual([]);
  });
});

test("every sentence of the rules is said somewhere, so that no catalogue carries what nobody says", () => {
  const said = saidInCode();
  // What the renderer and copies of documents ask for themselves.
  const idle = [...leaves(sentencesIn("zh")).keys()].filter(
    (name) => !/^(units|marks)\./.test(name) && !said.some(({ key }) => key.test(name)),
  );
  expect(idle).toEqual([]);
});

/** Every `say(…)` of the product: which messages it can mean, and the values it gives. */
function saidInCode(): { file: string; key: RegExp; values: string[] }[] {
  return ["domain", "server", "app"].flatMap((building) =>
    readdirSync(building, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .flatMap((file) => saidIn(path.join(building, file))),
  );
}

function saidIn(file: string): { file: string; key: RegExp; values: string[] }[] {
  const text = readFileSync(file, "utf8");
  if (!text.includes("/words/said") && !text.includes("./said")) return [];
  const found: { file: string; key: RegExp; values: string[] }[] = [];
  const look = (node: ts.Node): void => {
    ts.forEachChild(node, look);
    if (!ts.isCallExpression(node) || node.expression.getText() !== "say") return;
    const [key, given] = node.arguments;
    if (!key) return;
    const isWhole =
      !given || (ts.isObjectLiteralExpression(given) && !given.properties.some(ts.isSpreadAssignment));
    const names =
      given && ts.isObjectLiteralExpression(given)
        ? given.properties.flatMap((property) => property.name?.getText() ?? [])
        : [];
    const pattern = new RegExp(`^${patternOf(key)}$`);
    // What is put together elsewhere is looked at where it is told.
    found.push({ file, key: pattern, values: isWhole ? names.sort() : valuesOfAll(pattern) });
  };
  look(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
  return found;
}

function valuesOfAll(pattern: RegExp): string[] {
  const [[, message] = ["", ""]] = [...leaves(sentencesIn("zh"))].filter(([name]) => pattern.test(name));
  return valuesNamedIn(message);
}

/** A name of a message as it stands in code, in which a part may only be known when it runs. */
function patternOf(key: ts.Node): string {
  if (ts.isStringLiteralLike(key)) return key.text.replaceAll(".", "\\.");
  if (!ts.isTemplateExpression(key)) return ".*";
  return [key.head, ...key.templateSpans.map(({ literal }) => literal)]
    .map(({ text }) => text.replaceAll(".", "\\."))
    .join("[^.]+");
}
