"use client";

import { useState } from "react";
import { Check, Contrast, MessageSquarePlus, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { StandardMark } from "@/app/_drill/live/standard-mark";
import { useLocal } from "@/app/_drill/live/use-local";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { IconButton } from "@/app/_ui/icon-button";
import { Input } from "@/app/_ui/input";
import type { Shown } from "@/domain/conditions/log";
import type { NameOf } from "@/domain/conditions/words";
import type { InLog } from "@/domain/items/item";
import { kindOf, legalOf } from "@/domain/items/kinds";
import type { ScoredItem } from "@/domain/items/schema";
import type { Rating } from "@/domain/items/terms";
import type { FullSetting, LaneTruth } from "@/domain/view/schema";
import type { Entry } from "./entries";
import { logSays } from "./log-says";
import styles from "./scored-item-card.module.css";

export type Result = "met" | "partly" | "missed";
export const RESULTS = ["met", "partly", "missed"] as const;
const RESULT_ICONS = { met: Check, partly: Contrast, missed: X } as const;
export const RATINGS = ["P", "S", "M", "U"] as const;

/** One scored item: what is asked, what the log says, and the evaluator's word on it. Tapping the same again takes it back. */
export function ScoredItemCard({
  item,
  lane,
  setting,
  nameOf,
  observed,
  rated,
  closed,
  onObserve,
  onRate,
}: {
  item: ScoredItem;
  lane: LaneTruth;
  setting: FullSetting;
  nameOf: NameOf;
  observed: Entry<Result> | null;
  rated: Entry<Rating> | null;
  closed: boolean;
  /** `atMs`: when it was seen, where only the note is new. */
  onObserve: (result: Result | "withdrawn", note: string, atMs?: number) => void;
  onRate: (rating: Rating | null, note: string, atMs?: number) => void;
}) {
  const t = useTranslations("evaluate.item");
  const status = useTranslations("common.status");
  const local = useLocal();
  const format = useFormatter();
  const [noting, setNoting] = useState(false);
  const entry = observed ?? rated;
  const { entered } = kindOf(item);

  function press(result: Result) {
    onObserve(observed?.value === result ? "withdrawn" : result, observed?.note ?? "");
  }
  function rate(rating: Rating) {
    onRate(rated?.value === rating ? null : rating, rated?.note ?? "");
  }
  return (
    <article className={styles.item} data-item={item.id} tabIndex={-1} aria-label={local(item.title)}>
      <header className={styles.header}>
        <h3 className={styles.title}>{local(item.title)}</h3>
        <span className={styles.points}>{t("points", { points: format.number(item.points) })}</span>
        {entry?.waiting ? <span className={styles.waiting}>{t("waiting")}</span> : null}
      </header>
      {"rule" in item && item.rule === "forbidden" ? <p className={styles.rule}>{t("forbidden")}</p> : null}
      <Legal item={item} />
      <LogLine item={item} lane={lane} setting={setting} nameOf={nameOf} />

      {entered === "result" ? (
        <div className={styles.row}>
          <div className={styles.results} role="group" aria-label={t("observation")}>
            {RESULTS.map((result, i) => {
              const Icon = RESULT_ICONS[result];
              const on = observed?.value === result;
              return (
                <button
                  key={result}
                  type="button"
                  className={classNames(styles.result, on && styles[result])}
                  aria-pressed={on}
                  aria-keyshortcuts={String(i + 1)}
                  disabled={closed}
                  onClick={() => press(result)}
                >
                  <Icon aria-hidden="true" strokeWidth={2.5} />
                  {status(result)}
                </button>
              );
            })}
          </div>
          <NoteButton disabled={closed || !observed} onPress={() => setNoting(!noting)} />
        </div>
      ) : null}

      {entered === "rating" ? (
        <div className={styles.row}>
          <div className={styles.ratings} role="group" aria-label={t("rating")}>
            {RATINGS.map((rating, i) => (
              <button
                key={rating}
                type="button"
                className={classNames(styles.rating, rated?.value === rating && styles.rated)}
                aria-pressed={rated?.value === rating}
                aria-keyshortcuts={String(i + 1)}
                disabled={closed}
                onClick={() => rate(rating)}
              >
                <span className={styles.letter}>{rating}</span>
                <span>
                  <span className={styles.level}>{t(`level.${rating}`)}</span>
                  <span className={styles.anchor}>
                    {"anchors" in item ? local(item.anchors[rating]) : null}
                  </span>
                </span>
              </button>
            ))}
          </div>
          <NoteButton disabled={closed || !rated} onPress={() => setNoting(!noting)} />
        </div>
      ) : null}

      {entry?.note && !noting ? <p className={styles.note}>{entry.note}</p> : null}
      {noting && entry ? (
        <NoteForm
          note={entry.note}
          onSave={(note) => {
            if (observed) onObserve(observed.value, note, observed.atMs);
            else if (rated) onRate(rated.value, note, rated.atMs);
            setNoting(false);
          }}
        />
      ) : null}
    </article>
  );
}

/** What an item rests on. */
function Legal({ item }: { item: ScoredItem }) {
  const t = useTranslations("evaluate.item");
  const local = useLocal();
  const legal = legalOf(item);
  if (legal.length === 0) return null;
  return (
    <p className={styles.legal}>
      {legal
        .map((basis) => [local(basis.title), basis.article ? local(basis.article) : ""].join(" ").trim())
        .join(t("join"))}
    </p>
  );
}

function NoteButton({ disabled, onPress }: { disabled: boolean; onPress: () => void }) {
  const t = useTranslations("evaluate.item");
  return (
    <IconButton
      size="large"
      label={t("note")}
      icon={<MessageSquarePlus aria-hidden="true" />}
      disabled={disabled}
      onClick={onPress}
    />
  );
}

function NoteForm({ note, onSave }: { note: string; onSave: (note: string) => void }) {
  const t = useTranslations("evaluate.item");
  const common = useTranslations("common.action");
  const [text, setText] = useState(note);
  return (
    <form
      className={styles.noteForm}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(text.trim());
      }}
    >
      <Input
        size="large"
        aria-label={t("note")}
        maxLength={1_000}
        value={text}
        autoFocus
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" size="large">
        {common("save")}
      </Button>
    </form>
  );
}

