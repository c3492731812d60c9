import { describe, expect, test } from "vitest";
import { PARTS, partOf, slowestOf, testFilesBelow, testsAskedFor } from "./which-tests.mjs";

const files = [
  "domain/drill/decide.test.ts",
  "server/drill/wall.test.ts",
  "server/ops/soak/kill.test.ts",
  "e2e/wall.spec.ts",
];

describe("npm test --", () => {
  test("runs everything when nothing is said", () => {
    expect(testsAskedFor([], files)).toEqual({ isEverything: true, parts: [] });
  });

  test("runs the parts named, whole and in their usual order", () => {
    expect(testsAskedFor(["browser", "rules"], files)).toEqual({
      isEverything: false,
      parts: [
        { part: "rules", files: null },
        { part: "browser", files: null },
      ],
    });
  });

  test("runs the files with a piece in their path, in every part or in the parts named", () => {
    expect(testsAskedFor(["wall"], files).parts).toEqual([
      { part: "server", files: ["server/drill/wall.test.ts"] },
      { part: "browser", files: ["e2e/wall.spec.ts"] },
    ]);
    expect(testsAskedFor(["browser", "wall"], files).parts).toEqual([
      { part: "browser", files: ["e2e/wall.spec.ts"] },
    ]);
  });

  test("says in a sentence that no file has a piece in its path, even when others do", () => {
    expect(testsAskedFor(["wall", "browsr"], files).wrong).toMatch(
      /^No test file has "browsr" in its path\. Say one or more of rules, server, soak, browser/,
    );
    expect(testsAskedFor(["rules", "wall"], files).wrong).toMatch(/^No test file of rules has "wall"/);
    expect(testsAskedFor(["--grep"], files).wrong).toMatch(/^--grep is no option of npm test\./);
  });

  test("finds test files of every part in this house", () => {
    const found = testFilesBelow(process.cwd());
    expect(new Set(found.map(partOf))).toEqual(new Set(PARTS));
    expect(found).toContain("server/ops/launch/which-tests.test.ts");
    expect(found).toContain("eslint.test.ts");
    expect(found.every((file) => !file.includes("node_modules"))).toBe(true);
  });
});

test("the slowest tests are read from the reports of both runners, slowest first", () => {
  const vitest = {
    testResults: [
      {
        name: "/house/domain/a.test.ts",
        assertionResults: [
          { fullName: "quick", duration: 2 },
          { fullName: "slow", duration: 900 },
          { fullName: "skipped" },
        ],
      },
    ],
  };
  expect(slowestOf(vitest, 2)).toEqual([
    { name: "slow", file: "a.test.ts", tookMs: 900 },
    { name: "quick", file: "a.test.ts", tookMs: 2 },
  ]);
  const playwright = {
    suites: [
      {
        file: "wall.spec.ts",
        specs: [{ title: "outside", tests: [{ results: [{ duration: 10 }] }] }],
        suites: [
          {
            file: "wall.spec.ts",
            specs: [{ title: "tried twice", tests: [{ results: [{ duration: 30 }, { duration: 40 }] }] }],
          },
        ],
      },
    ],
  };
  expect(slowestOf(playwright, 9)).toEqual([
    { name: "tried twice", file: "wall.spec.ts", tookMs: 70 },
    { name: "outside", file: "wall.spec.ts", tookMs: 10 },
  ]);
});
