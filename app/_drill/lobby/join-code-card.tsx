"use client";

import { useSyncExternalStore } from "react";
import { QRCodeSVG } from "qrcode.react";
import { useTranslations } from "next-intl";
import { CopyButton } from "@/app/_ui/copy-button";
import styles from "./join-code-card.module.css";

/** How people come in: the code to type, large enough for the back row, and the same as a QR code. */
export function JoinCodeCard({ code }: { code: string }) {
  const t = useTranslations("drills.lobby");
  // The address people reach this server by is known to the browser only.
  const origin = useSyncExternalStore(
    () => () => undefined,
    () => window.location.origin,
    () => null,
  );
  const link = origin === null ? null : `${origin}/join/${code}`;
  return (
    <section className={styles.card} aria-labelledby="join-code">
      <h2 className={styles.label} id="join-code">
        {t("code")}
      </h2>
      <p className={styles.code}>{code}</p>
      <div className={styles.qr}>
        {link ? <QRCodeSVG value={link} size={176} marginSize={2} title={t("qr")} /> : null}
      </div>
      <p className={styles.hint}>{t("scan")}</p>
      <div className={styles.buttons}>
        <CopyButton text={code} label={t("copyCode")} />
        {link ? <CopyButton text={link} label={t("copyLink")} /> : null}
      </div>
    </section>
  );
}