/** What the log shows of this item so far. */
function LogLine({
  item,
  lane,
  setting,
  nameOf,
}: {
  item: ScoredItem;
  lane: LaneTruth;
  setting: FullSetting;
  nameOf: NameOf;
}) {
  const t = useTranslations("evaluate.item");
  const local = useLocal();
  const inLog = kindOf(item).inLog(item);
  if (inLog.of === "nothing") return null;
  if (inLog.of === "eye") return <p className={styles.log}>{t("byEyeOnly")}</p>;
  if (inLog.of === "standard") {
    const standard = standardOf(inLog, lane, setting);
    return (
      <p className={styles.log}>
        {t("log")} {standard ? <StandardMark standard={standard} /> : t("logNothing")}
      </p>
    );
  }
  const facts = factsOf(inLog, lane, nameOf);
  const shown = facts.slice(-3);
  return (
    <p className={styles.log}>
      {t("log")}{" "}
      {facts.length === 0
        ? t("logNothing")
        : shown.map((fact, i) => (
            <span key={i} className={styles.fact}>
              {fact.atMs === null ? "" : `${drillMoment(fact.atMs)} `}
              {local(fact.text)}
            </span>
          ))}
      {facts.length > shown.length ? t("more", { count: facts.length - shown.length }) : null}
    </p>
  );
}

function factsOf(
  inLog: Extract<InLog, { of: "decision" | "conditions" }>,
  lane: LaneTruth,
  nameOf: NameOf,
): Shown[] {
  if (inLog.of === "conditions") {
    return inLog.conditions.flatMap((condition) => logSays(condition, lane, nameOf)).filter(isFirst);
  }
  const decision = lane.decisions.find(({ id }) => id === inLog.decisionId);
  const option = decision?.options.find(({ id }) => id === decision.taken?.optionId);
  return option && decision?.taken ? [{ text: option.label, atMs: decision.taken.atMs }] : [];
}

/** Bands ask for the same thing at different values; it is said once. */
function isFirst(fact: Shown, at: number, all: readonly Shown[]): boolean {
  return (
    all.findIndex(
      (other) => JSON.stringify(other.text) === JSON.stringify(fact.text) && other.atMs === fact.atMs,
    ) === at
  );
}

function standardOf(item: Extract<InLog, { of: "standard" }>, lane: LaneTruth, setting: FullSetting) {
  const name = setting.policy.standards.find(({ id }) => id === item.standardId)?.name;
  return lane.incidents
    .find(({ incidentId }) => incidentId === item.incidentId)
    ?.standards.find((standard) => standard.name.zh === name?.zh && standard.name.en === name.en);
}
