"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { useLocal } from "@/app/_drill/live/use-local";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import type { LocalText } from "@/domain/text";

/** Leaves an inject out, and says why: the review asks. */
export function SkipInjectDialog({
  lane,
  injectId,
  title,
  onClose,
}: {
  lane: number;
  injectId: string;
  title: LocalText;
  onClose: () => void;
}) {
  const t = useTranslations("control.injects");
  const common = useTranslations("common");
  const local = useLocal();
  const { act } = useLiveDrill();
  const [reason, setReason] = useState("");
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      size="small"
      title={t("skipTitle", { title: local(title) })}
      description={t("skipText")}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button type="submit" form="skip-inject" variant="primary" disabled={reason.trim() === ""}>
            {t("skip")}
          </Button>
        </>
      }
    >
      <form
        id="skip-inject"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() === "") return;
          void act({ type: "SkipInject", lane, injectId, reason: reason.trim() }).then(
            (done) => done && onClose(),
          );
        }}
      >
        <Field label={t("skipReason")} required>
          <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
