"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Moment } from "@/app/_ui/moment";
import { Table } from "@/app/_ui/table";
import { useSeparator } from "@/app/_ui/separator";
import { ImportReports } from "./import-reports";
import { useEditor } from "./editor-context";
import { PracticeSetting } from "./practice-setting";
import { placeOf, sectionOf } from "./sections";
import { personNameIn } from "@/domain/account/schema";
import styles from "./checks-section.module.css";

/** What needs mending before the scenario can be published, and what has been published so far. */
export function ChecksSection({
  scenarioId,
  publishedAs,
}: {
  scenarioId: string;
  /** The version that says the same as the draft, if there is one. */
  publishedAs: number | null;
}) {
  const t = useTranslations("scenarios");
  const locale = useLocale();
  const trpc = useTRPC();
  const { problems, edit, goTo } = useEditor();
  const versions = useQuery(trpc.scenario.versions.queryOptions({ scenarioId }));
  const sorted = [...problems].sort((a, b) => Number(b.level === "error") - Number(a.level === "error"));

  return (
    <>
      <section className={styles.section} aria-labelledby="problems-heading">
        <h2 id="problems-heading" className={styles.heading}>
          {t("problems")}
        </h2>
        {sorted.length === 0 ? (
          <EmptyState icon={<CircleCheck aria-hidden="true" />} title={t("noProblems")}>
            {publishedAs === null ? t("noProblemsHint") : t("nothingToPublish", { version: publishedAs })}
          </EmptyState>
        ) : (
          <ul className={styles.problems}>
            {sorted.map(({ level, path, sentence, fix }, index) => (
              <li key={`${path.join(".")} ${index}`} className={styles.row}>
                <button
                  type="button"
                  className={styles.problem}
                  onClick={() => goTo(sectionOf(path), placeOf(path))}
                >
                  <span className={level === "error" ? styles.error : styles.warning}>
                    {level === "error" ? <CircleAlert aria-hidden="true" /> : <Info aria-hidden="true" />}
                    {t(`level.${level}`)}
                  </span>
                  <span className={styles.sentence}>{sentence}</span>
                  <Where path={path} />
                </button>
                {fix ? (
                  <Button
                    variant="quiet"
                    size="small"
                    aria-label={t("fixNamed", { problem: sentence })}
                    onClick={() => edit(fix)}
                  >
                    {t("fix")}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </section>
      <ImportReports />
      <section className={styles.section} aria-labelledby="practice-heading">
        <h2 id="practice-heading" className={styles.heading}>
          {t("practice.title")}
        </h2>
        <PracticeSetting scenarioId={scenarioId} />
      </section>
      <section className={styles.section} aria-labelledby="versions-heading">
        <h2 id="versions-heading" className={styles.heading}>
          {t("versions")}
        </h2>
        <p className={styles.hint}>{t("versionsHint")}</p>
        <Table
          caption={t("versions")}
          rows={versions.data ?? []}
          rowKey={({ version }) => String(version)}
          density="compact"
          empty={<p className={styles.hint}>{t("unpublished")}</p>}
          columns={[
            {
              id: "version",
              header: t("column.version"),
              primary: true,
              cell: ({ version }) => t("version", { version }),
            },
            {
              id: "at",
              header: t("column.publishedAt"),
              cell: ({ publishedAtMs }) => <Moment atMs={publishedAtMs} />,
            },
            {
              id: "by",
              header: t("column.publishedBy"),
              cell: ({ publishedBy }) => (publishedBy ? personNameIn(publishedBy, locale) : t("starter")),
            },
          ]}
        />
      </section>
    </>
  );
}

/** The section and the row a problem is in. */
function Where({ path }: { path: readonly (string | number)[] }) {
  const separator = useSeparator();
  const t = useTranslations("scenarios");
  const place = placeOf(path);
  return (
    <span className={styles.where}>
      {t(`sections.${sectionOf(path)}`)}
      {place ? `${separator}${t("rowNumber", { number: place.index + 1 })}` : ""}
    </span>
  );
}
