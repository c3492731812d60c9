import { describe, expect, test } from "vitest";
import { z } from "zod";
import en from "@/app/_i18n/messages/en/scenarios.json";
import zh from "@/app/_i18n/messages/zh/scenarios.json";
import { referencesIn, targetOf } from "@/domain/reference";
import { fieldKindOf } from "./fields";
import { kindOf, LEAF_OPS, leafKinds } from "./kinds";
import { Condition, Leaf } from "./schema";
import { inEveryLanguage } from "@/domain/words/sentence";
import { sentenceOf } from "./sentence";

/** A scenario in which there is one of everything. */
const one = { first: (kind: string) => `a-${kind}`, maxOf: () => 100, today: () => "2026-11-23" };
const nothing = { first: () => undefined, maxOf: () => 0, today: () => "2026-11-23" };

function fieldsOf(op: (typeof LEAF_OPS)[number]): z.core.$ZodType[] {
  return Object.entries(leafKinds[op].shape.shape).flatMap(([name, field]) => {
    if (name === "op") return [];
    const inner = field instanceof z.ZodOptional ? field.unwrap() : field;
    return [inner instanceof z.ZodArray ? inner.element : inner];
  });
}

describe.each(LEAF_OPS)("a test of kind %s", (op) => {
  test("stands in the table under the name it is stored by", () => {
    expect(leafKinds[op].shape.shape.op.value).toBe(op);
  });

  test("begins with a value that fits its own shape, or with none where the scenario has nothing for it", () => {
    const fresh = kindOf({ op }).fresh(one);
    expect(fresh).toEqual(Leaf.parse(fresh));
    expect(fresh?.op).toBe(op);
    const bare = kindOf({ op }).fresh(nothing);
    if (bare !== null) expect(Leaf.parse(bare)).toEqual(bare);
  });

  test("has a form for each of its fields, and words for it in both languages", () => {
    for (const field of fieldsOf(op)) expect(targetOf(field) ?? fieldKindOf(field)).not.toBeNull();
    for (const { condition } of [zh, en]) expect(condition.op[op].trim()).not.toBe("");
  });

  test("reads as a sentence in which everything it names stands by its name", () => {
    const fresh = Leaf.parse(kindOf({ op }).fresh(one));
    const said = sentenceOf(fresh, (kind, id) => ({ zh: `名${kind}${id}`, en: `name ${kind} ${id}` }));
    const sentence = inEveryLanguage(said);
    for (const { kind, id } of referencesIn(Condition, fresh)) {
      expect(sentence.zh).toContain(`名${kind}${id}`);
      expect(sentence.en).toContain(`name ${kind} ${id}`);
    }
  });
});

test("everything a condition names is found with its place, however deep it stands", () => {
  const condition: Condition = {
    op: "all",
    of: [
      { op: "not", of: { op: "decision-was", decisionId: "d", optionId: "o" } },
      { op: "time-since", mark: { mark: "action", actionId: "a", incidentId: "i" }, atLeastMs: 1 },
      { op: "noticed", side: "responder" },
    ],
  };
  expect(referencesIn(Condition, condition)).toEqual([
    { kind: "decision", id: "d", path: ["of", 0, "of", "decisionId"] },
    { kind: "option", id: "o", of: "d", path: ["of", 0, "of", "optionId"] },
    { kind: "action", id: "a", path: ["of", 1, "mark", "actionId"] },
    { kind: "incident", id: "i", path: ["of", 1, "mark", "incidentId"] },
  ]);
});
