"use client";

import type { ReactNode } from "react";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Primitive } from "radix-ui";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";
import styles from "./dialog.module.css";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One sentence below the title: what this is for. */
  description?: ReactNode;
  /** Buttons; the one that finishes the job comes last. */
  footer?: ReactNode;
  size?: "small" | "medium" | "large";
  children?: ReactNode;
};

/** A window over the page. Traps the focus, closes with Escape, gives the focus back. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  footer,
  size = "medium",
  children,
}: DialogProps) {
  const t = useTranslations("common");
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={styles.overlay}>
          <Primitive.Content
            className={classNames(styles.dialog, styles[size])}
            data-modal=""
            onOpenAutoFocus={focusFirstField}
            {...(description ? {} : { "aria-describedby": undefined })}
          >
            <div className={styles.header}>
              <div className={styles.headings}>
                <Primitive.Title className={styles.title}>{title}</Primitive.Title>
                {description ? (
                  <Primitive.Description className={styles.description}>{description}</Primitive.Description>
                ) : null}
              </div>
              <IconButton
                label={t("action.close")}
                icon={<X aria-hidden="true" />}
                size="small"
                onClick={() => onOpenChange(false)}
              />
            </div>
            {children ? <div className={styles.body}>{children}</div> : null}
            {footer ? <div className={styles.footer}>{footer}</div> : null}
          </Primitive.Content>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** A form is opened to be filled in, so the focus goes to its first field and not to the close button above it. */
function focusFirstField(event: Event): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const field = event.currentTarget.querySelector<HTMLElement>(
    "[data-autofocus],input:not([disabled]),select:not([disabled]),textarea:not([disabled])",
  );
  event.preventDefault();
  (field ?? event.currentTarget).focus();
}
