"use client";

import { useTranslations } from "next-intl";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Select } from "@/app/_ui/select";
import type { ControlView, FullSetting } from "@/domain/view/schema";
import styles from "./lane-picker.module.css";
import type { Saying } from "@/domain/words/said";
import { useLocal } from "@/app/_drill/live/use-local";

/** More names than this do not fit beside the clock. */
const SEGMENTS_MAX = 5;
const ALL = "all";

/** Which group is on the desk, or all of them; of a drill in two legs, which leg. */
export function LanePicker({
  setting,
  view,
  lane,
  onLane,
}: {
  setting: FullSetting;
  view: ControlView;
  /** Null: all groups side by side. */
  lane: number | null;
  onLane: (lane: number | null) => void;
}) {
  const t = useTranslations("control");
  const local = useLocal();
  const inLegs = view.leg !== null;
  const label = t(inLegs ? "leg.label" : "lane");
  const options = [
    ...(inLegs ? [] : [{ value: ALL, label: t("lanes.all") }]),
    ...view.lanes.map(({ lane: number }) => ({
      value: String(number),
      label: inLegs
        ? t("leg.number", { number })
        : local(laneName(setting, number)) || t("laneNo", { number }),
    })),
  ];
  const wiring = {
    value: lane === null ? ALL : String(lane),
    onValueChange: (value: string) => onLane(value === ALL ? null : Number(value)),
    options,
    size: "small",
  } as const;
  return options.length <= SEGMENTS_MAX ? (
    <SegmentedControl label={label} {...wiring} />
  ) : (
    <span className={styles.select}>
      <Select aria-label={label} {...wiring} />
    </span>
  );
}

/** What the responders of a lane are called; empty where nobody named them. */
export function laneName(setting: FullSetting, lane: number): Saying {
  return setting.teams.find((team) => team.lane === lane && team.side === "responder")?.name ?? "";
}
