"use client";

import { useState, type ReactNode } from "react";
import { useSearchParams } from "next/navigation";
import { useQuery } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { SwapResultTable } from "@/app/_drill/marks/swap-result";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { ExerciseMark } from "@/app/_drill/marks/exercise-mark";
import { PageHeader } from "@/app/_ui/page-header";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Select } from "@/app/_ui/select";
import { Skeleton } from "@/app/_ui/skeleton";
import { useTelling } from "@/app/_ui/use-telling";
import type { ReviewMoment } from "@/domain/review/schema";
import type { ScoreCard, ScoreLine } from "@/domain/score-card/schema";
import { EvidenceDrawer } from "./evidence-drawer";
import { ExemptLine } from "./exempt-line";
import { AppealDialog, type AppealWish } from "./result/appeal-dialog";
import { ResultPanel } from "./result/result-panel";
import { ReviewHeader } from "./review-header";
import { EVERYTHING, isShown, reviewFilterFrom, withReviewFilter, type ReviewFilter } from "./review-filter";
import { replayAddress } from "./replay-address";
import { ScoreSheet } from "./score-sheet";
import { Timeline } from "./timeline";
import styles from "./review-screen.module.css";

/** How often somebody who waits for the release, or for evaluations, sees how it stands. */
const REFRESH_MS = 15_000;

/** More score cards than these no longer fit side by side. */
const SEGMENTS_MAX = 3;

/** What a label says of a team, which may have no name. */
function teamValues(team: string): { team: string; hasTeam: string } {
  return { team, hasTeam: team === "" ? "no" : "yes" };
}

/** What a drill came to: the score with its reasons, and the course of events behind it. */
export function ReviewScreen({ drillId }: { drillId: string }) {
  const params = useSearchParams();
  const filter = reviewFilterFrom(params);
  const [exempting, setExempting] = useState<ScoreLine | null>(null);
  const [line, setLine] = useState<ScoreLine | null>(null);
  /** The entry to bring into sight; a new object each time, so that the same one can be asked for twice. */
  const [sought, setSought] = useState<{ position: number } | null>(null);

  const [appealing, setAppealing] = useState<AppealWish | null>(null);

  const { overview, timeline, result: standing, refused } = useReview(drillId);
  const card = overview.data ? cardFrom(overview.data.cards, params) : null;
  const lane = card?.lane ?? null;
  const moments = timeline.data?.filter(
    (moment) => lane === null || moment.lane === 0 || moment.lane === lane,
  );

  function setFilter(next: ReviewFilter) {
    setAddress(withReviewFilter(new URLSearchParams(params.toString()), next));
  }
  function showInTimeline(moment: ReviewMoment) {
    setLine(null);
    if (!isShown(moment, filter)) setFilter(EVERYTHING);
    setSought({ position: moment.position });
  }

  /** Through the eyes of whoever did it, else of the side whose card is shown. */
  function replayOf({ lane: of, side, atMs }: ReviewMoment): string {
    return replayAddress(drillId, {
      lane: of === 0 ? (lane ?? 1) : of,
      side: side ?? card?.side ?? "responder",
      atMs,
    });
  }

  if (!overview.data && refused === null) return <Skeleton lines={10} />;

  const timelineWith = (lengthMs: number | null) =>
    moments ? (
      <Timeline
        drillId={drillId}
        moments={moments}
        filter={filter}
        onFilterChange={setFilter}
        sought={sought}
        lengthMs={lengthMs}
        replayOf={replayOf}
      />
    ) : null;

  if (!overview.data) {
    return (
      <NotOpen
        drillId={drillId}
        error={refused}
        onRetry={() => void overview.refetch()}
        timeline={timelineWith(null)}
      />
    );
  }

  const { cards, result } = overview.data;
  return (
    <>
      <ReviewHeader drillId={drillId} overview={overview.data} lane={lane ?? 1} />
      {overview.data.phase === "ended" ? (
        <ResultPanel drillId={drillId} result={standing.data ?? null} card={card} onAppeal={setAppealing} />
      ) : null}
      {result ? <SwapResultTable result={result} /> : null}
      {cards.length > 1 && card ? <CardSwitch cards={cards} card={card} isSwap={result !== null} /> : null}
      {card ? (
        <ScoreSheet
          card={card}
          isFinal={overview.data.released}
          moments={moments ?? []}
          onOpenEvidence={setLine}
          onExempt={overview.data.mayRelease ? setExempting : undefined}
          onAppeal={
            standing.data?.mayAppeal.some((own) => own.lane === card.lane && own.side === card.side)
              ? ({ itemId }) => setAppealing({ lane: card.lane, side: card.side, itemId })
              : undefined
          }
        />
      ) : null}
      {moments ? (
        timelineWith(overview.data.lengthMs)
      ) : timeline.isError ? (
        <ErrorState
          sentence={readableError(timeline.error).sentence}
          code={readableError(timeline.error).requestId}
          onRetry={() => void timeline.refetch()}
        />
      ) : (
        <Skeleton lines={8} />
      )}
      {exempting && card ? (
        <ExemptLine drillId={drillId} lane={card.lane} line={exempting} onClose={() => setExempting(null)} />
      ) : null}
      {appealing && standing.data ? (
        <AppealDialog
          drillId={drillId}
          wish={appealing}
          result={standing.data}
          moments={moments ?? []}
          onClose={() => setAppealing(null)}
        />
      ) : null}
      <EvidenceDrawer
        drillId={drillId}
        line={line}
        known={moments ?? []}
        onClose={() => setLine(null)}
        onShow={showInTimeline}
      />
    </>
  );
}

