"use client";

import { useState } from "react";
import { useRouter } from "next/navigation";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BookPlus, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { sentOnce } from "@/app/_drill/live/send-once";
import { newCommandId } from "@/app/_drill/live/use-drill";
import { useTRPC, useTRPCClient } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { useMomentOfLeg } from "@/app/_drill/marks/use-moment-of-leg";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { ExerciseMark } from "@/app/_drill/marks/exercise-mark";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { useTelling } from "@/app/_ui/use-telling";
import type { ReviewOverview } from "@/domain/review/schema";
import { FilesMenu } from "./files-menu";
import styles from "./review-header.module.css";

/** Which drill it was, how it ended, how far its evaluation is, and what can be made of it. */
export function ReviewHeader({
  drillId,
  overview,
  lane,
}: {
  drillId: string;
  overview: ReviewOverview;
  /** The lane in view: the one a case is made from. */
  lane: number;
}) {
  const ofLeg = useMomentOfLeg();
  const t = useTranslations("review");
  const common = useTranslations("common");
  const tell = useTelling();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const cache = useQueryClient();
  const errorText = useErrorText();
  const [releasing, setReleasing] = useState(false);
  // Made once per intent: pressed again after a lost answer, the server knows the command.
  const [commandId, setCommandId] = useState("");

  const release = useMutation({
    mutationFn: () =>
      sentOnce(() => client.drill.command.mutate({ drillId, commandId, command: { type: "ReleaseScores" } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: trpc.review.pathKey() }),
  });
  const makeCase = useMutation(
    trpc.review.makeCase.mutationOptions({
      onSuccess: async ({ caseId }) => {
        await cache.invalidateQueries({ queryKey: trpc.library.drafts.queryKey() });
        router.push(`/library/drafts/${caseId}`);
      },
    }),
  );
  const { evaluationsWaiting: waiting, ended } = overview;
  const disagreements = overview.cards
    .flatMap(({ lines }) => lines)
    .filter((line) => line.disagreement).length;
  const standing = overview.released
    ? t("phase.released")
    : overview.phase === "ended"
      ? waiting > 0
        ? t("phase.waiting", { count: waiting })
        : t("phase.ready")
      : t(`phase.${overview.phase}`);

  return (
    <>
      <PageHeader
        back={{ href: "/drills", label: t("drills") }}
        title={overview.title}
        meta={<ExerciseMark />}
        description={
          <div className={styles.facts}>
            <Badge tone={overview.released ? "met" : "risk"}>{standing}</Badge>
            <span>
              {ended
                ? t(`ended.${ended.how}`, { time: ofLeg(overview.leg, overview.lengthMs) })
                : t("runningAt", { time: ofLeg(overview.leg, overview.lengthMs) })}
            </span>
            {ended && ended.reason !== "" ? <span>{t("reason", { reason: ended.reason })}</span> : null}
            <span className={styles.scenario}>{t("scenario", { title: tell(overview.scenarioTitle) })}</span>
          </div>
        }
        actions={
          <>
            <Button variant="quiet" icon={<Printer aria-hidden="true" />} onClick={() => window.print()}>
              {common("action.print")}
            </Button>
            {overview.phase === "ended" ? (
              <FilesMenu drillId={drillId} mayTakeLog={overview.mayTakeLog} />
            ) : null}
            {overview.mayMakeCase ? (
              <Button
                icon={<BookPlus aria-hidden="true" />}
                loading={makeCase.isPending}
                onClick={() => makeCase.mutate({ drillId, lane })}
              >
                {t("makeCase")}
              </Button>
            ) : null}
            {overview.mayRelease ? (
              <Button
                variant="primary"
                onClick={() => {
                  setCommandId(newCommandId());
                  setReleasing(true);
                }}
              >
                {t("release.button")}
              </Button>
            ) : null}
          </>
        }
      />
      {makeCase.error ? <Notice tone="problem">{errorText(makeCase.error)}</Notice> : null}
      <ConfirmDialog
        open={releasing}
        onOpenChange={setReleasing}
        title={t("release.title")}
        description={tell({
          list: [
            waiting > 0 ? t("release.early", { count: waiting }) : t("release.text"),
            ...(disagreements > 0 ? [t("release.disagreements", { count: disagreements })] : []),
          ],
          as: "sentences",
        })}
        confirmLabel={t("release.button")}
        onConfirm={() => release.mutateAsync()}
      >
        {release.error ? <Notice tone="problem">{errorText(release.error)}</Notice> : null}
      </ConfirmDialog>
    </>
  );
}
