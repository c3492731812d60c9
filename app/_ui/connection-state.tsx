"use client";

import { Radio, RefreshCw, WifiOff } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { classNames } from "./class-names";
import styles from "./connection-state.module.css";

export type Connection = "live" | "connecting" | "reconnecting" | "offline";

const ICONS = { live: Radio, connecting: RefreshCw, reconnecting: RefreshCw, offline: WifiOff } as const;

/** Whether what is on screen is live, in a word; a lost connection is seen and heard at once. */
export function ConnectionState({ state, sinceMs }: { state: Connection; sinceMs?: number | null }) {
  const t = useTranslations("common");
  const format = useFormatter();
  const Icon = ICONS[state];
  const since =
    state !== "live" && sinceMs
      ? t("connection.since", {
          time: format.dateTime(new Date(sinceMs), "time"),
        })
      : null;
  return (
    <span className={classNames(styles.state, state === "live" ? styles.live : styles.lost)} role="status">
      <Icon aria-hidden="true" />
      {t(`connection.${state}`)}
      {since ? <span className={styles.since}>{since}</span> : null}
    </span>
  );
}
