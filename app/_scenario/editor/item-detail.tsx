"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/app/_ui/field";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { Select } from "@/app/_ui/select";
import { itemBase } from "@/domain/items/item";
import { kindOf } from "@/domain/items/kinds";
import { ScoredItem } from "@/domain/items/schema";
import { unfinished } from "@/domain/unfinished";
import { useEditor } from "./editor-context";
import { ShapeForm } from "./shape-form";
import { useCalled } from "./use-called";

const Written = unfinished(ScoredItem);

/** How an item is judged. What is asked for follows from the shape of its kind. */
export function ItemDetail({ item, onChange }: { item: ScoredItem; onChange: (item: ScoredItem) => void }) {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const { scenario } = useEditor();
  return (
    <>
      <LocalTextInput
        label={t("column.item")}
        required
        value={item.title}
        onChange={(title) => onChange({ ...item, title })}
      />
      <Field label={t("column.objective")}>
        <Select
          value={item.objectiveId ?? ""}
          onValueChange={(objectiveId) => {
            const { objectiveId: _, ...rest } = item;
            onChange(objectiveId === "" ? rest : { ...rest, objectiveId });
          }}
          options={[
            { value: "", label: t("none") },
            ...scenario.objectives
              .filter(({ side }) => side === item.side)
              .map(({ id, text }) => ({ value: id, label: called(text, id) })),
          ]}
        />
      </Field>
      <ShapeForm
        shape={kindOf(item).shape.shape}
        skip={Object.keys(itemBase)}
        value={item}
        onChange={(next) => {
          const written = Written.safeParse(next);
          if (written.success) onChange(written.data);
        }}
      />
    </>
  );
}
