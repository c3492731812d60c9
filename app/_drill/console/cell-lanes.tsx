"use client";

import { useTranslations } from "next-intl";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import styles from "./own-clock.module.css";

/** For an opposition that plays against every group: which of them it turns to. */
export function CellLanes({
  lanes,
  lane,
  onLane,
}: {
  lanes: number;
  lane: number;
  onLane: (lane: number) => void;
}) {
  const t = useTranslations("console.cell");
  return (
    <div className={styles.bar} role="toolbar" aria-label={t("label")}>
      <span className={styles.word}>{t("label")}</span>
      <SegmentedControl
        label={t("label")}
        size="small"
        value={String(lane)}
        onValueChange={(value) => onLane(Number(value))}
        options={Array.from({ length: lanes }, (_, i) => ({
          value: String(i + 1),
          label: t("group", { number: i + 1 }),
        }))}
      />
    </div>
  );
}
