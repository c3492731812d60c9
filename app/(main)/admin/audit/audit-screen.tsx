"use client";

import { useEffect, useState } from "react";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { Moment } from "@/app/_ui/moment";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { SearchInput } from "@/app/_ui/search-input";
import { Select } from "@/app/_ui/select";
import { Skeleton } from "@/app/_ui/skeleton";
import { Table, type TableColumn } from "@/app/_ui/table";
import { Toolbar } from "@/app/_ui/toolbar";
import { personNameIn } from "@/domain/account/schema";
import { useActionText } from "./action-text";
import styles from "./audit-screen.module.css";

const CATEGORIES = [
  "sign-in",
  "sign-out",
  "limit",
  "me",
  "person",
  "organisation",
  "team",
  "scenario",
  "drill",
  "case",
  "setup",
] as const;
const EVERY = "every";

type Category = (typeof CATEGORIES)[number];
type Entry = RouterOutputs["audit"]["page"]["entries"][number];

/** Who did what, newest first, and whether the trail is whole. */
export function AuditScreen() {
  const t = useTranslations("admin.audit");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const [category, setCategory] = useState<Category | null>(null);
  const [typed, setTyped] = useState("");
  const text = useSettled(typed.trim());
  const trail = useInfiniteQuery(
    trpc.audit.page.infiniteQueryOptions(
      { action: category, actor: text },
      { getNextPageParam: ({ next }) => next ?? undefined, staleTime: 0 },
    ),
  );
  const verify = useMutation(trpc.audit.verify.mutationOptions());
  const entries = trail.data?.pages.flatMap((page) => page.entries) ?? [];
  const columns = useColumns();

  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <Button
            icon={<ShieldCheck aria-hidden="true" />}
            loading={verify.isPending}
            onClick={() => verify.mutate()}
          >
            {t("verify")}
          </Button>
        }
      />
      {verify.data ? (
        <div className={styles.verdict}>
          {verify.data.brokenAt === null ? (
            <Notice tone="done">{t("verified", { count: verify.data.checked })}</Notice>
          ) : (
            <Notice tone="problem">{t("broken", { position: verify.data.brokenAt })}</Notice>
          )}
        </div>
      ) : null}
      {verify.error ? <Notice tone="problem">{errorText(verify.error)}</Notice> : null}
      <Toolbar label={t("filters")}>
        <SearchInput label={t("search")} value={typed} onValueChange={setTyped} />
        <Select
          className={styles.filter}
          aria-label={t("category")}
          value={category ?? EVERY}
          onValueChange={(chosen) => setCategory(chosen === EVERY ? null : chosen)}
          options={[
            { value: EVERY, label: t("allCategories") },
            ...CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) })),
          ]}
        />
      </Toolbar>
      {trail.isError ? (
        <ErrorState
          sentence={readableError(trail.error).sentence}
          code={readableError(trail.error).requestId}
          onRetry={() => void trail.refetch()}
        />
      ) : trail.data === undefined ? (
        <Skeleton lines={8} />
      ) : (
        <>
          <Table
            caption={t("caption")}
            density="compact"
            columns={columns}
            rows={entries}
            rowKey={(entry) => String(entry.position)}
            empty={<EmptyState title={t("empty")} />}
          />
          <div className={styles.more}>
            {trail.hasNextPage ? (
              <Button loading={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>
                {t("more")}
              </Button>
            ) : entries.length > 0 ? (
              <p className={styles.end}>{t("end")}</p>
            ) : null}
          </div>
        </>
      )}
    </>
  );
}

function useColumns(): TableColumn<Entry>[] {
  const t = useTranslations("admin.audit");
  const locale = useLocale();
  const actionText = useActionText();
  return [
    {
      id: "position",
      header: "#",
      align: "end",
      width: "64px",
      wideOnly: true,
      cell: (entry) => entry.position,
    },
    {
      id: "action",
      header: t("action"),
      primary: true,
      cell: (entry) => (
        <span className={styles.action}>
          {actionText.action(entry.action)}
          {entry.result === "refused" ? <Badge tone="missed">{t("results.refused")}</Badge> : null}
        </span>
      ),
    },
    { id: "when", header: t("when"), width: "190px", cell: (entry) => <Moment atMs={entry.atMs} /> },
    {
      id: "actor",
      header: t("actor"),
      cell: ({ actorName: name, actorLatinName: latinName }) =>
        personNameIn({ name, latinName }, locale) || t("stranger"),
    },
    {
      id: "object",
      header: t("object"),
      cell: (entry) => (
        <>
          {entry.objectName === null
            ? "–"
            : personNameIn({ name: entry.objectName, latinName: entry.objectLatinName }, locale)}
          {actionText.why(entry.detail) ? (
            <span className={styles.why}>{actionText.why(entry.detail)}</span>
          ) : null}
        </>
      ),
    },
    { id: "address", header: t("address"), wideOnly: true, cell: (entry) => entry.address ?? "–" },
  ];
}

/** The value once it has stayed the same for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 250);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
