"use client";

import { useLocale, useTranslations } from "next-intl";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { Badge } from "@/app/_ui/badge";
import { Moment } from "@/app/_ui/moment";
import type { TableColumn } from "@/app/_ui/table";
import { personNameIn } from "@/domain/account/schema";
import { useActionText } from "./action-text";
import { faultMarkAt } from "./trail-fault";
import { useTrailFault } from "./trail-notice";
import styles from "./audit-screen.module.css";

export type AuditEntry = RouterOutputs["audit"]["page"]["entries"][number];

/** What the list of entries shows of each. */
export function useAuditColumns(): TableColumn<AuditEntry>[] {
  const t = useTranslations("admin.audit");
  const locale = useLocale();
  const actionText = useActionText();
  const fault = useTrailFault();
  const markText = (position: number) => {
    const mark = faultMarkAt(position, fault);
    return mark && t(`faultMarks.${mark}`);
  };
  return [
    {
      id: "position",
      header: "#",
      align: "end",
      width: "64px",
      wideOnly: true,
      cell: (entry) => entry.position,
    },
    {
      id: "action",
      header: t("action"),
      primary: true,
      cell: (entry) => (
        <span className={styles.action}>
          {actionText.action(entry.action)}
          {entry.result === "refused" ? <Badge tone="missed">{t("results.refused")}</Badge> : null}
          {markText(entry.position) ? <Badge tone="missed">{markText(entry.position)}</Badge> : null}
        </span>
      ),
    },
    {
      id: "when",
      header: t("when"),
      width: "230px",
      cell: (entry) => (
        <span className={styles.when}>
          <Moment atMs={entry.atMs} show="date-time-seconds" />
        </span>
      ),
    },
    {
      id: "actor",
      header: t("actor"),
      cell: ({ actorName: name, actorLatinName: latinName }) => (
        <span className={styles.whole}>{personNameIn({ name, latinName }, locale) || t("stranger")}</span>
      ),
    },
    {
      id: "object",
      header: t("object"),
      cell: (entry) =>
        entry.objectName
          ? personNameIn({ name: entry.objectName, latinName: entry.objectLatinName }, locale)
          : "–",
    },
    { id: "detail", header: t("detail"), cell: (entry) => <Detail detail={entry.detail} /> },
    { id: "address", header: t("address"), wideOnly: true, cell: (entry) => entry.address ?? "–" },
  ];
}

/** So many lines stand in the row; the rest opens below them. */
const LINES_SHOWN = 3;

function Detail({ detail }: { detail: unknown }) {
  const t = useTranslations("admin.audit");
  const lines = useActionText().detail(detail);
  if (lines.length === 0) return "–";
  const shown = lines.length > LINES_SHOWN + 1 ? lines.slice(0, LINES_SHOWN) : lines;
  const rest = lines.slice(shown.length);
  return (
    <div className={styles.detail}>
      <Lines lines={shown} />
      {rest.length > 0 ? (
        <details>
          <summary>{t("furtherLines", { count: rest.length })}</summary>
          <Lines lines={rest} />
        </details>
      ) : null}
    </div>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line, index) => (
        <li key={`${index} ${line}`}>{line}</li>
      ))}
    </ul>
  );
}
