"use client";

import { useEffect, useMemo, useState } from "react";
import { useRouter, useSearchParams } from "next/navigation";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, ShieldCheck } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { Input } from "@/app/_ui/input";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { SearchInput } from "@/app/_ui/search-input";
import { Select } from "@/app/_ui/select";
import { Skeleton } from "@/app/_ui/skeleton";
import { Table } from "@/app/_ui/table";
import { Toolbar } from "@/app/_ui/toolbar";
import { useActionText } from "./action-text";
import { addressOfAudit, askedOf, auditFilterFrom, type AuditFilter } from "./audit-filter";
import { useAuditColumns } from "./audit-columns";
import { useAuditFile } from "./audit-file";
import styles from "./audit-screen.module.css";

/** Who did what, newest first, and whether the trail is whole. */
export function AuditScreen() {
  const t = useTranslations("admin.audit");
  const trpc = useTRPC();
  const params = useSearchParams();
  const timeZone = useTimeZone() ?? "UTC";
  const filter = useMemo(() => auditFilterFrom((key) => params.get(key)), [params]);
  const asked = useMemo(() => askedOf(filter, timeZone), [filter, timeZone]);
  const trail = useInfiniteQuery(
    trpc.audit.page.infiniteQueryOptions(asked, {
      getNextPageParam: ({ next }) => next ?? undefined,
      staleTime: 0,
    }),
  );
  const entries = trail.data?.pages.flatMap((page) => page.entries) ?? [];
  const columns = useAuditColumns();

  return (
    <>
      <TrailHeader asked={asked} />
      <Filters filter={filter} />
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

/** The title, with what is done about the trail as a whole. */
function TrailHeader({ asked }: { asked: ReturnType<typeof askedOf> }) {
  const t = useTranslations("admin.audit");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const cache = useQueryClient();
  const verify = useMutation(
    trpc.audit.verify.mutationOptions({
      // The notice above the page and the marks in the list follow at once.
      onSuccess: ({ broken }) => cache.setQueryData(trpc.audit.state.queryKey(), { broken }),
    }),
  );
  const saveFile = useAuditFile();
  const take = useMutation(trpc.audit.export.mutationOptions({ onSuccess: saveFile }));
  const problem = verify.error ?? take.error;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <Button
              icon={<Download aria-hidden="true" />}
              loading={take.isPending}
              onClick={() => take.mutate(asked)}
            >
              {t("export")}
            </Button>
            <Button
              icon={<ShieldCheck aria-hidden="true" />}
              loading={verify.isPending}
              onClick={() => verify.mutate()}
            >
              {t("verify")}
            </Button>
          </>
        }
      />
      {verify.data?.broken === null ? (
        <div className={styles.verdict}>
          <Notice tone="done">{t("verified", { count: verify.data.checked })}</Notice>
        </div>
      ) : null}
      {problem ? (
        <div className={styles.verdict}>
          <Notice tone="problem">{errorText(problem)}</Notice>
        </div>
      ) : null}
    </>
  );
}

const EVERY = "every";

/** By time, by who, by what and to what. */
function Filters({ filter }: { filter: AuditFilter }) {
  const t = useTranslations("admin.audit");
  const common = useTranslations("common");
  const router = useRouter();
  const actionText = useActionText();
  const show = (change: Partial<AuditFilter>) =>
    router.replace(addressOfAudit({ ...filter, ...change }), { scroll: false });
  const narrowed = addressOfAudit(filter) !== addressOfAudit(auditFilterFrom(() => null));
  const actions = actionText.all;
  // A kind stands for all of its actions, and comes before them.
  const options = actions.flatMap((action, index) => {
    const [kind = action] = action.split(".");
    const isFirst = actions.findIndex((one) => one === kind || one.startsWith(`${kind}.`)) === index;
    const several = actions.filter((one) => one.startsWith(`${kind}.`)).length > 1;
    return [
      ...(isFirst && several ? [{ value: kind, label: t("allOf", { kind: actionText.kind(kind) }) }] : []),
      { value: action, label: `${several ? "\u2003" : ""}${actionText.action(action)}` },
    ];
  });
  return (
    <Toolbar label={t("filters")}>
      <Typed
        key={`actor ${filter.actor === ""}`}
        label={t("searchActor")}
        text={filter.actor}
        onText={(actor) => show({ actor })}
      />
      <Typed
        key={`object ${filter.object === ""}`}
        label={t("searchObject")}
        text={filter.object}
        onText={(object) => show({ object })}
      />
      <Select
        className={styles.filter}
        aria-label={t("action")}
        value={filter.action ?? EVERY}
        onValueChange={(action) => show({ action: action === EVERY ? null : action })}
        options={[{ value: EVERY, label: t("allActions") }, ...options]}
      />
      <Select
        className={styles.filter}
        aria-label={t("result")}
        value={filter.result ?? EVERY}
        onValueChange={(result) => show({ result: result === EVERY ? null : result })}
        options={[
          { value: EVERY, label: t("allResults") },
          { value: "done", label: t("results.done") },
          { value: "refused", label: t("results.refused") },
        ]}
      />
      <span className={styles.days}>
        <Input
          type="date"
          aria-label={t("from")}
          value={filter.from}
          max={filter.until || undefined}
          onChange={(event) => show({ from: event.target.value })}
        />
        <span aria-hidden="true">–</span>
        <Input
          type="date"
          aria-label={t("until")}
          value={filter.until}
          min={filter.from || undefined}
          onChange={(event) => show({ until: event.target.value })}
        />
      </span>
      {narrowed ? (
        <Button variant="quiet" onClick={() => router.replace("/admin/audit", { scroll: false })}>
          {common("empty.clearFilters")}
        </Button>
      ) : null}
    </Toolbar>
  );
}

/** Waits for a pause in typing before it asks the server. */
function Typed({ label, text, onText }: { label: string; text: string; onText: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onText(typed.trim()), 250);
    return () => clearTimeout(timer);
  });
  return <SearchInput label={label} value={typed} onValueChange={setTyped} />;
}
