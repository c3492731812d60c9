"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import styles from "./drill-notices.module.css";
import { inLocale } from "@/domain/text";

const REFRESH_MS = 15_000;

type Told = RouterOutputs["drill"]["notices"][number];

/** What became of somebody's planned drills since they last looked, until they say that they know. */
export function DrillNotices() {
  const t = useTranslations("drills.notices");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const sentence = useSentence();
  const notices = useQuery(trpc.drill.notices.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const putAway = useMutation(
    trpc.drill.putNoticeAway.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.drill.notices.queryKey() }),
    }),
  );
  if (!notices.data || notices.data.length === 0) return null;
  return (
    <ul className={styles.notices} aria-label={t("label")}>
      {notices.data.map((told) => (
        <li key={told.id}>
          <Notice>
            <div className={styles.told}>
              <span>
                {sentence(told)}
                {told.reason ? <q>{told.reason}</q> : null}
              </span>
              <Button
                size="small"
                aria-label={t("seenOf", { title: told.title })}
                onClick={() => putAway.mutate({ id: told.id })}
              >
                {t("seen")}
              </Button>
            </div>
          </Notice>
        </li>
      ))}
    </ul>
  );
}

function useSentence(): (told: Told) => string {
  const t = useTranslations("drills.notices");
  const format = useFormatter();
  const locale = useLocale();
  return ({ kind, title, by, fromMs, toMs }) => {
    const time = (ms: number | null) =>
      ms === null ? t("noTime") : format.dateTime(new Date(ms), "date-time");
    return t(kind, { title, by: inLocale(by, locale), from: time(fromMs), to: time(toMs) });
  };
}
