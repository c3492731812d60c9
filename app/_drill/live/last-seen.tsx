"use client";

import { useTranslations } from "next-intl";
import { useSeparator } from "@/app/_ui/separator";
import { useAgoText } from "@/app/_ui/use-ago-text";
import type { ActorSeen } from "@/domain/view/schema";
import { useNowMs } from "./drill-context";
import { useLocal } from "./use-local";

/** The eight points of the compass, clockwise from north. */
const COMPASS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"] as const;

/**
 * Where a side takes somebody to be: the place, how long ago they were seen there, where they were going then, and who
 * says so. It is of the past, and ages with the drill's clock.
 */
export function LastSeen({ actor }: { actor: ActorSeen }) {
  const t = useTranslations("console.lastSeen");
  const ago = useAgoText();
  const local = useLocal();
  const separator = useSeparator();
  const nowMs = useNowMs();
  const { seenAtMs, lastSeen, place } = actor;
  if (seenAtMs === null || !lastSeen || lastSeen.by === null) return local(place.name);
  const { by, name, heading, headingDeg } = lastSeen;
  const point = headingDeg === null ? undefined : COMPASS[Math.round(headingDeg / 45) % COMPASS.length];
  const parts = [
    local(place.name),
    t("seen", { ago: ago(Math.max(0, nowMs - seenAtMs)) }),
    heading
      ? t("headingFor", { place: local(heading) })
      : point
        ? t("heading", { point: t(`compass.${point}`) })
        : "",
    by === "act" ? t("by.act") : name ? t(`by.${by}`, { name: local(name) }) : "",
  ];
  return <span suppressHydrationWarning>{parts.filter((part) => part !== "").join(separator)}</span>;
}
