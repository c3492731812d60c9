"use client";

import { useState } from "react";
import { useRouter } from "next/navigation";
import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { EvaluatorPicker, type Picked } from "./evaluator-picker";
import { PlanForm } from "./plan-form";
import type { PlayableScenario } from "./scenario-choice";
import { blankPlan, planFrom } from "./written-plan";
import { useTRPC } from "@/app/_trpc/client";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Notice } from "@/app/_ui/notice";
import { inLocale } from "@/domain/text";

/** Plans a new drill, and opens its lobby. */
export function NewDrillForm({
  scenarios,
  teams,
  initial,
}: {
  scenarios: readonly PlayableScenario[];
  teams: RouterOutputs["teams"]["list"];
  initial: PlayableScenario;
}) {
  const t = useTranslations("drills.create");
  const locale = useLocale();
  const trpc = useTRPC();
  const router = useRouter();
  const errorText = useErrorText();
  const [start] = useState(() => blankPlan(initial, teams.length));
  const [evaluators, setEvaluators] = useState<readonly Picked[]>([]);
  const create = useMutation(
    trpc.drill.create.mutationOptions({
      onSuccess: ({ drillId }) => router.push(`/drills/${drillId}/lobby`),
    }),
  );
  return (
    <PlanForm
      scenarios={scenarios}
      teams={teams.map(({ id, name }) => ({ id, name: inLocale(name, locale) }))}
      start={start}
      people={<EvaluatorPicker picked={evaluators} onChange={setEvaluators} />}
      note={t("controllerHint")}
      problem={create.error ? <Notice tone="problem">{errorText(create.error)}</Notice> : null}
      // Stays busy while the lobby opens, so that a second press does not plan a second drill.
      submit={{ label: t("submit"), loading: create.isPending || create.isSuccess }}
      onSubmit={(written) =>
        create.mutate({
          ...planFrom(
            written,
            teams.map(({ id }) => id),
          ),
          people: evaluators.map(({ id }) => ({ userId: id, role: "evaluator" as const })),
        })
      }
    />
  );
}
