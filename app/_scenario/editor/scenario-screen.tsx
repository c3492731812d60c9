"use client";

import { useEffect } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { ButtonLink } from "@/app/_ui/button-link";
import { ErrorState } from "@/app/_ui/error-state";
import { Skeleton } from "@/app/_ui/skeleton";
import { ScenarioEditor } from "./scenario-editor";

/** Fetches what the editor needs, always anew: it goes on from what is stored, never from what was once seen. */
export function ScenarioScreen({ scenarioId }: { scenarioId: string }) {
  const t = useTranslations("scenarios");
  const trpc = useTRPC();
  const cache = useQueryClient();
  const opening = useQuery(
    trpc.scenario.read.queryOptions(
      { scenarioId },
      { gcTime: 0, staleTime: Infinity, refetchOnMount: "always" },
    ),
  );
  const groundId = opening.data?.content.groundId;
  const ground = useQuery(
    trpc.scenario.ground.queryOptions(
      { groundId: groundId ?? "" },
      { enabled: groundId !== undefined, staleTime: Infinity },
    ),
  );
  const policies = useQuery(trpc.scenario.policies.queryOptions(undefined, { staleTime: Infinity }));

  useEffect(
    () => () => void cache.invalidateQueries({ queryKey: trpc.scenario.list.queryKey() }),
    [cache, trpc],
  );

  const failed = [opening, policies].find(({ isError }) => isError);
  if (failed) {
    const { sentence, requestId } = readableError(failed.error);
    return (
      <ErrorState sentence={sentence} code={requestId} onRetry={() => void failed.refetch()}>
        <ButtonLink href="/scenarios">{t("backToList")}</ButtonLink>
      </ErrorState>
    );
  }
  // A ground that is gone is a problem the editor names, not a reason to keep it shut.
  if (!opening.isFetchedAfterMount || !opening.data || !policies.data || ground.isPending) {
    return <Skeleton lines={10} />;
  }
  const policy = policies.data.find(({ id }) => id === opening.data.policyId) ?? null;
  return (
    <ScenarioEditor
      key={scenarioId}
      opening={opening.data}
      ground={ground.data ?? null}
      standards={policy?.standards ?? []}
    />
  );
}
