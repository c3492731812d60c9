"use client";

import { useState } from "react";
import { useRouter, useSearchParams } from "next/navigation";
import { useQuery } from "@tanstack/react-query";
import { BookOpen, Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { CaseKindBadge } from "@/app/_library/case/case-kind-badge";
import { CaseStatusBadge } from "@/app/_library/case/case-status-badge";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { PageHeader } from "@/app/_ui/page-header";
import { RelativeTime } from "@/app/_ui/relative-time";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Skeleton } from "@/app/_ui/skeleton";
import { Table } from "@/app/_ui/table";
import { Toolbar } from "@/app/_ui/toolbar";
import { useSeparator } from "@/app/_ui/separator";
import { personNameIn } from "@/domain/account/schema";
import { CaseStatus } from "@/domain/case-study/schema";
import { inLocale } from "@/domain/text";
import { NewCaseDialog } from "./new-case-dialog";

/** Every case by where it stands: what waits for a reviewer first. */
export function DraftsScreen() {
  const separator = useSeparator();
  const t = useTranslations("library");
  const common = useTranslations("common");
  const locale = useLocale();
  const trpc = useTRPC();
  const router = useRouter();
  const params = useSearchParams();
  const [creating, setCreating] = useState(false);
  const drafts = useQuery(trpc.library.drafts.queryOptions());
  const asked = CaseStatus.safeParse(params.get("status"));
  const status = asked.success ? asked.data : "all";
  const shown = drafts.data?.filter((row) => status === "all" || row.status === status);

  return (
    <>
      <PageHeader
        back={{ href: "/library", label: t("title") }}
        title={t("drafts")}
        actions={
          <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={() => setCreating(true)}>
            {t("newCase")}
          </Button>
        }
      />
      <Toolbar label={t("facets")}>
        <SegmentedControl
          label={t("facets")}
          value={status}
          onValueChange={(next) =>
            router.replace(next === "all" ? "/library/drafts" : `/library/drafts?status=${next}`, {
              scroll: false,
            })
          }
          options={[
            { value: "all", label: t("allStatuses") },
            ...CaseStatus.options.map((value) => ({ value, label: t(`status.${value}`) })),
          ]}
        />
      </Toolbar>
      {drafts.isError ? (
        <ErrorState
          sentence={readableError(drafts.error).sentence}
          code={readableError(drafts.error).requestId}
          onRetry={() => void drafts.refetch()}
        />
      ) : shown === undefined ? (
        <Skeleton lines={8} />
      ) : (
        <Table
          caption={t("drafts")}
          rows={shown}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/library/drafts/${id}`}
          empty={
            <EmptyState
              icon={<BookOpen aria-hidden="true" />}
              title={status === "all" ? t("noDrafts") : common("empty.noMatch")}
            />
          }
          columns={[
            {
              id: "title",
              header: t("field.title"),
              primary: true,
              cell: ({ title }) => inLocale(title, locale),
              sortValue: ({ title }) => inLocale(title, locale),
            },
            {
              id: "status",
              header: t("field.status"),
              width: "220px",
              cell: (row) => (
                <>
                  <CaseStatusBadge status={row.status} />{" "}
                  {row.status === "draft" && row.sentBackReason ? (
                    <Badge tone="risk">{t("sentBack")}</Badge>
                  ) : null}
                  {row.mayReview ? <Badge tone="accent">{t("waitsForYou")}</Badge> : null}
                  {row.isPublished && row.status !== "published" && row.status !== "retired" ? (
                    <Badge outlined>{t("publishedBefore")}</Badge>
                  ) : null}
                </>
              ),
              sortValue: ({ status: value }) => CaseStatus.options.indexOf(value),
            },
            { id: "kind", header: t("facet.kind"), cell: ({ kind }) => <CaseKindBadge kind={kind} /> },
            {
              id: "category",
              header: t("facet.category"),
              wideOnly: true,
              cell: ({ category }) => inLocale(category, locale),
            },
            {
              id: "author",
              header: t("field.author"),
              cell: ({ createdBy, fromDrill }) => (
                <>
                  {createdBy ? personNameIn(createdBy, locale) : t("starter")}
                  {fromDrill ? `${separator}${t("fromDrill")}` : ""}
                </>
              ),
            },
            {
              id: "edited",
              header: t("field.edited"),
              cell: ({ editedAtMs }) => <RelativeTime atMs={editedAtMs} />,
              sortValue: ({ editedAtMs }) => editedAtMs,
            },
          ]}
        />
      )}
      {creating ? <NewCaseDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}
