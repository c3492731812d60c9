"use client";

import { useId } from "react";
import { SkipBack, SkipForward } from "lucide-react";
import { useTranslations } from "next-intl";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { IconButton } from "@/app/_ui/icon-button";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Select } from "@/app/_ui/select";
import { keyOf, neighbour, STEP_MS, type ReplaySide } from "./replay-point";
import styles from "./replay-screen.module.css";
import { useLocal } from "@/app/_drill/live/use-local";
import { isWritten } from "@/domain/text";

/** More sides than these no longer fit side by side. */
const SEGMENTS_MAX = 2;
/** How far Page Up and Page Down move, in ms of drill time. */
const LEAP_MS = 60_000;

/** Whose view, and which moment of it. The slider is an ordinary one: all its keys work. */
export function ReplayBar({
  sides,
  chosen,
  onChoose,
  atMs,
  onMove,
  happenedAtMs,
}: {
  sides: readonly ReplaySide[];
  chosen: ReplaySide;
  onChoose: (side: ReplaySide) => void;
  atMs: number;
  onMove: (atMs: number) => void;
  /** When something happened in the lane, in ms of drill time. */
  happenedAtMs: readonly number[];
}) {
  const t = useTranslations("review.replay");
  const common = useTranslations("common");
  const local = useLocal();
  const id = useId();
  const several = new Set(sides.map(({ lane }) => lane)).size > 1;
  const options = sides.map((one) => ({
    value: keyOf(one),
    label: t("option", {
      several: several ? "yes" : "no",
      lane: one.lane,
      side: common(`side.${one.side}`),
      hasTeam: isWritten(one.team) ? "yes" : "no",
      team: local(one.team),
    }),
  }));
  const choose = (key: string) => {
    const next = sides.find((one) => keyOf(one) === key);
    if (next) onChoose(next);
  };
  const previous = neighbour(happenedAtMs, atMs, -1);
  const next = neighbour(happenedAtMs, atMs, 1);
  return (
    <div className={styles.bar}>
      {sides.length < 2 ? null : sides.length <= SEGMENTS_MAX ? (
        <SegmentedControl label={t("whose")} value={keyOf(chosen)} onValueChange={choose} options={options} />
      ) : (
        <Select
          aria-label={t("whose")}
          className={styles.select}
          value={keyOf(chosen)}
          onValueChange={choose}
          options={options}
        />
      )}
      <div className={styles.time}>
        <IconButton
          label={t("previous")}
          icon={<SkipBack aria-hidden="true" />}
          variant="outlined"
          disabled={previous === null}
          onClick={() => previous !== null && onMove(previous)}
        />
        <input
          className={styles.slider}
          type="range"
          aria-label={t("at")}
          aria-valuetext={drillMoment(atMs)}
          aria-describedby={id}
          min={0}
          max={chosen.lengthMs}
          step={1_000}
          value={Math.floor(atMs / 1_000) * 1_000}
          onChange={(event) => onMove(Number(event.target.value))}
          onKeyDown={(event) => {
            const by = MOVES[event.key];
            if (by === undefined) return;
            event.preventDefault();
            onMove(atMs + by);
          }}
        />
        <IconButton
          label={t("next")}
          icon={<SkipForward aria-hidden="true" />}
          variant="outlined"
          disabled={next === null}
          onClick={() => next !== null && onMove(next)}
        />
        <output className={styles.moment}>
          {drillMoment(atMs)} / {drillMoment(chosen.lengthMs)}
        </output>
      </div>
      <p id={id} className={styles.hint}>
        {t("hint")}
      </p>
    </div>
  );
}

/** A second a key would take for ever through an hour, and only the pointer can hit a second anyway. */
const MOVES: Readonly<Record<string, number>> = {
  ArrowLeft: -STEP_MS,
  ArrowDown: -STEP_MS,
  ArrowRight: STEP_MS,
  ArrowUp: STEP_MS,
  PageDown: -LEAP_MS,
  PageUp: LEAP_MS,
};
