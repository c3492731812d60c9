"use client";

import { CircleCheck, Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { SideTag } from "@/app/_drill/marks/side-tag";
import type { Side } from "@/domain/conditions/terms";
import { asKind, ITEM_KINDS } from "@/domain/items/kinds";
import type { ScoredItem } from "@/domain/items/schema";
import { UNWRITTEN } from "@/domain/text";
import { ChoiceCell, NumberCell, TextCell } from "./cells";
import { useEditor } from "./editor-context";
import { ItemDetail } from "./item-detail";
import { useNamedOptions } from "./named-options";
import { RecordList } from "./record-list";
import { useCalled } from "./use-called";
import { useWords } from "./use-words";
import styles from "./section.module.css";

/** What is scored and for how many points: 100 for each side. */
export function ScoringSection() {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const words = useWords();
  const { scenario, edit } = useEditor();
  const { fresh } = useNamedOptions();
  const sides: Side[] = scenario.opposed ? ["responder", "opposition"] : ["responder"];
  const [category] = scenario.categories;

  return (
    <>
      <div className={styles.sums} role="status">
        {sides.map((side) => {
          const sum = pointsOf(scenario.items, side);
          return (
            <span key={side} className={styles.sum}>
              <SideTag side={side} />
              <strong>{sum}</strong>
              <span>/ 100</span>
              <span className={classNames(sum === 100 ? styles.full : styles.off)}>
                {sum === 100 ? (
                  <CircleCheck aria-label={t("sumRight")} />
                ) : (
                  <Clock aria-label={t("sumWrong")} />
                )}
              </span>
              {sum === 100 ? null : (
                <span className={styles.off}>
                  {t(sum < 100 ? "sumMissing" : "sumOver", { points: round(Math.abs(100 - sum)) })}
                </span>
              )}
            </span>
          );
        })}
      </div>
      <RecordList
        list="items"
        caption={t("scoredItems")}
        records={scenario.items}
        onChange={(items, key) => edit((s) => ({ ...s, items }), key)}
        nameOf={({ id, title }) => called(title, id)}
        addLabel={t("add.item")}
        create={(id): ScoredItem => ({
          id,
          kind: "procedure",
          side: "responder",
          categoryId: scenario.items.at(-1)?.categoryId ?? category?.id ?? "",
          title: UNWRITTEN,
          points: 5,
          rule: "mandatory",
        })}
        columns={[
          {
            id: "title",
            header: t("column.item"),
            cell: (item, change, name) => (
              <TextCell label={name} value={item.title} onChange={(title) => change({ ...item, title })} />
            ),
          },
          {
            id: "side",
            header: t("column.side"),
            width: "104px",
            cell: (item, change, name) => (
              <ChoiceCell
                label={name}
                value={item.side}
                options={words.sides}
                onChange={(side) => change({ ...item, side })}
              />
            ),
          },
          {
            id: "category",
            header: t("column.category"),
            width: "150px",
            cell: (item, change, name) => (
              <ChoiceCell
                label={name}
                value={item.categoryId}
                options={scenario.categories.map(({ id, name: text }) => ({
                  value: id,
                  label: called(text, id),
                }))}
                onChange={(categoryId) => change({ ...item, categoryId })}
              />
            ),
          },
          {
            id: "kind",
            header: t("column.kind"),
            width: "120px",
            cell: (item, change, name) => (
              <ChoiceCell
                label={name}
                value={item.kind}
                options={ITEM_KINDS.filter((kind) => asKind(item, kind, fresh) !== null).map((value) => ({
                  value,
                  label: t(`itemKind.${value}`),
                }))}
                onChange={(kind) => {
                  const next = asKind(item, kind, fresh);
                  if (next) change(next);
                }}
              />
            ),
          },
          {
            id: "points",
            header: t("column.points"),
            width: "92px",
            align: "end",
            cell: (item, change, name) => (
              <NumberCell
                label={name}
                value={item.points}
                min={0.5}
                max={100}
                onChange={(points) => change({ ...item, points })}
              />
            ),
          },
        ]}
        detail={(item, change) => <ItemDetail item={item} onChange={change} />}
      />
      <RecordList
        list="categories"
        caption={t("categories")}
        records={scenario.categories}
        onChange={(categories, key) => edit((s) => ({ ...s, categories }), key)}
        nameOf={({ id, name }) => called(name, id)}
        addLabel={t("add.category")}
        create={(id) => ({ id, side: "responder" as const, name: UNWRITTEN })}
        columns={[
          {
            id: "name",
            header: t("column.category"),
            cell: (record, change, name) => (
              <TextCell
                label={name}
                value={record.name}
                onChange={(text) => change({ ...record, name: text })}
              />
            ),
          },
          {
            id: "side",
            header: t("column.side"),
            width: "120px",
            cell: (record, change, name) => (
              <ChoiceCell
                label={name}
                value={record.side}
                options={words.sides}
                onChange={(side) => change({ ...record, side })}
              />
            ),
          },
          {
            id: "points",
            header: t("column.points"),
            width: "72px",
            align: "end",
            cell: ({ id }) =>
              round(
                scenario.items
                  .filter(({ categoryId }) => categoryId === id)
                  .reduce((sum, { points }) => sum + points, 0),
              ),
          },
        ]}
        detail={(record, change) => (
          <LocalTextInput
            label={t("column.category")}
            required
            value={record.name}
            onChange={(name) => change({ ...record, name })}
          />
        )}
      />
    </>
  );
}

function pointsOf(items: readonly ScoredItem[], side: Side): number {
  return round(items.filter((item) => item.side === side).reduce((sum, { points }) => sum + points, 0));
}

/** Points are given in halves; adding them up in binary must not show. */
function round(points: number): number {
  return Math.round(points * 100) / 100;
}
