"use client";

import type { ReactNode } from "react";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Primitive } from "radix-ui";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";
import styles from "./drawer.module.css";

/**
 * A sheet from the side of the screen (from below on a phone), for details of something in a list.
 * Not modal by default: the list beside it stays in use.
 */
export function Drawer({
  open,
  onOpenChange,
  title,
  description,
  footer,
  modal = false,
  size = "medium",
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  modal?: boolean;
  size?: "medium" | "large";
  children: ReactNode;
}) {
  const t = useTranslations("common");
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange} modal={modal}>
      <Primitive.Portal>
        {modal ? <Primitive.Overlay className={styles.overlay} /> : null}
        <Primitive.Content
          className={classNames(styles.drawer, styles[size])}
          data-modal={modal ? "" : undefined}
          onInteractOutside={modal ? undefined : (event) => event.preventDefault()}
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
          <div className={styles.body}>{children}</div>
          {footer ? <div className={styles.footer}>{footer}</div> : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
