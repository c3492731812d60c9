import { describe, expect, test } from "vitest";
import en from "@/app/_i18n/messages/en/scenarios.json";
import zh from "@/app/_i18n/messages/zh/scenarios.json";
import { referencesIn } from "@/domain/reference";
import { unfinished } from "@/domain/unfinished";
import { asKind, ITEM_KINDS, itemKinds, kindOf } from "./kinds";
import { ScoredItem } from "./schema";

/** A scenario in which there is one of everything, and one in which there is nothing. */
const one = { first: (kind: string) => `a-${kind}`, maxOf: () => 100, today: () => "2026-11-23" };
const nothing = { ...one, first: () => undefined };

const written: ScoredItem = {
  id: "in-time",
  side: "responder",
  categoryId: "work",
  objectiveId: "fast",
  title: { zh: "及时", en: "In time" },
  points: 5,
  kind: "timing",
  incidentId: "break-in",
  standardId: "arrival",
};

describe.each(ITEM_KINDS)("a scored item of kind %s", (kind) => {
  test("stands in the table under the name it is stored by", () => {
    expect(itemKinds[kind].shape.shape.kind.value).toBe(kind);
  });

  test("begins with a value that fits its shape but for texts, or with none where the scenario has nothing for it", () => {
    const fresh = asKind(written, kind, one);
    expect(fresh).toEqual(unfinished(ScoredItem).parse(fresh));
    expect(fresh?.kind).toBe(kind);
    const bare = kindOf({ kind }).fresh(nothing);
    if (bare !== null) expect(asKind(written, kind, nothing)?.kind).toBe(kind);
  });

  test("keeps what every item has when another is made one of it", () => {
    const { id, side, categoryId, objectiveId, title, points } = written;
    expect(asKind(written, kind, one)).toMatchObject({ id, side, categoryId, objectiveId, title, points });
  });

  test("has a name in both languages", () => {
    for (const { itemKind } of [zh, en]) expect(itemKind[kind].trim()).not.toBe("");
  });
});

test("everything an item names is found with its place", () => {
  const item: ScoredItem = {
    id: "order",
    side: "responder",
    categoryId: "work",
    title: { zh: "先后", en: "Order" },
    points: 1,
    kind: "procedure",
    rule: "mandatory",
    condition: { op: "all", of: [{ op: "gauge", gaugeId: "tension", compare: ">=", value: 1 }] },
    within: { after: { mark: "inject", injectId: "call" }, ms: 1 },
    notBefore: { mark: "action", actionId: "accept" },
  };
  expect(referencesIn(ScoredItem, item)).toEqual([
    { kind: "category", id: "work", path: ["categoryId"] },
    { kind: "gauge", id: "tension", path: ["condition", "of", 0, "gaugeId"] },
    { kind: "inject", id: "call", path: ["within", "after", "injectId"] },
    { kind: "action", id: "accept", path: ["notBefore", "actionId"] },
  ]);
});
