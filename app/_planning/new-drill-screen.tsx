"use client";

import { useSearchParams } from "next/navigation";
import { useQuery } from "@tanstack/react-query";
import { ClipboardList } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Skeleton } from "@/app/_ui/skeleton";
import { playableOf } from "./scenario-choice";
import { NewDrillForm } from "./new-drill-form";
import styles from "./plan-form.module.css";

/** Plans a drill on one page. Everything but the scenario has a default that works. */
export function NewDrillScreen() {
  const t = useTranslations("drills.create");
  const trpc = useTRPC();
  const asked = useSearchParams().get("scenario");
  const scenarios = useQuery(trpc.scenario.list.queryOptions({ archived: false }));
  const teams = useQuery(trpc.teams.list.queryOptions());
  const error = scenarios.error ?? teams.error;
  const published = scenarios.data && playableOf(scenarios.data);
  const [first] = published ?? [];
  return (
    <div className={styles.page}>
      <PageHeader back={{ href: "/drills", label: t("back") }} title={t("title")} />
      {published && teams.data ? (
        first ? (
          <NewDrillForm
            scenarios={published}
            teams={teams.data}
            initial={published.find(({ id }) => id === asked) ?? first}
          />
        ) : (
          <EmptyState
            icon={<ClipboardList aria-hidden="true" />}
            title={t("noScenarios")}
            action={<ButtonLink href="/scenarios">{t("toScenarios")}</ButtonLink>}
          >
            {t("noScenariosHint")}
          </EmptyState>
        )
      ) : error ? (
        <ErrorState
          sentence={readableError(error).sentence}
          code={readableError(error).requestId}
          onRetry={() => void Promise.all([scenarios.refetch(), teams.refetch()])}
        />
      ) : (
        <Skeleton lines={8} />
      )}
    </div>
  );
}
