"use client";

import { useState } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RadioTower } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/command-context";
import { Kbd } from "@/app/_ui/kbd";
import { shortcutLabel } from "@/app/_ui/shortcut";
import { useChime } from "./use-chime";
import styles from "./check-prompt.module.css";

/** It may have been answered on another device meanwhile. */
const ASK_AGAIN_MS = 5_000;
const KEY = "r";

/**
 * A communications check that waits for this person's answer: one tap or one key. The view only says that somebody was
 * called; whether it is this person, and whether they have answered, they ask for themselves.
 */
export function CheckPrompt({
  drillId,
  calledMs,
  answer,
}: {
  drillId: string;
  /** When somebody of this audience was last called, in Unix ms; null when nobody was. */
  calledMs: number | null;
  /** Resolves to whether the answer was taken. */
  answer: () => Promise<boolean>;
}) {
  const t = useTranslations("console.check");
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const asked = { drillId, calledMs: calledMs ?? 0 };
  const own = useQuery(
    trpc.drill.ownCheck.queryOptions(asked, {
      enabled: calledMs !== null,
      refetchInterval: ({ state }) => (state.data?.awaits ? ASK_AGAIN_MS : false),
    }),
  );
  const awaits = calledMs !== null && own.data?.awaits === true;
  useChime(awaits ? calledMs : 0);

  async function respond() {
    if (busy) return;
    setBusy(true);
    const taken = await answer();
    if (taken) cache.setQueryData(trpc.drill.ownCheck.queryKey(asked), { awaits: false });
    else await own.refetch();
    setBusy(false);
  }

  useCommands(
    awaits
      ? [{ id: "answer-check", label: t("answer"), group: "action", keys: KEY, run: () => void respond() }]
      : [],
  );
  if (!awaits) return null;
  return (
    <section className={styles.prompt} aria-label={t("title")}>
      <RadioTower aria-hidden="true" />
      <p role="alert">
        <strong>{t("title")}</strong> {t("text")}
      </p>
      <Button variant="primary" size="large" loading={busy} onClick={() => void respond()}>
        {t("answer")}
        <span className={styles.key}>
          <Kbd>{shortcutLabel(KEY)}</Kbd>
        </span>
      </Button>
    </section>
  );
}
