"use client";

import { useMemo } from "react";
import { useTranslations } from "next-intl";
import { useLocal } from "@/app/_drill/live/use-local";
import { ActorStatus, Branch, Side } from "@/domain/conditions/terms";
import { Vehicle } from "@/domain/ground/schema";
import { Equipment, equipmentName } from "@/domain/actions/equipment";
import { InjectAudience } from "@/domain/injects/audience";
import { InjectKind } from "@/domain/injects/schema";
import { Agency, OppositionActor } from "@/domain/scenario/schema";

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
    }),
    [t, common, local],
  );
}
