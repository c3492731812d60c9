"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Notice } from "@/app/_ui/notice";
import { Switch } from "@/app/_ui/switch";

/** Whether people may practise on the scenario by themselves: its owner says so here, and nobody else does. */
export function PracticeSetting({ scenarioId }: { scenarioId: string }) {
  const t = useTranslations("scenarios");
  const trpc = useTRPC();
  const cache = useQueryClient();
  const errorText = useErrorText();
  // What the editor opened with is not read anew under it: only this setting changes in it.
  const { data } = useQuery(
    trpc.scenario.read.queryOptions({ scenarioId }, { staleTime: Infinity, refetchOnMount: false }),
  );
  const set = useMutation(
    trpc.scenario.setPractice.mutationOptions({
      onSuccess: (_, { open }) => {
        cache.setQueryData(
          trpc.scenario.read.queryKey({ scenarioId }),
          (read) => read && { ...read, openForPractice: open },
        );
      },
    }),
  );
  return (
    <>
      {set.error ? <Notice tone="problem">{errorText(set.error)}</Notice> : null}
      <Switch
        label={t("practice.open")}
        hint={t(data?.maySetPractice === false ? "practice.notYours" : "practice.openHint")}
        checked={set.isPending ? set.variables.open : data?.openForPractice === true}
        disabled={data?.maySetPractice !== true || set.isPending}
        onCheckedChange={(open) => set.mutate({ scenarioId, open })}
      />
    </>
  );
}
