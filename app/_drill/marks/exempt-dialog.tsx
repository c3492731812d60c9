"use client";

import { useState, type ReactNode } from "react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { Textarea } from "@/app/_ui/textarea";
import styles from "./exempt-dialog.module.css";

/**
 * Exempts a line from the evaluation, and says why: it can then be neither earned nor lost. The reason stands on the
 * line, with the name of whoever leads control.
 */
export function ExemptDialog({
  items,
  onExempt,
  onClose,
  children,
}: {
  /** One that is the only one is not asked for. */
  items: readonly { id: string; title: string }[];
  /** Resolves to whether it was done; what was typed stays otherwise. */
  onExempt: (itemId: string, reason: string) => Promise<boolean>;
  onClose: () => void;
  children?: ReactNode;
}) {
  const t = useTranslations("common.exempt");
  const common = useTranslations("common");
  const only = items.length === 1 ? items[0] : undefined;
  const [itemId, setItemId] = useState<string | null>(only?.id ?? null);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const isComplete = itemId !== null && reason.trim() !== "";

  async function submit() {
    if (itemId === null || !isComplete || busy) return;
    setBusy(true);
    const done = await onExempt(itemId, reason.trim());
    setBusy(false);
    if (done) onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      size="small"
      title={only ? t("titleOf", { item: only.title }) : t("title")}
      description={t("text")}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button type="submit" form="exempt" variant="primary" loading={busy} disabled={!isComplete}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <form
        id="exempt"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {only ? null : (
          <Field label={t("item")} required>
            <Select
              value={itemId}
              onValueChange={setItemId}
              placeholder={common("field.choose")}
              options={items.map(({ id, title }) => ({ value: id, label: title }))}
            />
          </Field>
        )}
        <Field label={t("reason")} required>
          <Textarea
            rows={3}
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {children}
      </form>
    </Dialog>
  );
}
