"use client";

import {
  BellRing,
  Building2,
  CloudAlert,
  Drama,
  MessageSquare,
  MonitorUp,
  Newspaper,
  Phone,
  PhoneIncoming,
  RadioTower,
  Video,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { DeliverySeen } from "@/domain/view/schema";

const ICONS = {
  call: PhoneIncoming,
  radio: RadioTower,
  phone: Phone,
  message: MessageSquare,
  video: Video,
  "command-push": MonitorUp,
  media: Newspaper,
  "agency-reply": Building2,
  environment: CloudAlert,
  "early-warning": BellRing,
  "role-player": Drama,
} as const;

/** What kind of information it is: a picture, with the word for screen readers and on hover, or beside it. */
export function InjectKindMark({ kind, word = false }: { kind: DeliverySeen["kind"]; word?: boolean }) {
  const t = useTranslations("console.injectKind");
  const Icon = ICONS[kind];
  if (word) {
    return (
      <>
        <Icon aria-hidden="true" size={14} />
        {t(kind)}
      </>
    );
  }
  return <Icon size={15} role="img" aria-label={t(kind)} />;
}
