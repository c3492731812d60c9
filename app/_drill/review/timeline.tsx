"use client";

import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import Link from "next/link";
import { Diamond, History, MapPinned } from "lucide-react";
import { useTranslations } from "next-intl";
import { PhotoStrip } from "@/app/_drill/live/photo-strip";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { EmptyState } from "@/app/_ui/empty-state";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { Switch } from "@/app/_ui/switch";
import { Toolbar } from "@/app/_ui/toolbar";
import { useTelling } from "@/app/_ui/use-telling";
import { MomentKind as MomentKinds, type MomentKind } from "@/domain/drill/terms";
import type { ReviewMoment } from "@/domain/review/schema";
import { EVERYTHING, happenedAtMs, isShown, type ReviewFilter } from "./review-filter";
import { TimelineStrip } from "./timeline-strip";
import styles from "./timeline.module.css";

/**
 * The drill as it went: an overview with a lane per kind, and every entry as a sentence. Arrow keys step from
 * entry to entry.
 */
export function Timeline({
  moments,
  filter,
  onFilterChange,
  sought,
  lengthMs,
  replayOf,
  drillId,
}: {
  drillId: string;
  moments: readonly ReviewMoment[];
  filter: ReviewFilter;
  onFilterChange: (filter: ReviewFilter) => void;
  /** The entry to bring into sight. */
  sought: { position: number } | null;
  /** Null where it is not known; then the last entry is the end. */
  lengthMs: number | null;
  /** Address of the replay at an entry. */
  replayOf: (moment: ReviewMoment) => string;
}) {
  const t = useTranslations("review");
  const common = useTranslations("common");
  const list = useRef<HTMLOListElement>(null);
  const [current, setCurrent] = useState<number | null>(null);

  const ordered = [...moments].sort((a, b) => happenedAtMs(a) - happenedAtMs(b) || a.position - b.position);
  const shown = ordered.filter((moment) => isShown(moment, filter));
  // One entry can be reached with Tab; the arrow keys lead on from there.
  const reachable = shown.some(({ position }) => position === current) ? current : shown[0]?.position;

  useEffect(() => {
    if (!sought) return;
    // The drawer the request came from hands the focus back as it closes; this has to come after.
    const timer = setTimeout(() => focusMoment(list.current, sought.position), 60);
    return () => clearTimeout(timer);
  }, [sought]);

  function onKeyDown(event: KeyboardEvent<HTMLOListElement>) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    const at = shown.findIndex(({ position }) => position === current);
    const next = shown[at + step];
    if (!next) return;
    event.preventDefault();
    focusMoment(list.current, next.position);
  }

  return (
    <section className={styles.timeline} aria-labelledby="review-timeline">
      <h2 id="review-timeline" className={styles.heading}>
        {t("timeline.title")}
        <span className={styles.count}>
          {t("timeline.count", { shown: shown.length, all: ordered.length })}
        </span>
      </h2>
      <Filters filter={filter} onChange={onFilterChange} />
      {shown.length === 0 ? (
        <EmptyState
          icon={<History aria-hidden="true" />}
          title={ordered.length === 0 ? common("empty.nothing") : common("empty.noMatch")}
          action={
            ordered.length === 0 ? null : (
              <Button onClick={() => onFilterChange(EVERYTHING)}>{common("empty.clearFilters")}</Button>
            )
          }
        />
      ) : (
        <>
          <TimelineStrip
            moments={shown}
            lengthMs={lengthMs ?? Math.max(...ordered.map(happenedAtMs))}
            current={current}
            onPick={(position) => focusMoment(list.current, position)}
          />
          <ol className={styles.moments} ref={list} onKeyDown={onKeyDown} aria-label={t("timeline.title")}>
            {shown.map((moment) => (
              <Moment
                key={moment.position}
                drillId={drillId}
                moment={moment}
                isReachable={moment.position === reachable}
                isCurrent={moment.position === current}
                onFocus={() => setCurrent(moment.position)}
                replayAt={replayOf(moment)}
              />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** Which entries are shown. */
function Filters({ filter, onChange }: { filter: ReviewFilter; onChange: (filter: ReviewFilter) => void }) {
  const t = useTranslations("review");
  const common = useTranslations("common");
  function toggleKind(kind: MomentKind) {
    onChange({
      ...filter,
      hidden: MomentKinds.options.filter((other) =>
        other === kind ? !filter.hidden.includes(kind) : filter.hidden.includes(other),
      ),
    });
  }

  return (
    <div className={styles.filters}>
      <Toolbar label={t("timeline.filter")}>
        <SegmentedControl
          label={t("timeline.side")}
          size="small"
          value={filter.side ?? "all"}
          onValueChange={(side) => onChange({ ...filter, side: side === "all" ? null : side })}
          options={[
            { value: "all", label: t("timeline.bothSides") },
            { value: "responder", label: common("side.responder") },
            { value: "opposition", label: common("side.opposition") },
          ]}
        />
        <Switch
          label={t("timeline.turningPointsOnly")}
          checked={filter.turningPointsOnly}
          onCheckedChange={(turningPointsOnly) => onChange({ ...filter, turningPointsOnly })}
        />
      </Toolbar>
      <div className={styles.kinds} role="group" aria-label={t("timeline.kinds")}>
        {MomentKinds.options.map((kind) => (
          <button
            key={kind}
            type="button"
            className={styles.kind}
            aria-pressed={!filter.hidden.includes(kind)}
            onClick={() => toggleKind(kind)}
          >
            {t(`kind.${kind}`)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** One entry of the log, as a sentence. */
function Moment({
  drillId,
  moment,
  isReachable,
  isCurrent,
  onFocus,
  replayAt,
}: {
  drillId: string;
  moment: ReviewMoment;
  /** Whether Tab reaches it. */
  isReachable: boolean;
  isCurrent: boolean;
  onFocus: () => void;
  /** Address of the replay at it. */
  replayAt: string;
}) {
  const t = useTranslations("review");
  const tell = useTelling();
  const sentence = tell(moment.sentence);
  // Most sentences begin with the name.
  const name = tell(moment.who);
  const who = sentence.includes(name) ? "" : name;
  return (
    <li
      data-position={moment.position}
      tabIndex={isReachable ? 0 : -1}
      aria-current={isCurrent || undefined}
      className={classNames(styles.moment, moment.turningPoint && styles.turning)}
      onFocus={onFocus}
    >
      <time className={styles.time}>{drillMoment(happenedAtMs(moment))}</time>
      <span className={styles.what}>{t(`kind.${moment.kind}`)}</span>
      <div className={styles.text}>
        <p>{sentence}</p>
        <PhotoStrip drillId={drillId} photos={moment.photos} of={sentence} />
        {moment.turningPoint || who !== "" || isLate(moment) ? (
          <p className={styles.meta}>
            {moment.turningPoint ? (
              <span className={styles.mark}>
                <Diamond aria-hidden="true" />
                {t("timeline.turningPoint")}
              </span>
            ) : null}
            {who === "" ? null : <span>{who}</span>}
            {isLate(moment) ? <span>{t("recordedAt", { time: drillMoment(moment.atMs) })}</span> : null}
          </p>
        ) : null}
      </div>
      <span className={styles.end}>
        {moment.side ? <SideTag side={moment.side} /> : null}
        <Link
          className={styles.replay}
          href={replayAt}
          prefetch={false}
          // Hundreds of entries would be hundreds of stops: the one that can be reached leads on.
          tabIndex={isReachable ? 0 : -1}
          aria-label={t("replay.show", { time: drillMoment(moment.atMs) })}
          title={t("replay.show", { time: drillMoment(moment.atMs) })}
        >
          <MapPinned aria-hidden="true" />
        </Link>
      </span>
    </li>
  );
}

function isLate({ atMs, observedAtMs }: ReviewMoment): boolean {
  return observedAtMs !== null && observedAtMs !== atMs;
}

function focusMoment(list: HTMLOListElement | null, position: number): void {
  const entry = list?.querySelector<HTMLElement>(`[data-position="${position}"]`);
  entry?.focus({ preventScroll: true });
  entry?.scrollIntoView({ block: "center" });
}
