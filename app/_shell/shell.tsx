import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { Rail } from "./rail";
import type { Viewer } from "./viewer";
import styles from "./shell.module.css";

/** The frame of every ordinary page: skip link, rail (a bar at the bottom of a phone), content. */
export function Shell({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  const t = useTranslations("shell");
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t("skip")}
      </a>
      <Rail viewer={viewer} />
      <main className={styles.content} id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
