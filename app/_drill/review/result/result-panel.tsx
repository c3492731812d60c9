"use client";

import { useState } from "react";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { StatusMark } from "@/app/_drill/marks/status-mark";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { useMomentText } from "@/app/_ui/moment";
import { Notice } from "@/app/_ui/notice";
import { Skeleton } from "@/app/_ui/skeleton";
import { useTelling } from "@/app/_ui/use-telling";
import type { Appeal, Disagreement, ReviewResult } from "@/domain/review/result";
import { ResultState, type ScoreCard } from "@/domain/score-card/schema";
import { AnswerDialog } from "./answer-dialog";
import type { AppealWish } from "./appeal-dialog";
import { Appeals } from "./appeals";
import { Records } from "./records";
import { SettleDialog } from "./settle-dialog";
import { useResultCommand } from "./use-result-command";
import { Voices } from "./voices";
import styles from "./result.module.css";

/** How far the result is, what is in dispute, what was appealed against, and how the shown card came about. */
export function ResultPanel({
  drillId,
  result,
  card,
  onAppeal,
}: {
  drillId: string;
  /** Null while it is fetched. */
  result: ReviewResult | null;
  card: ScoreCard | null;
  onAppeal: (wish: AppealWish) => void;
}) {
  const t = useTranslations("review.result");
  return (
    <section className={styles.panel} aria-labelledby="review-result">
      <h2 id="review-result" className={styles.heading}>
        {t("title")}
      </h2>
      {result ? (
        <Fetched drillId={drillId} result={result} card={card} onAppeal={onAppeal} />
      ) : (
        <Skeleton lines={3} />
      )}
    </section>
  );
}

function Fetched({
  drillId,
  result,
  card,
  onAppeal,
}: {
  drillId: string;
  result: ReviewResult;
  card: ScoreCard | null;
  onAppeal: (wish: AppealWish) => void;
}) {
  const t = useTranslations("review.result");
  const [settling, setSettling] = useState<Disagreement | null>(null);
  const [answering, setAnswering] = useState<Appeal | null>(null);
  const [closing, setClosing] = useState<"AcceptResult" | "DeclareFinal" | null>(null);
  const { state, disagreements, appeals } = result;
  // The place of the shown card, where it is the reader's own; else their first.
  const place =
    result.mayAppeal.find(({ lane, side }) => lane === card?.lane && side === card.side) ??
    result.mayAppeal[0];
  return (
    <>
      <Steps state={state} />
      <Standing result={result} />
      <div className={styles.actions}>
        {place ? (
          <Button onClick={() => onAppeal({ ...place, itemId: null })}>{t("appeals.file")}</Button>
        ) : null}
        {result.mayAccept ? (
          <Button onClick={() => setClosing("AcceptResult")}>{t("accept.button")}</Button>
        ) : null}
        {result.mayDeclareFinal ? (
          <Button onClick={() => setClosing("DeclareFinal")}>{t("final.button")}</Button>
        ) : null}
      </div>
      {disagreements.length > 0 ? (
        <>
          <h3 id="review-disputes" className={styles.subheading}>
            {t("disputes.title", { count: disagreements.length })}
          </h3>
          <Disputes disputes={disagreements} onSettle={setSettling} />
        </>
      ) : null}
      {appeals.length > 0 ? (
        <>
          <h3 id="review-appeals" className={styles.subheading}>
            {t("appeals.title", { count: appeals.length })}
          </h3>
          <Appeals appeals={appeals} onAnswer={setAnswering} />
        </>
      ) : null}
      {card ? (
        <details className={styles.records}>
          <summary>{t("records.title")}</summary>
          <Records drillId={drillId} card={card} />
        </details>
      ) : null}
      {settling ? (
        <SettleDialog drillId={drillId} dispute={settling} onClose={() => setSettling(null)} />
      ) : null}
      {answering ? (
        <AnswerDialog
          drillId={drillId}
          appeal={answering}
          lines={result.lines}
          onClose={() => setAnswering(null)}
        />
      ) : null}
      {closing ? <Closing drillId={drillId} type={closing} onClose={() => setClosing(null)} /> : null}
    </>
  );
}

/** The five states in their order, with the one that is reached. */
function Steps({ state }: { state: ResultState }) {
  const t = useTranslations("review.result");
  const reached = ResultState.options.indexOf(state);
  return (
    <ol className={styles.steps} aria-label={t("steps")}>
      {ResultState.options.map((one, i) => (
        <li
          key={one}
          data-reached={i <= reached ? "" : undefined}
          {...(one === state ? { "aria-current": "step" as const } : {})}
        >
          {i < reached ? <Check aria-hidden="true" /> : null}
          {t(`state.${one}`)}
        </li>
      ))}
    </ol>
  );
}

/** Until when can be appealed, and who does not want to. */
function Standing({ result: { state, appealsUntilMs, isOpen, accepted } }: { result: ReviewResult }) {
  const t = useTranslations("review.result");
  const tell = useTelling();
  const moment = useMomentText();
  if (appealsUntilMs === null) return null;
  return (
    <p className={styles.small}>
      {state === "final" ? null : t(isOpen ? "until" : "over", { time: moment(appealsUntilMs, "date-time") })}{" "}
      {accepted.length > 0
        ? t("acceptedBy", {
            teams: tell({ list: [...new Set(accepted.map(({ team }) => tell(team)))], as: "and" }),
          })
        : null}
    </p>
  );
}

function Disputes({
  disputes,
  onSettle,
}: {
  disputes: readonly Disagreement[];
  onSettle: (dispute: Disagreement) => void;
}) {
  const t = useTranslations("review.result.disputes");
  const tell = useTelling();
  return (
    <ul className={styles.list} aria-labelledby="review-disputes">
      {disputes.map((dispute) => (
        <li key={`${dispute.lane}-${dispute.itemId}`} className={styles.entry}>
          <div className={styles.entryHead}>
            <StatusMark status={dispute.status} />
            <strong>{tell(dispute.title)}</strong>
            {dispute.maySettle ? (
              <Button
                size="small"
                aria-label={t("settleOf", { item: tell(dispute.title) })}
                onClick={() => onSettle(dispute)}
              >
                {t("settle")}
              </Button>
            ) : null}
          </div>
          <Voices dispute={dispute} />
        </li>
      ))}
    </ul>
  );
}

/** What cannot be undone is asked once more. */
function Closing({
  drillId,
  type,
  onClose,
}: {
  drillId: string;
  type: "AcceptResult" | "DeclareFinal";
  onClose: () => void;
}) {
  const t = useTranslations(`review.result.${type === "AcceptResult" ? "accept" : "final"}`);
  const errorText = useErrorText();
  const ask = useResultCommand(drillId);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("title")}
      description={t("text")}
      confirmLabel={t("button")}
      onConfirm={() => ask.mutateAsync({ type })}
    >
      {ask.error ? <Notice tone="problem">{errorText(ask.error)}</Notice> : null}
    </ConfirmDialog>
  );
}
