"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { Moment } from "@/app/_ui/moment";
import { PageHeader } from "@/app/_ui/page-header";
import { Skeleton } from "@/app/_ui/skeleton";
import { Table } from "@/app/_ui/table";
import { useToast } from "@/app/_ui/toast";
import { personNameIn } from "@/domain/account/schema";

type Limit = RouterOutputs["limits"]["list"][number];

/** Who is kept from trying passwords or codes now, and the button that lets them try again. */
export function LimitsScreen() {
  const t = useTranslations("admin.limits");
  const locale = useLocale();
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const limits = useQuery(trpc.limits.list.queryOptions(undefined, { refetchInterval: 15_000 }));
  const lift = useMutation(
    trpc.limits.lift.mutationOptions({
      onSuccess: () => toast({ tone: "done", title: t("lifted") }),
      onError: (error) => toast({ tone: "problem", title: errorText(error) }),
      onSettled: () => cache.invalidateQueries({ queryKey: trpc.limits.list.queryKey() }),
    }),
  );
  const about = ({ person, address }: Limit) =>
    person ? personNameIn(person, locale) : (address ?? t("nobody"));
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      {limits.isError ? (
        <ErrorState
          sentence={readableError(limits.error).sentence}
          code={readableError(limits.error).requestId}
          onRetry={() => void limits.refetch()}
        />
      ) : limits.data === undefined ? (
        <Skeleton lines={4} />
      ) : (
        <Table
          caption={t("title")}
          rows={limits.data}
          rowKey={(limit) => limit.key}
          empty={<EmptyState title={t("empty")} />}
          columns={[
            { id: "about", header: t("about"), primary: true, cell: about },
            { id: "kind", header: t("kind"), cell: ({ kind }) => t(`kinds.${kind}`) },
            { id: "attempts", header: t("attempts"), align: "end", cell: ({ attempts }) => attempts },
            { id: "until", header: t("until"), cell: (limit) => <Moment atMs={limit.lockedUntilMs} /> },
            {
              id: "lift",
              header: t("lift"),
              headerHidden: true,
              align: "end",
              cell: (limit) => (
                <Button
                  size="small"
                  aria-label={t("liftFor", { about: about(limit) })}
                  onClick={() => lift.mutate({ key: limit.key })}
                >
                  {t("lift")}
                </Button>
              ),
            },
          ]}
        />
      )}
    </>
  );
}
