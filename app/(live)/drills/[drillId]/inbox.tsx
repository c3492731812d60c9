"use client";

import { PhoneIncoming } from "lucide-react";
import { useTranslations } from "next-intl";
import { DeliveryCard } from "@/app/_console/delivery-card";
import { PaneEmpty } from "@/app/_console/pane";
import { Button } from "@/app/_ui/button";
import type { SideView } from "@/domain/view/schema";

/** What has come in, newest first. What nobody has answered yet is answered right here. */
export function Inbox({
  view,
  onAccept,
  onOpen,
}: {
  view: SideView;
  onAccept?: (incident: number) => void;
  onOpen?: (incident: number) => void;
}) {
  const t = useTranslations("console.inbox");
  return (
    <div role="log" aria-label={t("label")} aria-live="polite" tabIndex={0}>
      {view.inbox.length === 0 ? <PaneEmpty>{t("empty")}</PaneEmpty> : null}
      {[...view.inbox].reverse().map((delivery) => {
        const number = delivery.incident;
        const incident = view.incidents.find((candidate) => candidate.number === number);
        // Whatever first reports an incident is what has to be answered: a call, or a find of the command centre.
        const first = view.inbox.find((candidate) => candidate.incident === number);
        const unanswered = incident?.status === "reported" && first === delivery;
        return (
          <DeliveryCard
            key={delivery.n}
            delivery={delivery}
            fresh={unanswered}
            actions={
              number === null || !onOpen ? null : unanswered && onAccept ? (
                <Button
                  variant="primary"
                  icon={<PhoneIncoming aria-hidden="true" />}
                  disabled={view.phase !== "running"}
                  onClick={() => onAccept(number)}
                >
                  {t("accept")}
                </Button>
              ) : (
                <Button size="small" variant="quiet" onClick={() => onOpen(number)}>
                  {t("open", { number })}
                </Button>
              )
            }
          />
        );
      })}
    </div>
  );
}
