"use client";

import { CircleAlert, RotateCw, Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useRecordWords } from "@/app/_drill/live/record-list";
import { useLocal } from "@/app/_drill/live/use-local";
import { Button } from "@/app/_ui/button";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { useSeparator } from "@/app/_ui/separator";
import type { DrillCommand } from "@/domain/drill/schema";
import type { FullSetting } from "@/domain/view/schema";
import { saidBy } from "./entries";
import type { Waiting } from "./outbox";
import styles from "./refused-entries.module.css";

/** Entries that the server would not take, each with its reason, until whoever made them has seen to them. */
export function RefusedEntries({
  setting,
  waiting,
  onAgain,
  onDiscard,
}: {
  setting: FullSetting;
  waiting: readonly Waiting[];
  onAgain: (commandId: string) => void;
  onDiscard: (commandId: string) => void;
}) {
  const t = useTranslations("evaluate.refused");
  const format = useFormatter();
  const wordsOf = useEntryWords(setting);
  const refused = waiting.flatMap((entry) => (entry.refused ? [{ ...entry, refused: entry.refused }] : []));
  if (refused.length === 0) return null;
  return (
    <section className={styles.refused} aria-label={t("title", { count: refused.length })}>
      <h2 className={styles.title} role="alert">
        <CircleAlert aria-hidden="true" />
        {t("title", { count: refused.length })}
      </h2>
      <ul className={styles.list}>
        {refused.map(({ commandId, command, madeAtMs, refused: { sentence } }) => (
          <li key={commandId}>
            <time dateTime={new Date(madeAtMs).toISOString()}>
              {format.dateTime(new Date(madeAtMs), "time")}
            </time>
            <span className={styles.words}>
              <strong>{wordsOf(command)}</strong>
              <span className={styles.reason}>{sentence}</span>
            </span>
            <Button
              size="large"
              icon={<RotateCw aria-hidden="true" />}
              aria-label={t("againOf", { what: wordsOf(command) })}
              onClick={() => onAgain(commandId)}
            >
              {t("again")}
            </Button>
            <Button
              size="large"
              icon={<Trash2 aria-hidden="true" />}
              aria-label={t("discardOf", { what: wordsOf(command) })}
              onClick={() => onDiscard(commandId)}
            >
              {t("discard")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What an entry says, in the reader's language. */
function useEntryWords(setting: FullSetting): (command: DrillCommand) => string {
  const separator = useSeparator();
  const t = useTranslations("evaluate.refused");
  const status = useTranslations("common.status");
  const local = useLocal();
  const recordWords = useRecordWords(setting);
  const item = (id: string) => {
    const title = setting.scenario.items.find((one) => one.id === id)?.title;
    return title ? local(title) : id;
  };
  return (command) => {
    const at =
      "observedAtMs" in command && command.observedAtMs != null
        ? `${drillMoment(command.observedAtMs)} `
        : "";
    switch (command.type) {
      case "ObserveItem": {
        const result = command.result === "withdrawn" ? t("withdrawn") : status(command.result);
        return `${at}${item(command.itemId)}${separator}${result}`;
      }
      case "RateItem":
        return `${at}${item(command.itemId)}${separator}${command.rating ?? t("withdrawn")}`;
      case "TakeNote":
        return `${at}${command.text || t("photo")}`;
      case "RecordArrival":
      case "RecordAction":
      case "RecordStage":
        return `${at}${recordWords(saidBy(command))}`;
      case "WithdrawRecord":
        return t("withdrawRecord", { number: command.record });
      case "SubmitEvaluation":
        return t("submit");
      default:
        return command.type;
    }
  };
}
