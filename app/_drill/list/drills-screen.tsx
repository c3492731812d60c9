"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Plus, Radio } from "lucide-react";
import { useTranslations } from "next-intl";
import { DrillNotices } from "@/app/_drill/marks/drill-notices";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { ButtonLink } from "@/app/_ui/button-link";
import { Button } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/command-context";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { PageHeader } from "@/app/_ui/page-header";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Skeleton } from "@/app/_ui/skeleton";
import { Toolbar } from "@/app/_ui/toolbar";
import { DrillList, toEnter } from "./drill-list";
import styles from "./drills-screen.module.css";

/** A drill may start at any moment; who looks at the list sees it without reloading. */
const REFRESH_MS = 15_000;

const PHASES = ["all", "planned", "running", "ended"] as const;
type PhaseFilter = (typeof PHASES)[number];

/** Every drill a person may know of: to come in, to go on, to look back. */
export function DrillsScreen({ mayPlan }: { mayPlan: boolean }) {
  const t = useTranslations("drills");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const router = useRouter();
  const asked = useSearchParams().get("phase");
  const phase: PhaseFilter = PHASES.find((one) => one === asked) ?? "all";
  const list = useInfiniteQuery(
    trpc.drill.list.infiniteQueryOptions(phase === "all" ? {} : { phase }, {
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
      refetchInterval: REFRESH_MS,
    }),
  );
  useCommands(
    mayPlan
      ? [
          {
            id: "new-drill",
            label: t("new"),
            group: "action",
            keys: "N",
            icon: <Plus aria-hidden="true" />,
            run: () => router.push("/drills/new"),
          },
        ]
      : [],
  );

  function show(next: PhaseFilter) {
    router.replace(next === "all" ? "/drills" : `/drills?phase=${next}`, { scroll: false });
  }

  const shown = list.data?.pages.flatMap(({ drills }) => drills);
  // One filled button a page: a drill that runs comes first, and an empty list says itself what to do.
  const plan = (variant: "primary" | "secondary") => (
    <ButtonLink href="/drills/new" variant={variant} icon={<Plus aria-hidden="true" />}>
      {t("new")}
    </ButtonLink>
  );
  const isEmpty = shown?.length === 0 && phase === "all";
  const isPlanFirst = !isEmpty && toEnter(shown ?? []) === undefined;
  return (
    <div className={styles.page}>
      <PageHeader
        title={t("title")}
        actions={
          <>
            <ButtonLink href="/drills/practice">{t("practice.title")}</ButtonLink>
            <ButtonLink href="/join">{t("joinByCode")}</ButtonLink>
            {mayPlan ? plan(isPlanFirst ? "primary" : "secondary") : null}
          </>
        }
      />
      <DrillNotices />
      <Toolbar label={t("filters")}>
        <SegmentedControl
          label={t("filter.label")}
          value={phase}
          onValueChange={show}
          options={PHASES.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
      </Toolbar>
      {shown ? (
        shown.length > 0 ? (
          <>
            <DrillList drills={shown} />
            {list.hasNextPage ? (
              <Button
                className={styles.more}
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                {t("more")}
              </Button>
            ) : null}
          </>
        ) : phase === "all" ? (
          <EmptyState
            icon={<Radio aria-hidden="true" />}
            title={t("empty")}
            action={mayPlan ? plan("primary") : <ButtonLink href="/join">{t("joinByCode")}</ButtonLink>}
          >
            {t(mayPlan ? "emptyHintTrainer" : "emptyHint")}
          </EmptyState>
        ) : (
          <EmptyState
            title={common("empty.noMatch")}
            action={<Button onClick={() => show("all")}>{common("empty.clearFilters")}</Button>}
          />
        )
      ) : list.isError ? (
        <ErrorState
          sentence={readableError(list.error).sentence}
          code={readableError(list.error).requestId}
          onRetry={() => void list.refetch()}
        />
      ) : (
        <Skeleton lines={8} rowHeight={72} />
      )}
    </div>
  );
}
