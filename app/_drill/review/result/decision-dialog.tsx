"use client";

import { useId, useState, type ReactNode } from "react";
import { useTranslations } from "next-intl";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { Textarea } from "@/app/_ui/textarea";
import type { DrillCommand } from "@/domain/drill/schema";
import { useResultCommand } from "./use-result-command";
import styles from "./result.module.css";

/** A window in which somebody decides and says why; mounted once per intent. What was typed stays when it is refused. */
export function DecisionDialog({
  drillId,
  title,
  text,
  reasonLabel,
  confirmLabel,
  command,
  onClose,
  children,
  behind,
}: {
  drillId: string;
  title: string;
  text: string;
  reasonLabel: string;
  confirmLabel: string;
  /** What is asked for with that reason; null as long as something is missing. */
  command: (reason: string) => DrillCommand | null;
  onClose: () => void;
  /** What is decided, before the reason; and what follows it. */
  children: ReactNode;
  behind?: ReactNode;
}) {
  const common = useTranslations("common");
  const errorText = useErrorText();
  const formId = useId();
  const [reason, setReason] = useState("");
  const ask = useResultCommand(drillId);
  const asked = reason.trim() === "" ? null : command(reason.trim());
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={title}
      description={text}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" loading={ask.isPending} disabled={!asked}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (asked && !ask.isPending) ask.mutate(asked, { onSuccess: onClose });
        }}
      >
        {children}
        <Field label={reasonLabel} required>
          <Textarea
            rows={4}
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {behind}
        {ask.error ? <Notice tone="problem">{errorText(ask.error)}</Notice> : null}
      </form>
    </Dialog>
  );
}
