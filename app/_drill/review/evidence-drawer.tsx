"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowDownToLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { PhotoStrip } from "@/app/_drill/live/photo-strip";
import { readableError } from "@/app/_trpc/readable-error";
import { Button } from "@/app/_ui/button";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { Drawer } from "@/app/_ui/drawer";
import { ErrorState } from "@/app/_ui/error-state";
import { Skeleton } from "@/app/_ui/skeleton";
import { useTelling } from "@/app/_ui/use-telling";
import { StatusMark } from "@/app/_drill/marks/status-mark";
import type { ReviewMoment } from "@/domain/review/schema";
import type { ScoreLine } from "@/domain/score-card/schema";
import { happenedAtMs } from "./review-filter";
import styles from "./evidence-drawer.module.css";

/** As many as the server looks up at a time. */
const POSITIONS_MAX = 200;

/** What in the log says that a line stands as it does; each entry leads to its place in the timeline. */
export function EvidenceDrawer({
  drillId,
  line,
  known,
  onClose,
  onShow,
}: {
  drillId: string;
  /** Null while closed. */
  line: ScoreLine | null;
  /** Entries that are at hand already, shown at once. */
  known: readonly ReviewMoment[];
  onClose: () => void;
  onShow: (moment: ReviewMoment) => void;
}) {
  const t = useTranslations("review");
  const tell = useTelling();
  const trpc = useTRPC();
  const positions = line?.evidence.slice(0, POSITIONS_MAX) ?? [];
  const atHand = known.filter(({ position }) => positions.includes(position));
  const evidence = useQuery({
    ...trpc.review.evidence.queryOptions({ drillId, positions }),
    enabled: atHand.length < positions.length,
  });
  const moments = atHand.length < positions.length ? evidence.data : atHand;

  return (
    <Drawer
      open={line !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={line ? tell(line.title) : ""}
      description={t("evidence.title")}
    >
      {line ? (
        <div className={styles.line}>
          <StatusMark status={line.status} />
          <p className={styles.why}>{tell(line.why)}</p>
        </div>
      ) : null}
      {moments ? (
        <ol className={styles.moments}>
          {moments.map((moment) => (
            <li key={moment.position} className={styles.moment}>
              <p className={styles.meta}>
                <time className={styles.time}>{drillMoment(happenedAtMs(moment))}</time>
                {t(`kind.${moment.kind}`)}
                {moment.who === "" ? null : <span>{tell(moment.who)}</span>}
              </p>
              <p>{tell(moment.sentence)}</p>
              <PhotoStrip drillId={drillId} photos={moment.photos} of={tell(moment.sentence)} />
              {moment.observedAtMs !== null && moment.observedAtMs !== moment.atMs ? (
                <p className={styles.meta}>{t("recordedAt", { time: drillMoment(moment.atMs) })}</p>
              ) : null}
              <Button
                size="small"
                variant="quiet"
                icon={<ArrowDownToLine aria-hidden="true" />}
                onClick={() => onShow(moment)}
              >
                {t("evidence.show")}
              </Button>
            </li>
          ))}
        </ol>
      ) : evidence.isError ? (
        <ErrorState
          sentence={readableError(evidence.error).sentence}
          code={readableError(evidence.error).requestId}
          onRetry={() => void evidence.refetch()}
        />
      ) : (
        <Skeleton lines={3} />
      )}
    </Drawer>
  );
}
