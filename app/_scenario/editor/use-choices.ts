"use client";

import { useMemo } from "react";
import { useTranslations } from "next-intl";
import { EFFECTS } from "@/domain/actions/effects";
import { ActionDefinition, ActionGroup, Notice, TargetKind } from "@/domain/actions/schema";
import { Compare, Outcome, type ChoiceKind } from "@/domain/conditions/fields";
import { IncidentStatus } from "@/domain/policy/schema";
import type { Option } from "./editor-context";
import { useWords } from "./use-words";

/** The words of every field in which one of a few is chosen: a new sort of choice does not compile without them. */
export function useChoices(): Record<ChoiceKind, readonly Option[]> {
  const t = useTranslations("scenarios");
  const words = useWords();
  return useMemo(
    () => ({
      "action-group": ActionGroup.options.map((value) => ({
        value,
        label: t(`choice.action-group.${value}`),
      })),
      "actor-status": words.actorStatuses,
      adjudication: (["auto", "chance", "umpire"] as const).map((value) => ({
        value,
        label: t(`choice.adjudication.${value}`),
      })),
      branch: words.branches,
      compare: Compare.options.map((value) => ({ value, label: value === ">=" ? "≥" : "≤" })),
      crew: ActionDefinition.shape.crew.options.map((value) => ({ value, label: t(`choice.crew.${value}`) })),
      "default-ruling": (["success", "failure", "draw"] as const).map((value) => ({
        value,
        label: t(`choice.default-ruling.${value}`),
      })),
      effect: EFFECTS.map((value) => ({ value, label: t(`choice.effect.${value}`) })),
      equipment: words.equipment,
      mark: (["start", "incident", "inject", "action"] as const).map((value) => ({
        value,
        label: t(`condition.mark.${value}`),
      })),
      note: ActionDefinition.shape.note.options.map((value) => ({ value, label: t(`choice.note.${value}`) })),
      notice: Notice.options.map((value) => ({ value, label: t(`choice.notice.${value}`) })),
      outcome: Outcome.options.map((value) => ({ value, label: t(`condition.outcome.${value}`) })),
      rule: (["mandatory", "forbidden"] as const).map((value) => ({ value, label: t(`rule.${value}`) })),
      side: words.sides,
      status: IncidentStatus.options.map((value) => ({ value, label: t(`incidentStatus.${value}`) })),
      "target-kind": TargetKind.options.map((value) => ({ value, label: t(`choice.target-kind.${value}`) })),
    }),
    [t, words],
  );
}
