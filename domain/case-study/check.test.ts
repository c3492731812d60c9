import { expect, test } from "vitest";
import { blankCase } from "./blank";
import { checkCase, standing } from "./check";
import type { CaseStudy } from "./schema";

const nobody = () => [];
const text = (zh: string) => ({ zh, en: "" });

const whole: CaseStudy = {
  ...blankCase(text("题目")),
  summary: text("概要"),
  category: text("求助"),
  place: text("码头"),
};

test("a new case holds no sentence that its author did not write, and says which are missing", () => {
  const blank = blankCase(text("题目"));
  expect(checkCase(blank, nobody)).toEqual(
    ["summary", "category", "place"].map((field) => ({ code: "text-missing", path: [field] })),
  );
  expect(checkCase(whole, nobody)).toEqual([]);
});

test("a text whose marks no page can show is told by its section and language", () => {
  const sections = whole.sections.map((one, i) =>
    i === 1 ? { ...one, body: text(">".repeat(5_000)) } : one,
  );
  expect(checkCase({ ...whole, sections }, nobody)).toEqual([
    { code: "text-unreadable", path: ["sections", 1, "body"], locale: "zh" },
  ]);
});

test("whoever can be recognised is told wherever it stands, in a lesson as in a tag", () => {
  const study = { ...whole, tags: [text("19900000000")], lessons: [{ zh: "甲", en: "Ask Oona Varga" }] };
  expect(checkCase(study, (one) => (one.includes("Oona") ? ["Oona Varga"] : []))).toEqual([
    { code: "identifies", path: ["tags", 0], locale: "zh", kind: "mobile", text: "19900000000" },
    { code: "identifies", path: ["lessons", 0], locale: "en", kind: "name", text: "Oona Varga" },
  ]);
});

test("a name of the story can be cleared, a telephone number never", () => {
  const study = { ...whole, lessons: [text("李建国：19900000000")] };
  const problems = checkCase(study, (one) => (one.includes("李建国") ? ["李建国"] : []));
  const cleared = [
    { kind: "name" as const, text: "李建国" },
    { kind: "mobile" as const, text: "19900000000" },
  ];
  expect(standing(problems, cleared)).toMatchObject([{ kind: "mobile" }]);
  expect(standing(problems, [{ kind: "name", text: "李建" }])).toHaveLength(2);
});

test("a law is cited only if it was in force when it happened", () => {
  const legal = [{ title: text("《某条例》"), article: text("第七条"), inForceFrom: "2024-11-01" }];
  expect(checkCase({ ...whole, occurredOn: "2024-10-31", legal }, nobody)).toEqual([
    { code: "law-not-in-force", path: ["legal", 0] },
  ]);
  expect(checkCase({ ...whole, occurredOn: "2024-11-01", legal }, nobody)).toEqual([]);
  expect(checkCase({ ...whole, occurredOn: null, legal }, nobody)).toEqual([]);
});

test("a law that is cited without its article is told, and keeps no case from its readers", () => {
  const legal = [text("第七条"), text(" "), undefined].map((article) => ({
    title: text("《某条例》"),
    article,
    inForceFrom: "2024-11-01",
  }));
  const problems = checkCase({ ...whole, legal }, nobody);
  expect(problems).toEqual([1, 2].map((i) => ({ code: "law-without-article", path: ["legal", i] })));
  expect(standing(problems, [])).toEqual([]);
});
