import { describe, expect, test } from "vitest";
import { z } from "zod";
import en from "@/app/_i18n/messages/en/scenarios.json";
import zh from "@/app/_i18n/messages/zh/scenarios.json";
import { EFFECTS, effectShapes } from "@/domain/actions/effects";
import { ActionDefinition } from "@/domain/actions/schema";
import { fieldKindOf, freshOf } from "@/domain/conditions/fields";
import { LEAF_OPS, leafKinds } from "@/domain/conditions/kinds";
import { itemBase } from "@/domain/items/item";
import { ITEM_KINDS, itemKinds } from "@/domain/items/kinds";
import { targetOf } from "@/domain/reference";
import { innerOf, isTag } from "./shape";

/** A scenario in which there is one of everything. */
const one = { first: (kind: string) => `a-${kind}`, maxOf: () => 100, today: () => "2026-11-23" };

/** Fields that have their place in the row of a list, where they are drawn one by one. */
const IN_ROWS = new Set([...Object.keys(itemBase), "side", "label"]);

const SHAPES: [string, z.core.$ZodLooseShape][] = [
  ...LEAF_OPS.map((op): [string, z.core.$ZodLooseShape] => [`test ${op}`, leafKinds[op].shape.shape]),
  ...EFFECTS.map((name): [string, z.core.$ZodLooseShape] => [
    `effect ${name}`,
    effectShapes[name].shape.shape,
  ]),
  ...ITEM_KINDS.map((kind): [string, z.core.$ZodLooseShape] => [`item ${kind}`, itemKinds[kind].shape.shape]),
  ["action", ActionDefinition.shape],
];

/** Every field of a shape, also within its groups, lists and choices of several shapes. */
function fieldsOf(shape: z.core.$ZodLooseShape): [name: string, field: z.core.$ZodType][] {
  return Object.entries(shape).flatMap(([name, field]) =>
    isTag(field) ? [] : [[name, field] as [string, z.core.$ZodType], ...fieldsWithin(innerOf(field).inner)],
  );
}

function fieldsWithin(inner: z.core.$ZodType): [string, z.core.$ZodType][] {
  if (targetOf(inner) || fieldKindOf(inner) === "text" || fieldKindOf(inner) === "condition") return [];
  if (inner instanceof z.ZodObject) return fieldsOf(inner.shape);
  if (inner instanceof z.ZodArray) return fieldsWithin(inner.element);
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return [];
  return inner.options.flatMap((option) => (option instanceof z.ZodObject ? fieldsOf(option.shape) : []));
}

/** Whether the form knows what to draw. */
function isDrawn(field: z.core.$ZodType): boolean {
  const { inner } = innerOf(field);
  const isKnown = targetOf(inner) !== null || fieldKindOf(inner) !== null;
  if (isKnown || inner instanceof z.ZodObject) return true;
  return inner instanceof z.ZodArray && isDrawn(inner.element);
}

/** Whether it has fields of its own that belong together. */
function isGroup(inner: z.core.$ZodType): boolean {
  return inner instanceof z.ZodObject && fieldKindOf(inner) === null;
}

describe.each(SHAPES)("the form of %s", (_, shape) => {
  const fields = fieldsOf(shape).filter(([name]) => !IN_ROWS.has(name));

  test("draws every field, and none as data", () => {
    expect(fields.filter(([, field]) => !isDrawn(field)).map(([name]) => name)).toEqual([]);
  });

  test("calls every field by a name in both languages", () => {
    const unnamed = [zh, en].flatMap(({ form, condition }) =>
      fields.flatMap(([name, field]) => {
        const { inner } = innerOf(field);
        const target = targetOf(inner);
        const words: Record<string, string> = { ...condition.field, ...form };
        const kind = fieldKindOf(inner instanceof z.ZodArray && !(name in words) ? inner.element : inner);
        const label = words[name] ?? (target ? condition.ref[target.kind] : words[kind ?? ""]);
        return label === undefined ? [name] : [];
      }),
    );
    expect(unnamed).toEqual([]);
  });

  test("can fill in what may be left out, and add to every list", () => {
    const stuck = fields.flatMap(([name, field]) => {
      const { inner, isOptional } = innerOf(field);
      const isList = inner instanceof z.ZodArray && !(inner.element instanceof z.ZodEnum);
      const asks = isList || (isOptional && (isGroup(inner) || fieldKindOf(inner) === "share"));
      return asks && freshOf(inner, one) === null ? [name] : [];
    });
    expect(stuck).toEqual([]);
  });
});
