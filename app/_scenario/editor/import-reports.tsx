"use client";

import { useTranslations } from "next-intl";
import { Moment } from "@/app/_ui/moment";
import { useEditor } from "./editor-context";
import { LossList } from "./import-losses";
import styles from "./import.module.css";

/** The files that were brought into a scenario, newest first, each with what of it was left out. */
export function ImportReports() {
  const t = useTranslations("scenarios.import");
  const { scenario } = useEditor();
  const imports = [...(scenario.imports ?? [])].reverse();
  if (imports.length === 0) return null;
  return (
    <section className={styles.reports} aria-labelledby="imports-heading">
      <h2 id="imports-heading" className={styles.reportsHeading}>
        {t("reports")}
      </h2>
      {imports.map(({ fileName, format, at, injects, losses }) => (
        <details key={`${at} ${fileName}`} className={styles.report}>
          <summary>
            <span className={styles.reportName}>{fileName}</span>{" "}
            <span className={styles.hint}>
              {t("reportOf", {
                format: format === "" ? t("tableFormat") : format,
                count: injects,
                lost: losses.length,
              })}{" "}
              <Moment atMs={Date.parse(at)} />
            </span>
          </summary>
          <LossList losses={losses} />
        </details>
      ))}
    </section>
  );
}
