"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { ErrorState } from "@/app/_ui/error-state";
import { Moment } from "@/app/_ui/moment";
import { Skeleton } from "@/app/_ui/skeleton";
import { Table } from "@/app/_ui/table";
import { useToast } from "@/app/_ui/toast";
import { deviceIn } from "./device";
import { Section } from "./section";
import styles from "./section.module.css";

type Session = RouterOutputs["me"]["sessions"][number];

/** Where one is signed in, and the way out of each. */
export function Sessions() {
  const t = useTranslations("me.sessions");
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const sessions = useQuery(trpc.me.sessions.queryOptions());
  const common = {
    onError: (error: unknown) => toast({ tone: "problem", title: errorText(error) }),
    onSettled: () => cache.invalidateQueries({ queryKey: trpc.me.sessions.queryKey() }),
  };
  const end = useMutation(
    trpc.me.endSession.mutationOptions({
      ...common,
      onSuccess: () => toast({ tone: "done", title: t("ended") }),
    }),
  );
  const endOthers = useMutation(
    trpc.me.endOtherSessions.mutationOptions({
      ...common,
      onSuccess: ({ ended }) => toast({ tone: "done", title: t("endedOthers", { count: ended }) }),
    }),
  );
  const nameOf = (session: Session) => {
    const device = session.userAgent === null ? null : deviceIn(session.userAgent);
    return device ? t("on", device) : t("unknown");
  };

  if (sessions.isError) {
    const { sentence, requestId } = readableError(sessions.error);
    return <ErrorState sentence={sentence} code={requestId} onRetry={() => void sessions.refetch()} />;
  }
  return (
    <Section title={t("title")}>
      {sessions.data === undefined ? (
        <Skeleton lines={2} />
      ) : (
        <>
          <Table
            caption={t("caption")}
            rows={sessions.data}
            rowKey={(session) => session.id}
            columns={[
              {
                id: "device",
                header: t("device"),
                primary: true,
                cell: (session) => (
                  <span className={styles.device}>
                    {nameOf(session)}
                    {session.isThisOne ? <Badge tone="accent">{t("thisOne")}</Badge> : null}
                  </span>
                ),
              },
              { id: "since", header: t("since"), cell: (session) => <Moment atMs={session.createdAtMs} /> },
              { id: "until", header: t("until"), cell: (session) => <Moment atMs={session.expiresAtMs} /> },
              { id: "address", header: t("address"), cell: (session) => session.address || "–" },
              {
                id: "end",
                header: t("end"),
                headerHidden: true,
                align: "end",
                cell: (session) =>
                  session.isThisOne ? null : (
                    <Button
                      size="small"
                      variant="quiet"
                      aria-label={t("endFor", { device: nameOf(session) })}
                      onClick={() => end.mutate({ id: session.id })}
                    >
                      {t("end")}
                    </Button>
                  ),
              },
            ]}
          />
          {sessions.data.length > 1 ? (
            <div>
              <Button loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
                {t("endOthers")}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </Section>
  );
}
