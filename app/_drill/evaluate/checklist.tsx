"use client";

import { useMemo, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { Zap } from "lucide-react";
import { useTranslations } from "next-intl";
import { seenNow, useLiveDrill } from "@/app/_drill/live/drill-context";
import { useLocal } from "@/app/_drill/live/use-local";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { useCommands } from "@/app/_ui/command-context";
import { isTyping } from "@/app/_ui/shortcut";
import { SideTag } from "@/app/_drill/marks/side-tag";
import type { DrillCommand } from "@/domain/drill/schema";
import { namesOf } from "@/domain/scenario/names";
import type { Scenario } from "@/domain/scenario/schema";
import { kindOf } from "@/domain/items/kinds";
import type { ScoredItem } from "@/domain/items/schema";
import type { Rating } from "@/domain/items/terms";
import type { EvaluatorView, FullSetting } from "@/domain/view/schema";
import { itemsAtHand } from "./at-hand";
import type { Entries } from "./entries";
import { RATINGS, RESULTS, ScoredItemCard, type Result } from "./scored-item-card";
import styles from "./checklist.module.css";

/**
 * Everything that is scored: first what the moment is about, then the rest by category. What evaluators judge is one
 * tap, or one key on the item in focus, which then moves on to the next; the rest shows what the log says.
 */
export function Checklist({
  setting,
  lane,
  entries,
  closed,
  running,
  onCommand,
}: {
  setting: FullSetting;
  lane: EvaluatorView["lanes"][number];
  entries: Entries;
  /** Handed in or released: nothing can be changed any more. */
  closed: boolean;
  /** Whether there is a moment to be at hand. */
  running: boolean;
  onCommand: (command: DrillCommand) => void;
}) {
  const t = useTranslations("evaluate.checklist");
  const local = useLocal();
  const live = useLiveDrill();
  const { scenario } = setting;
  const [shown, setShown] = useState<"mine" | "all">("mine");
  const list = useRef<HTMLDivElement>(null);
  const nameOf = useMemo(() => namesOf(scenario, setting.ground), [scenario, setting.ground]);

  const mine = scenario.items.filter((item) => kindOf(item).entered !== null);
  const isDone = ({ id }: ScoredItem) => entries.observed.has(id) || entries.rated.has(id);
  const done = mine.filter(isDone).length;
  const items = shown === "mine" ? mine : scenario.items;
  const atHand = running ? itemsAtHand(items, scenario, lane) : [];
  const categories = byCategory(
    scenario,
    items.filter((item) => !atHand.includes(item)),
  );
  const inOrder = [...atHand, ...categories.flatMap((group) => group.items)];

  function observe(itemId: string, result: Result | "withdrawn", note: string, atMs?: number) {
    onCommand({ type: "ObserveItem", lane: lane.lane, itemId, result, note, ...seenAt(atMs) });
  }
  function rate(itemId: string, rating: Rating | null, note: string, atMs?: number) {
    onCommand({ type: "RateItem", lane: lane.lane, itemId, rating, note, ...seenAt(atMs) });
  }
  /** The drill time at the tap: when it arrives does not matter. */
  function seenAt(atMs: number | undefined) {
    return atMs === undefined ? seenNow(live) : { observedAtMs: atMs };
  }

  const onKeyDown = useChecklistKeys(list, (at, index) => {
    const item = inOrder[at];
    const [result, rating] = [RESULTS[index], RATINGS[index]];
    if (!item || closed) return false;
    const { entered } = kindOf(item);
    if (entered === "result" && result) {
      const known = entries.observed.get(item.id);
      observe(item.id, known?.value === result ? "withdrawn" : result, known?.note ?? "");
      return true;
    }
    if (entered === "rating" && rating) {
      const known = entries.rated.get(item.id);
      rate(item.id, known?.value === rating ? null : rating, known?.note ?? "");
      return true;
    }
    return false;
  });

  const cardOf = (item: ScoredItem) => (
    <ScoredItemCard
      key={item.id}
      item={item}
      lane={lane}
      setting={setting}
      nameOf={nameOf}
      observed={entries.observed.get(item.id) ?? null}
      rated={entries.rated.get(item.id) ?? null}
      closed={closed}
      onObserve={(result, note, atMs) => observe(item.id, result, note, atMs)}
      onRate={(rating, note, atMs) => rate(item.id, rating, note, atMs)}
    />
  );

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
      <div className={styles.list} ref={list} tabIndex={0} onKeyDown={onKeyDown}>
        {atHand.length > 0 ? (
          <section aria-label={t("atHand")} className={styles.atHand}>
            <h2 className={styles.category}>
              <Zap aria-hidden="true" />
              {t("atHand")}
            </h2>
            {atHand.map(cardOf)}
          </section>
        ) : null}
        {categories.map((group) => (
          <section key={group.category.id} aria-label={local(group.category.name)}>
            <h2 className={styles.category}>
              <SideTag side={group.category.side} />
              {local(group.category.name)}
            </h2>
            {group.items.map(cardOf)}
          </section>
        ))}
      </div>
    </section>
  );
}

/** The items of each category that has any, in the order of the scenario. */
function byCategory({ categories }: Scenario, items: readonly ScoredItem[]) {
  return categories
    .map((category) => ({
      category,
      items: items.filter((item) => item.categoryId === category.id && item.side === category.side),
    }))
    .filter((group) => group.items.length > 0);
}

const rateKey = { group: "action", keyOnly: true } as const;

/**
 * The keys of the list: from item to item, and an entry on the item in focus.
 *
 * @param enter Enters something on an item by its place in the list. Returns whether it did; then the next has the focus.
 * @returns what the list has to do with a key that is pressed in it.
 */
function useChecklistKeys(
  list: RefObject<HTMLElement | null>,
  enter: (at: number, choice: number) => boolean,
): (event: KeyboardEvent) => void {
  const t = useTranslations("evaluate.checklist");
  const cards = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-item]") ?? [])];
  const focused = () => cards().findIndex((card) => card.contains(document.activeElement));
  function step(by: number) {
    const all = cards();
    const at = focused();
    all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))]?.focus();
  }
  function press(choice: number) {
    const at = focused();
    // Nothing is rated blindly: the first key says which item it will be.
    if (at < 0) step(0);
    else if (enter(at, choice)) cards()[at + 1]?.focus();
  }
  useCommands([
    { ...rateKey, id: "rate-1", label: t("rate.1"), keys: "1", run: () => press(0) },
    { ...rateKey, id: "rate-2", label: t("rate.2"), keys: "2", run: () => press(1) },
    { ...rateKey, id: "rate-3", label: t("rate.3"), keys: "3", run: () => press(2) },
    { ...rateKey, id: "rate-4", label: t("rate.4"), keys: "4", run: () => press(3) },
    { ...rateKey, id: "next-item", label: t("nextItem"), keys: "j", run: () => step(1) },
    { ...rateKey, id: "previous-item", label: t("previousItem"), keys: "k", run: () => step(-1) },
  ]);

  /** Only while an item has the focus: elsewhere the arrow keys scroll. */
  return (event) => {
    if (event.defaultPrevented || isTyping(event.target) || focused() < 0) return;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  };
}
