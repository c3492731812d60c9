import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { AppearanceSwitches } from "./appearance-switches";
import { BrandMark } from "./brand-mark";
import styles from "./plain-frame.module.css";

/** A quiet page with the name above and language and theme below, for sign-in and setup. */
export function PlainFrame({ children }: { children: ReactNode }) {
  const common = useTranslations("common");
  const t = useTranslations("shell");
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        <BrandMark size={36} />
        <div>
          <p className={styles.name}>{common("appName")}</p>
          <p className={styles.tagline}>{t("tagline")}</p>
        </div>
      </header>
      <main className={styles.main} id="content">
        {children}
      </main>
      <footer className={styles.footer}>
        <AppearanceSwitches />
      </footer>
    </div>
  );
}
