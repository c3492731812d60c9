"use client";

import { useState } from "react";
import { useRouter, useSearchParams } from "next/navigation";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Play, Radio } from "lucide-react";
import { useFormatter, useLocale, useNow, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Skeleton } from "@/app/_ui/skeleton";
import { useDurationText } from "@/app/_ui/use-duration-text";
import { inLocale, type LocalText } from "@/domain/text";
import { SKILLS, type OpponentSkill } from "@/app/_drill/marks/skills";
import { fitting } from "@/domain/shortened";
import styles from "./practice-screen.module.css";

/** Practising alone: choose a scenario, and one is at the console. */
export function PracticeScreen() {
  const t = useTranslations("drills");
  const duration = useDurationText();
  const locale = useLocale();
  const format = useFormatter();
  const now = useNow();
  const router = useRouter();
  const trpc = useTRPC();
  const errorText = useErrorText();
  const asked = useSearchParams().get("scenario");
  const [skill, setSkill] = useState<OpponentSkill>("medium");
  const offers = useQuery(trpc.practice.offers.queryOptions());
  const start = useMutation(
    trpc.practice.start.mutationOptions({ onSuccess: ({ drillId }) => router.push(`/drills/${drillId}`) }),
  );

  function begin(scenarioId: string, title: LocalText) {
    const name = t("practice.name", {
      scenario: inLocale(title, locale),
      date: format.dateTime(now, { month: "short", day: "numeric" }),
    });
    start.mutate({ scenarioId, skill, title: fitting(name, 120) });
  }

  // The one somebody came for stands first.
  const list = offers.data && [...offers.data].sort((a, b) => rank(a, asked) - rank(b, asked));
  return (
    <div className={styles.screen}>
      <PageHeader back={{ href: "/drills", label: t("create.back") }} title={t("practice.title")} />
      <p className={styles.intro}>{t("practice.intro")}</p>
      <div className={styles.skill}>
        <span className={styles.label}>{t("practice.skill")}</span>
        <SegmentedControl
          label={t("practice.skill")}
          value={skill}
          onValueChange={setSkill}
          options={SKILLS.map((value) => ({ value, label: t(`skill.${value}`) }))}
        />
      </div>
      {start.error ? <Notice tone="problem">{errorText(start.error)}</Notice> : null}
      {list ? (
        list.length > 0 ? (
          <ul className={styles.offers}>
            {list.map(({ scenarioId, title, situation, plannedMinutes, opposed }) => (
              <li key={scenarioId} className={classNames(styles.offer, scenarioId === asked && styles.asked)}>
                <div className={styles.what}>
                  <h2 className={styles.title}>{inLocale(title, locale)}</h2>
                  <p className={styles.situation} title={inLocale(situation, locale)}>
                    {inLocale(situation, locale)}
                  </p>
                  <p className={styles.facts}>
                    <span>{duration(plannedMinutes * 60_000)}</span>
                    <span>{t(opposed ? "practice.opposed" : "practice.unopposed")}</span>
                  </p>
                </div>
                <Button
                  icon={<Play aria-hidden="true" />}
                  aria-label={t("practice.startOn", { scenario: inLocale(title, locale) })}
                  // Stays busy while the console opens, so that a second press does not plan a second drill.
                  loading={(start.isPending || start.isSuccess) && start.variables.scenarioId === scenarioId}
                  disabled={start.isPending || start.isSuccess}
                  onClick={() => begin(scenarioId, title)}
                >
                  {t("practice.start")}
                </Button>
              </li>
            ))}
          </ul>
        ) : (
          <EmptyState icon={<Radio aria-hidden="true" />} title={t("practice.empty")}>
            {t("practice.emptyHint")}
          </EmptyState>
        )
      ) : offers.isError ? (
        <ErrorState
          sentence={readableError(offers.error).sentence}
          code={readableError(offers.error).requestId}
          onRetry={() => void offers.refetch()}
        />
      ) : (
        <Skeleton lines={8} rowHeight={72} />
      )}
    </div>
  );
}

function rank({ scenarioId }: { scenarioId: string }, asked: string | null): number {
  return scenarioId === asked ? 0 : 1;
}
