"use client";

import { PhoneIncoming } from "lucide-react";
import { useTranslations } from "next-intl";
import { DeliveryCard } from "@/app/_drill/live/delivery-card";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { EarlierButton } from "@/app/_drill/live/earlier-button";
import { HeldNote } from "@/app/_drill/live/held-note";
import { PaneEmpty } from "@/app/_drill/live/pane";
import { isDeliverySeen, useEarlier } from "@/app/_drill/live/use-earlier";
import { Button } from "@/app/_ui/button";
import type { SideView } from "@/domain/view/schema";
import { unanswered } from "./unanswered";

/** What has come in, newest first. What nobody has answered yet is answered right here. */
export function Inbox({
  view,
  onAccept,
  onOpen,
  playLane,
}: {
  view: SideView;
  onAccept?: (incident: number) => void;
  onOpen?: (incident: number) => void;
  /** The lane somebody of a cell that plays all of them has turned to. */
  playLane?: number | undefined;
}) {
  const t = useTranslations("console.inbox");
  const { may } = useLiveDrill();
  const waiting = unanswered(view);
  const inbox = useEarlier(view.inbox, { list: "inbox", playLane }, isDeliverySeen);
  return (
    <div role="log" aria-label={t("label")} aria-live="polite" tabIndex={0}>
      {view.inbox.length === 0 ? <PaneEmpty>{t("empty")}</PaneEmpty> : null}
      {[...inbox.entries].reverse().map((delivery) => {
        const number = delivery.incident;
        const waits = waiting.some((one) => one.delivery === delivery);
        return (
          <DeliveryCard
            key={delivery.n}
            delivery={delivery}
            fresh={waits}
            actions={
              number === null || !onOpen ? null : waits && onAccept ? (
                <>
                  <Button
                    variant="primary"
                    icon={<PhoneIncoming aria-hidden="true" />}
                    disabled={!may("TakeAction")}
                    onClick={() => onAccept(number)}
                  >
                    {t("accept")}
                  </Button>
                  <HeldNote />
                </>
              ) : (
                <Button size="small" variant="quiet" onClick={() => onOpen(number)}>
                  {t("open", { number })}
                </Button>
              )
            }
          />
        );
      })}
      <EarlierButton of={inbox} />
    </div>
  );
}
