import { Archive, CircleCheck, Eye, PencilLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import type { CaseStatus } from "@/domain/case-study/schema";

const LOOK = {
  draft: { tone: "neutral", Icon: PencilLine },
  "in-review": { tone: "risk", Icon: Eye },
  published: { tone: "met", Icon: CircleCheck },
  retired: { tone: "neutral", Icon: Archive },
} as const;

/** Where a case stands on its way to its readers. */
export function CaseStatusBadge({ status }: { status: CaseStatus }) {
  const t = useTranslations("library");
  const { tone, Icon } = LOOK[status];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {t(`status.${status}`)}
    </Badge>
  );
}
