"use client";

import { useMemo } from "react";
import { useTranslations } from "next-intl";
import { useLocal } from "@/app/_console/use-local";
import { ActorStatus, Branch, Side } from "@/domain/conditions/schema";
import { Vehicle } from "@/domain/ground/schema";
import { Equipment, equipmentName } from "@/domain/scenario/equipment";
import { Agency, InjectAudience, InjectKind, OppositionActor } from "@/domain/scenario/schema";
import type { LocalText } from "@/domain/text";

/** What a record that has just been added is called until somebody names it, in both languages. */
const FRESH = {
  objective: { zh: "新的训练目标", en: "New objective" },
  unit: { zh: "新的处警单元", en: "New crew" },
  incident: { zh: "新的警情", en: "New incident" },
  category: { zh: "未分类", en: "Uncategorised" },
  inject: { zh: "新的情况", en: "New inject" },
  injectText: { zh: "写下要下达的内容。", en: "What is to be delivered." },
  actor: { zh: "新的人物", en: "New actor" },
  appearance: { zh: "外貌特征", en: "What they look like" },
  agency: { zh: "新的联动单位", en: "New agency" },
  answer: { zh: "收到，马上安排。", en: "Understood; someone is on the way." },
  gauge: { zh: "新的量表", en: "New gauge" },
  fact: { zh: "新的线索", en: "New fact" },
  decision: { zh: "此时应当怎么做？", en: "What should be done now?" },
  option: { zh: "新的选项", en: "New option" },
  rationale: { zh: "理由", en: "Why" },
  item: { zh: "新的评分项", en: "New item" },
  anchor: { zh: "请描述该等级的表现。", en: "Describe what this level looks like." },
  band: { zh: "请说明理由。", en: "Say why." },
} as const satisfies Record<string, LocalText>;

/** The words of the editor's lists of choices, in the reader's language. */
export function useWords() {
  const t = useTranslations("scenarios");
  const common = useTranslations("common");
  const local = useLocal();
  return useMemo(
    () => ({
      sides: Side.options.map((value) => ({ value, label: common(`side.${value}`) })),
      branches: Branch.options.map((value) => ({ value, label: t(`branch.${value}`) })),
      vehicles: Vehicle.options.map((value) => ({ value, label: t(`vehicle.${value}`) })),
      injectKinds: InjectKind.options.map((value) => ({ value, label: t(`injectKind.${value}`) })),
      audiences: InjectAudience.options.map((value) => ({ value, label: t(`audience.${value}`) })),
      agencyKinds: Agency.shape.kind.options.map((value) => ({ value, label: t(`agencyKind.${value}`) })),
      actorKinds: OppositionActor.shape.kind.options.map((value) => ({
        value,
        label: t(`actorKind.${value}`),
      })),
      actorStatuses: ActorStatus.options.map((value) => ({ value, label: t(`actorStatus.${value}`) })),
      equipment: Equipment.options.map((value) => ({ value, label: local(equipmentName(value)) })),
      fresh: (what: keyof typeof FRESH): LocalText => ({ ...FRESH[what] }),
    }),
    [t, common, local],
  );
}
