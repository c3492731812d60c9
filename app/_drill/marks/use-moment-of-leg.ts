"use client";

import { useTranslations } from "next-intl";
import { drillMoment } from "./clock-text";

/** Writes a moment of the drill; in a drill of two legs, each of which counts from zero, with the leg it is of. */
export function useMomentOfLeg(): (leg: number | null, atMs: number) => string {
  const t = useTranslations("common.clock");
  return (leg, atMs) => (leg === null ? drillMoment(atMs) : t("ofLeg", { leg, time: drillMoment(atMs) }));
}
