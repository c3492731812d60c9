"use client";

import { useState } from "react";
import { useRouter } from "next/navigation";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { PlanForm } from "./plan-form";
import { playableOf, type PlayableScenario } from "./scenario-choice";
import type { StandingTeam } from "./team-fields";
import { fieldsChanged, planChanged, writtenFrom, type PlanField } from "./written-plan";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { ButtonLink } from "@/app/_ui/button-link";
import { ErrorState } from "@/app/_ui/error-state";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Skeleton } from "@/app/_ui/skeleton";
import { inLocale } from "@/domain/text";

type Plan = RouterOutputs["drill"]["plan"];

/** Changes everything that planning sets, of a drill that has not started. */
export function PlanScreen({ drillId, maySwitch }: { drillId: string; maySwitch: boolean }) {
  const t = useTranslations("drills");
  const locale = useLocale();
  const trpc = useTRPC();
  const plan = useQuery(
    trpc.drill.plan.queryOptions(
      { drillId },
      // Read anew only when it is said why: what is typed stands on this state of it.
      { staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false },
    ),
  );
  const teams = useQuery(trpc.teams.list.queryOptions());
  const scenarios = useQuery(trpc.scenario.list.queryOptions({ archived: false }, { enabled: maySwitch }));
  const error = plan.error ?? teams.error ?? scenarios.error;
  const isThere = plan.data && teams.data && (scenarios.data || !maySwitch);
  return (
    <>
      <PageHeader
        back={{ href: `/drills/${drillId}/lobby`, label: t("plan.back") }}
        title={t("plan.edit")}
        description={t("plan.editText")}
      />
      {isThere ? (
        <PlanEditor
          drillId={drillId}
          plan={plan.data}
          teams={teamsOf(
            plan.data,
            teams.data.map(({ id, name }) => ({ id, name: inLocale(name, locale) })),
          )}
          scenarios={scenariosOf(plan.data, scenarios.data ? playableOf(scenarios.data) : [])}
          readAnew={async () => (await plan.refetch()).data}
        />
      ) : error ? (
        <ErrorState
          sentence={readableError(error).sentence}
          code={readableError(error).requestId}
          onRetry={() => void Promise.all([plan.refetch(), teams.refetch()])}
        >
          <ButtonLink href={`/drills/${drillId}/lobby`}>{t("plan.back")}</ButtonLink>
        </ErrorState>
      ) : (
        <Skeleton lines={8} />
      )}
    </>
  );
}

function PlanEditor({
  drillId,
  plan,
  teams,
  scenarios,
  readAnew,
}: {
  drillId: string;
  plan: Plan;
  teams: readonly StandingTeam[];
  scenarios: readonly PlayableScenario[];
  readAnew: () => Promise<Plan | undefined>;
}) {
  const t = useTranslations("drills.plan");
  const trpc = useTRPC();
  const router = useRouter();
  const errorText = useErrorText();
  const timeZone = useTimeZone() ?? "UTC";
  /** What somebody else changed while this was open; null while nobody has. */
  const [meanwhile, setMeanwhile] = useState<readonly PlanField[] | null>(null);
  const replan = useMutation(
    trpc.drill.replan.mutationOptions({
      onSuccess: () => router.push(`/drills/${drillId}/lobby`),
      onError: async (error) => {
        if (readableError(error).code !== "changed-meanwhile") return;
        const now = await readAnew();
        if (now) setMeanwhile(fieldsChanged(plan.plan, now.plan));
      },
    }),
  );
  const isConflict = meanwhile !== null && readableError(replan.error).code === "changed-meanwhile";
  return (
    <PlanForm
      scenarios={scenarios}
      teams={teams}
      start={writtenFrom(plan, timeZone)}
      note={t("editHint")}
      problem={
        isConflict ? (
          <Notice tone="problem">
            {t("meanwhile", { fields: meanwhile.map((field) => t(`field.${field}`)).join(t("and")) })}
          </Notice>
        ) : replan.error ? (
          <Notice tone="problem">{errorText(replan.error)}</Notice>
        ) : null
      }
      // Stays busy while the lobby opens.
      submit={{ label: t("save"), loading: replan.isPending || replan.isSuccess }}
      onSubmit={(written, changed) =>
        replan.mutate({
          drillId,
          stamp: plan.stamp,
          ...planChanged(plan, written, { changed, teamIds: teams.map(({ id }) => id) }),
          people: [],
        })
      }
    />
  );
}

/** The standing teams there are, and those that have a place though they are no longer offered. */
function teamsOf({ teams }: Plan, offered: readonly StandingTeam[]): StandingTeam[] {
  return [...teams.filter(({ id }) => !offered.some((team) => team.id === id)), ...offered];
}

/** What the drill is played on, and everything that it could be played on instead. */
function scenariosOf({ plan, scenario }: Plan, offered: readonly PlayableScenario[]): PlayableScenario[] {
  const own = { ...scenario, id: plan.scenarioId, version: plan.version ?? 1 };
  return [own, ...offered.filter(({ id, version }) => id !== own.id || version !== own.version)];
}
