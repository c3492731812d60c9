import { BookCheck, MessagesSquare, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import type { CaseKind } from "@/domain/case-study/schema";

const LOOK = {
  exemplary: { tone: "met", Icon: BookCheck },
  cautionary: { tone: "risk", Icon: TriangleAlert },
  discussion: { tone: "neutral", Icon: MessagesSquare },
} as const;

/** Whether a case is there to follow, to avoid, or to argue about. */
export function CaseKindBadge({ kind }: { kind: CaseKind }) {
  const t = useTranslations("library");
  const { tone, Icon } = LOOK[kind];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {t(`kind.${kind}`)}
    </Badge>
  );
}
