"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";

const FORM = "send-back";

/** Asks what the authors are to change. */
export function SendBackDialog({
  onClose,
  onSend,
}: {
  onClose: () => void;
  onSend: (reason: string) => Promise<void>;
}) {
  const t = useTranslations("library");
  const common = useTranslations("common");
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);

  async function send() {
    if (reason.trim() === "") return;
    setBusy(true);
    try {
      await onSend(reason.trim());
      onClose();
    } catch {
      // The desk has said why; the words stay here for another try.
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title={t("step.send-back")}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button variant="primary" type="submit" form={FORM} loading={busy} disabled={reason.trim() === ""}>
            {t("step.send-back")}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field label={t("sendBackReason")} hint={t("sendBackHint")} required>
          <Textarea
            rows={5}
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
