"use client";

import { useMemo, useRef, useState } from "react";
import { useTranslations } from "next-intl";
import { drillMsNow, useLiveDrill } from "@/app/_console/drill-context";
import { useLocal } from "@/app/_console/use-local";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { useCommands } from "@/app/_ui/command-context";
import { SideTag } from "@/app/_ui/side-tag";
import type { DrillCommand } from "@/domain/drill/schema";
import { namesOf } from "@/domain/scenario/names";
import type { EvaluatorView, FullSetting } from "@/domain/view/schema";
import type { Entries } from "./entries";
import { ScoredItemCard } from "./scored-item-card";
import styles from "./checklist.module.css";

/** Everything that is scored, by category. What evaluators judge is one tap or one key; the rest shows what the log says. */
export function Checklist({
  setting,
  lane,
  entries,
  closed,
  onCommand,
}: {
  setting: FullSetting;
  lane: EvaluatorView["lanes"][number];
  entries: Entries;
  /** Handed in or released: nothing can be changed any more. */
  closed: boolean;
  onCommand: (command: DrillCommand) => void;
}) {
  const t = useTranslations("evaluate.checklist");
  const local = useLocal();
  const { clock, serverOffsetMs } = useLiveDrill();
  const { scenario } = setting;
  const [shown, setShown] = useState<"mine" | "all">("mine");
  const list = useRef<HTMLDivElement>(null);
  const nameOf = useMemo(() => namesOf(scenario, setting.ground), [scenario, setting.ground]);

  const mine = scenario.items.filter(({ kind }) => kind === "procedure" || kind === "judgement");
  const done = mine.filter(({ id }) => entries.observed.has(id) || entries.rated.has(id)).length;
  const items = shown === "mine" ? mine : scenario.items;
  const categories = scenario.categories
    .map((category) => ({
      category,
      items: items.filter((item) => item.categoryId === category.id && item.side === category.side),
    }))
    .filter((group) => group.items.length > 0);

  function step(by: number) {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>("[data-item]") ?? [])];
    const at = cards.findIndex((card) => card.contains(document.activeElement));
    cards[Math.min(cards.length - 1, Math.max(0, at + by))]?.focus();
  }
  useCommands([
    { id: "next-item", label: t("nextItem"), group: "action", keys: "j", keyOnly: true, run: () => step(1) },
    {
      id: "previous-item",
      label: t("previousItem"),
      group: "action",
      keys: "k",
      keyOnly: true,
      run: () => step(-1),
    },
  ]);

  return (
    <section className={styles.checklist} aria-label={t("title")}>
      <header className={styles.header}>
        <SegmentedControl
          label={t("show")}
          value={shown}
          onValueChange={setShown}
          options={[
            { value: "mine", label: t("mine") },
            { value: "all", label: t("all") },
          ]}
        />
        <span className={styles.progress} role="status">
          {t("progress", { done, all: mine.length })}
        </span>
      </header>
      <div className={styles.list} ref={list} tabIndex={0}>
        {categories.map((group) => (
          <section key={group.category.id} aria-label={local(group.category.name)}>
            <h2 className={styles.category}>
              <SideTag side={group.category.side} />
              {local(group.category.name)}
            </h2>
            {group.items.map((item) => (
              <ScoredItemCard
                key={item.id}
                item={item}
                lane={lane}
                setting={setting}
                nameOf={nameOf}
                observed={entries.observed.get(item.id) ?? null}
                rated={entries.rated.get(item.id) ?? null}
                closed={closed}
                onObserve={(result, note) =>
                  onCommand({
                    type: "ObserveItem",
                    lane: lane.lane,
                    itemId: item.id,
                    result,
                    note,
                    // The drill time at the tap: when it arrives does not matter.
                    observedAtMs: drillMsNow({ clock, serverOffsetMs }),
                  })
                }
                onRate={(rating, note) =>
                  onCommand({ type: "RateItem", lane: lane.lane, itemId: item.id, rating, note })
                }
              />
            ))}
          </section>
        ))}
      </div>
    </section>
  );
}
