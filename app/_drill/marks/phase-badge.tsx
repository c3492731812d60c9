import { CircleCheck, CircleDashed, Hourglass, Radio } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import type { DrillListed } from "@/domain/roster/schema";

/** How far a drill has come, in words. */
export function PhaseBadge({ phase, scoresReleased }: Pick<DrillListed, "phase" | "scoresReleased">) {
  const t = useTranslations("drills");
  switch (phase) {
    case "planned":
      return <Badge icon={<CircleDashed aria-hidden="true" />}>{t("phase.planned")}</Badge>;
    case "running":
      return (
        <Badge tone="accent" icon={<Radio aria-hidden="true" />}>
          {t("phase.running")}
        </Badge>
      );
    case "ended":
      return scoresReleased ? (
        <Badge tone="met" icon={<CircleCheck aria-hidden="true" />}>
          {t("phase.released")}
        </Badge>
      ) : (
        <Badge tone="risk" icon={<Hourglass aria-hidden="true" />}>
          {t("phase.awaitingRelease")}
        </Badge>
      );
  }
}
