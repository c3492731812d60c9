"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

/** Pauses the clock, with a reason that everybody reads. */
export function PauseDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("control.clock");
  const common = useTranslations("common");
  const { act } = useLiveDrill();
  const [reason, setReason] = useState("");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="small"
      title={t("pauseTitle")}
      description={t("pauseText")}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{common("action.cancel")}</Button>
          <Button type="submit" form="pause-clock" variant="primary">
            {t("pause")}
          </Button>
        </>
      }
    >
      <form
        id="pause-clock"
        onSubmit={(event) => {
          event.preventDefault();
          void act({ type: "PauseClock", reason: reason.trim() }).then((done) => {
            if (!done) return;
            onOpenChange(false);
            setReason("");
          });
        }}
      >
        <Field label={t("reason")}>
          <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