/** Changes what stands in the address without asking the server for the page again. */
function setAddress(next: URLSearchParams) {
  const query = next.toString();
  window.history.replaceState(null, "", query === "" ? window.location.pathname : `?${query}`);
}

/** The review, asked for again until its result is final; `refused`: what was said last while there is none. */
function useReview(drillId: string) {
  const trpc = useTRPC();
  const overview = useQuery({
    ...trpc.review.overview.queryOptions({ drillId }),
    refetchInterval: ({ state }) => (state.data?.state === "final" ? false : REFRESH_MS),
  });
  const result = useQuery({
    ...trpc.review.result.queryOptions({ drillId }),
    refetchInterval: ({ state }) => (state.data?.state === "final" ? false : REFRESH_MS),
  });
  const timeline = useQuery({
    ...trpc.review.timeline.queryOptions({ drillId, lane: null }),
    refetchInterval: () => (overview.data?.phase === "ended" ? false : REFRESH_MS),
  });
  // Asking again empties the answer; what was said last stays until there is a better one.
  const [refused, setRefused] = useState<unknown>(null);
  if (overview.error && overview.error !== refused) setRefused(overview.error);
  return { overview, timeline, result, refused };
}

/** Whose score card is shown, of several. */
function CardSwitch({
  cards,
  card,
  isSwap,
}: {
  cards: readonly ScoreCard[];
  card: ScoreCard;
  isSwap: boolean;
}) {
  const params = useSearchParams();
  function onChoose(key: string) {
    const next = cards.find((one) => keyOf(one) === key);
    if (!next) return;
    const address = new URLSearchParams(params.toString());
    address.set("lane", String(next.lane));
    address.set("side", next.side);
    setAddress(address);
  }
  const t = useTranslations("review");
  const common = useTranslations("common");
  const tell = useTelling();
  const labelOf = ({ lane: number, side, team }: ScoreCard) =>
    t("card.option", {
      per: isSwap ? "leg" : new Set(cards.map((one) => one.lane)).size > 1 ? "lane" : "none",
      lane: number,
      side: common(`side.${side}`),
      ...teamValues(tell(team)),
    });
  return (
    <div className={styles.switch}>
      {cards.length <= SEGMENTS_MAX ? (
        <SegmentedControl
          label={t("card.choose")}
          value={keyOf(card)}
          onValueChange={onChoose}
          options={cards.map((one) => ({ value: keyOf(one), label: labelOf(one) }))}
        />
      ) : (
        <Select
          aria-label={t("card.choose")}
          className={styles.select}
          value={keyOf(card)}
          onValueChange={onChoose}
          options={cards.map((one) => ({ value: keyOf(one), label: labelOf(one) }))}
        />
      )}
    </div>
  );
}

/** In place of a review that cannot be shown: why, and what of it can be seen meanwhile. */
function NotOpen({
  drillId,
  error: refused,
  onRetry,
  timeline,
}: {
  drillId: string;
  error: unknown;
  onRetry: () => void;
  /** For evaluators, who may see the log already. */
  timeline: ReactNode;
}) {
  const t = useTranslations("review");
  const common = useTranslations("common");
  const error = readableError(refused);
  if (error.code !== "review-not-open") {
    // A refusal stays one however often it is asked again, and there is nothing in it to report.
    return error.code === null ? (
      <ErrorState
        sentence={error.sentence ?? common("error.offline")}
        code={error.requestId}
        onRetry={onRetry}
      />
    ) : (
      <ErrorState sentence={error.sentence}>
        <ButtonLink href="/drills">{t("drills")}</ButtonLink>
      </ErrorState>
    );
  }
  return (
    <>
      <PageHeader title={t("title")} meta={<ExerciseMark />} />
      <EmptyState
        icon={<Hourglass aria-hidden="true" />}
        title={t("notOpen.title")}
        action={<ButtonLink href={`/drills/${drillId}`}>{t("notOpen.back")}</ButtonLink>}
      >
        {timeline ? t("notOpen.evaluator") : t("notOpen.text")}
      </EmptyState>
      {timeline}
    </>
  );
}

function keyOf({ lane, side }: ScoreCard): string {
  return `${lane}-${side}`;
}

/** The card named in the address, else the first. */
function cardFrom(cards: readonly ScoreCard[], params: Pick<URLSearchParams, "get">): ScoreCard | null {
  const named = cards.find(
    ({ lane, side }) => String(lane) === params.get("lane") && side === params.get("side"),
  );
  return named ?? cards[0] ?? null;
}
