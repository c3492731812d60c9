"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { Badge } from "@/app/_ui/badge";
import { ErrorState } from "@/app/_ui/error-state";
import { Moment } from "@/app/_ui/moment";
import { Skeleton } from "@/app/_ui/skeleton";
import { useTelling } from "@/app/_ui/use-telling";
import type { ScoreCard } from "@/domain/score-card/schema";
import styles from "./result.module.css";

/** Every state of a card, the last first: what brought it about, and what it says otherwise than the one before. */
export function Records({ drillId, card: { lane, side } }: { drillId: string; card: ScoreCard }) {
  const t = useTranslations("review.result");
  const tell = useTelling();
  const format = useFormatter();
  const trpc = useTRPC();
  const records = useQuery(trpc.review.records.queryOptions({ drillId, lane, side }));
  if (records.isError) {
    const { sentence, requestId } = readableError(records.error);
    return <ErrorState sentence={sentence} code={requestId} onRetry={() => void records.refetch()} />;
  }
  if (!records.data) return <Skeleton lines={4} />;
  return (
    <ol className={styles.list} reversed>
      {[...records.data].reverse().map((record) => (
        <li key={record.version} className={styles.entry}>
          <div className={styles.entryHead}>
            <strong>{t("records.version", { version: record.version })}</strong>
            <Badge>{t(`state.${record.state}`)}</Badge>
            <span>
              {t("records.points", {
                points: format.number(record.totalHundredths / 100, { maximumFractionDigits: 2 }),
              })}
            </span>
            <span className={styles.small}>
              <Moment atMs={record.wallMs} />
            </span>
          </div>
          <p>{tell(record.sentence)}</p>
          <ul className={styles.voices}>
            {record.difference.length === 0 ? <li>{t("records.first")}</li> : null}
            {record.difference.map((one, i) => (
              <li key={i}>{tell(one)}</li>
            ))}
          </ul>
          <p className={styles.small}>
            {t("records.basis", { rules: record.rulesVersion, policy: record.policyVersion })}
          </p>
        </li>
      ))}
    </ol>
  );
}
