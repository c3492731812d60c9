"use client";

import { useState } from "react";
import { ArrowRightLeft, Crown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Presence } from "@/app/_drill/live/use-drill";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { useSeparator } from "@/app/_ui/separator";
import type { ControlView } from "@/domain/view/schema";
import styles from "./lead.module.css";
import { useParticipants, type Participant } from "./use-participants";

/** Who leads the control cell, for all of it to see; and the way to hand the lead over or to take it. */
export function Lead({
  view,
  personId,
  presence,
}: {
  view: ControlView;
  personId: string;
  presence: Presence | null;
}) {
  const t = useTranslations("control.lead");
  const { act } = useLiveDrill();
  const [offering, setOffering] = useState(false);
  const [taking, setTaking] = useState(false);
  const { holder, offeredTo } = view.lead;
  const participants = useParticipants(view);
  const nameOf = (id: string | null) => participants.find((one) => one.participantId === id)?.name ?? "";
  const others = participants.filter(
    ({ role, participantId }) => role === "controller" && participantId !== personId,
  );
  const leads = holder === personId;
  const away = holder !== null && presence !== null && !presence.present.includes(holder);
  if (holder === null || (leads && others.length === 0)) return null;
  return (
    <>
      <span className={styles.lead} role="status">
        <Crown aria-hidden="true" />
        {leads
          ? offeredTo === null
            ? t("own")
            : t("offeredTo", { name: nameOf(offeredTo) })
          : t(away ? "heldAway" : "held", { name: nameOf(holder) })}
      </span>
      {leads && offeredTo === null ? (
        <Button size="small" icon={<ArrowRightLeft aria-hidden="true" />} onClick={() => setOffering(true)}>
          {t("offer")}
        </Button>
      ) : null}
      {leads && offeredTo !== null ? (
        <Button size="small" onClick={() => void act({ type: "CloseLeadOffer" })}>
          {t("takeBack")}
        </Button>
      ) : null}
      {!leads && offeredTo !== personId && away ? (
        <Button size="small" onClick={() => setTaking(true)}>
          {t("takeOver")}
        </Button>
      ) : null}
      {offering ? (
        <OfferDialog others={others} presence={presence} onClose={() => setOffering(false)} />
      ) : null}
      {taking ? <TakeOverDialog name={nameOf(holder)} onClose={() => setTaking(false)} /> : null}
    </>
  );
}

/** The lead is offered to this person: one press takes it, another leaves it where it is. */
export function LeadOffer({ view, personId }: { view: ControlView; personId: string }) {
  const t = useTranslations("control.lead");
  const { act } = useLiveDrill();
  const { holder, offeredTo } = view.lead;
  const participants = useParticipants(view);
  if (offeredTo !== personId) return null;
  const name = participants.find((one) => one.participantId === holder)?.name ?? "";
  return (
    <section className={styles.offer} aria-label={t("offerTitle")}>
      <Crown aria-hidden="true" />
      <p role="alert">
        <strong>{t("offered", { name })}</strong> {t("offeredText")}
      </p>
      <Button variant="primary" onClick={() => void act({ type: "TakeLead", reason: "" })}>
        {t("accept")}
      </Button>
      <Button onClick={() => void act({ type: "CloseLeadOffer" })}>{t("decline")}</Button>
    </section>
  );
}

function OfferDialog({
  others,
  presence,
  onClose,
}: {
  others: readonly Participant[];
  presence: Presence | null;
  onClose: () => void;
}) {
  const separator = useSeparator();
  const t = useTranslations("control.lead");
  const people = useTranslations("control.people");
  const common = useTranslations("common");
  const { act } = useLiveDrill();
  const here = (id: string) => presence?.present.includes(id) === true;
  const sorted = [...others].sort((a, b) => Number(here(b.participantId)) - Number(here(a.participantId)));
  const [to, setTo] = useState(sorted[0]?.participantId ?? "");
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title={t("offerTitle")}
      description={t("offerText")}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button type="submit" form="offer-lead" variant="primary">
            {t("offer")}
          </Button>
        </>
      }
    >
      <form
        id="offer-lead"
        onSubmit={(event) => {
          event.preventDefault();
          void act({ type: "OfferLead", to }).then((done) => done && onClose());
        }}
      >
        <Field label={t("to")}>
          <Select
            value={to}
            onValueChange={setTo}
            options={sorted.map(({ participantId, name }) => ({
              value: participantId,
              label: `${name}${separator}${people(here(participantId) ? "here" : "away")}`,
            }))}
          />
        </Field>
      </form>
    </Dialog>
  );
}

function TakeOverDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useTranslations("control.lead");
  const common = useTranslations("common");
  const { act } = useLiveDrill();
  const [reason, setReason] = useState("");
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title={t("takeOver")}
      description={t("takeOverText", { name })}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button type="submit" form="take-lead" variant="primary" disabled={reason.trim() === ""}>
            {t("takeOver")}
          </Button>
        </>
      }
    >
      <form
        id="take-lead"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() === "") return;
          void act({ type: "TakeLead", reason: reason.trim() }).then((done) => done && onClose());
        }}
      >
        <Field label={t("reason")} required>
          <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
