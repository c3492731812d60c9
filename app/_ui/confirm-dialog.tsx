"use client";

import { useState, type ReactNode } from "react";
import { useTranslations } from "next-intl";
import { AlertDialog as Primitive } from "radix-ui";
import { Button } from "./button";
import { classNames } from "./class-names";
import styles from "./dialog.module.css";

/**
 * Asks before something that is hard to take back. Name the deed on the button ("Delete draft"),
 * never "OK"; say in the description what will be lost.
 *
 * When `onConfirm` returns a promise the window stays, busy, until it settles; it closes only when
 * the promise is fulfilled with anything but false, so that the caller can show an error and let the person try again.
 */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  danger = false,
  onConfirm,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  onConfirm: () => void | Promise<unknown>;
  children?: ReactNode;
}) {
  const t = useTranslations("common");
  const [busy, setBusy] = useState(false);

  async function confirm() {
    setBusy(true);
    try {
      if ((await onConfirm()) !== false) onOpenChange(false);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={styles.overlay}>
          <Primitive.Content className={classNames(styles.dialog, styles.small)}>
            <div className={styles.header}>
              <div className={styles.headings}>
                <Primitive.Title className={styles.title}>{title}</Primitive.Title>
                <Primitive.Description className={styles.description}>{description}</Primitive.Description>
              </div>
            </div>
            {children ? <div className={styles.body}>{children}</div> : null}
            <div className={styles.footer}>
              <Primitive.Cancel asChild>
                <Button>{t("action.cancel")}</Button>
              </Primitive.Cancel>
              <Button variant={danger ? "danger" : "primary"} loading={busy} onClick={() => void confirm()}>
                {confirmLabel}
              </Button>
            </div>
          </Primitive.Content>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
