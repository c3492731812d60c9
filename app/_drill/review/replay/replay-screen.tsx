"use client";

import { useEffect, useMemo, useState } from "react";
import { useSearchParams } from "next/navigation";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { DrillContext, type LiveDrill } from "@/app/_drill/live/drill-context";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { ButtonLink } from "@/app/_ui/button-link";
import { ErrorState } from "@/app/_ui/error-state";
import { ExerciseMark } from "@/app/_drill/marks/exercise-mark";
import { PageHeader } from "@/app/_ui/page-header";
import { Skeleton } from "@/app/_ui/skeleton";
import type { ReplaySides } from "@/domain/review/schema";
import { ReplayBar } from "./replay-bar";
import { keyOf, momentFrom, sideFrom, within, type ReplaySide } from "./replay-point";
import { SeenThen } from "./seen-then";
import styles from "./replay-screen.module.css";

/** Whoever drags through a drill is asked for where they stop, not for every moment on the way. */
const SETTLES_MS = 120;

/** A drill looked at again: what a side saw at any moment of it, read-only. */
export function ReplayScreen({ drillId }: { drillId: string }) {
  const t = useTranslations("review.replay");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const params = useSearchParams();
  const sides = useQuery(trpc.review.replaySides.queryOptions({ drillId }));
  const first = sides.data ? sideFrom(sides.data.sides, params) : null;

  if (sides.data && first) {
    return <Replay drillId={drillId} sides={sides.data} first={first} />;
  }
  if (!sides.error) return <Skeleton lines={10} />;
  const error = readableError(sides.error);
  return (
    <ErrorState
      sentence={error.sentence ?? common("error.offline")}
      code={error.requestId}
      {...(error.code === null ? { onRetry: () => void sides.refetch() } : {})}
    >
      <ButtonLink href={`/drills/${drillId}/review`}>{t("back")}</ButtonLink>
    </ErrorState>
  );
}

function Replay({ drillId, sides, first }: { drillId: string; sides: ReplaySides; first: ReplaySide }) {
  const t = useTranslations("review.replay");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const params = useSearchParams();
  const [chosen, setChosen] = useState(first);
  const [atMs, setAtMs] = useState(() => momentFrom(params, first.lengthMs));
  const settledMs = useSettled(atMs);
  const { lane, side } = chosen;

  const setting = useQuery(
    trpc.review.replaySetting.queryOptions({ drillId, lane, side }, { staleTime: Infinity }),
  );
  const view = useQuery(
    trpc.review.replay.queryOptions(
      { drillId, lane, side, atMs: settledMs },
      { placeholderData: keepPreviousData, staleTime: Infinity },
    ),
  );
  const timeline = useQuery(trpc.review.timeline.queryOptions({ drillId, lane }));
  const happenedAtMs = useMemo(
    () => (timeline.data ?? []).filter((one) => one.lane === lane).map((one) => one.atMs),
    [timeline.data, lane],
  );

  useEffect(() => {
    const address = new URLSearchParams({
      lane: String(lane),
      side,
      at: String(Math.floor(settledMs / 1_000)),
    });
    window.history.replaceState(null, "", `?${address}`);
  }, [lane, side, settledMs]);

  const startsAt = setting.data?.startsAt ?? "00:00";
  const frozen = useMemo(
    (): LiveDrill => ({
      drillId,
      clock: { rate: 0, resumeRate: 1, atMs: settledMs, sinceWallMs: 0 },
      serverOffsetMs: 0,
      phase: "ended",
      held: { playing: null, running: null },
      startsAt,
      // What is over is only looked at.
      may: () => false,
      act: () => Promise.resolve(false),
    }),
    [drillId, settledMs, startsAt],
  );
  const failed = setting.error ?? view.error;
  // What is kept while the next moment comes may be of the side that was looked at before.
  const seen = view.data?.side === side && view.data.lane === lane ? view.data : null;

  return (
    <>
      <PageHeader
        title={t("title")}
        back={{ href: `/drills/${drillId}/review`, label: t("back") }}
        meta={<ExerciseMark />}
        description={sides.title}
      />
      <ReplayBar
        sides={sides.sides}
        chosen={chosen}
        onChoose={(next) => {
          setChosen(next);
          setAtMs(within(atMs, next.lengthMs));
        }}
        atMs={atMs}
        onMove={(ms) => setAtMs(within(ms, chosen.lengthMs))}
        happenedAtMs={happenedAtMs}
      />
      {failed ? (
        <ErrorState
          sentence={readableError(failed).sentence ?? common("error.offline")}
          code={readableError(failed).requestId}
          onRetry={() => void Promise.all([setting.refetch(), view.refetch()])}
        />
      ) : setting.data && seen ? (
        <DrillContext value={frozen}>
          <div className={styles.seen} aria-busy={view.isFetching} key={keyOf(chosen)}>
            <SeenThen setting={setting.data} view={seen} clock={frozen.clock} />
          </div>
        </DrillContext>
      ) : (
        <Skeleton lines={10} />
      )}
    </>
  );
}

/** A value once it has stood still for a moment. */
function useSettled(value: number): number {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
