"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { CopyButton } from "@/app/_ui/copy-button";
import { Dialog } from "@/app/_ui/dialog";
import styles from "./initial-password.module.css";

export type NewPassword = { name: string; password: string };

/** Shows a password made by the server, this once. */
export function InitialPassword({ name, password, onClose }: NewPassword & { onClose: () => void }) {
  const t = useTranslations("admin.people");
  return (
    <Dialog
      open
      size="small"
      onOpenChange={onClose}
      title={t("passwordFor", { name })}
      description={t("passwordText")}
      footer={
        <>
          <CopyButton text={password} label={t("copyPassword")} />
          <Button variant="primary" onClick={onClose}>
            {t("passwordNoted")}
          </Button>
        </>
      }
    >
      <output className={styles.password} aria-label={t("passwordLabel")}>
        {password}
      </output>
    </Dialog>
  );
}
