import { Linter } from "eslint";
import ts from "typescript";
import tseslint from "typescript-eslint";
import { expect, test } from "vitest";
import { textPlugin } from "./eslint-text.mjs";

/** The lines of a snippet that the rule refuses, with the types of a program that has nothing else in it. */
function refused(lines: readonly string[]): string[] {
  const filename = "/snippet.ts";
  const given = "declare const text: string; declare const list: string[]; const LONGEST = 5; let at = 3;";
  const code = [given, ...lines].join("\n");
  const options = { target: ts.ScriptTarget.ES2022, types: [], lib: ["lib.es5.d.ts"] };
  const host = ts.createCompilerHost(options);
  const own = ts.createSourceFile(filename, code, ts.ScriptTarget.ES2022, true);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => (name === filename ? own : read(name, ...rest));
  const program = ts.createProgram([filename], options, host);
  const found = new Linter({ cwd: "/" }).verify(
    code,
    [
      {
        files: ["**/*.ts"],
        languageOptions: { parser: tseslint.parser, parserOptions: { programs: [program] } },
        plugins: { text: textPlugin },
        rules: { "text/whole-characters": "error" },
      },
    ],
    filename,
  );
  return found.map(({ line, message, ruleId }) => (ruleId === null ? message : (lines[line - 2] ?? "")));
}

test("a text is not cut to a length but through the one step that keeps characters whole", () => {
  const cuts = [
    "text.slice(0, 120);",
    "text.substring(0, LONGEST);",
    "text.substr(3, 40);",
    "text.slice(-20);",
  ];
  const fine = ["list.slice(0, 120);", "text.slice(0, at);", "text.slice(1);", "text.slice(text.length);"];
  expect(refused([...cuts, ...fine])).toEqual(cuts);
}, 30_000);
