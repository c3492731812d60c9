"use client";

import Link from "next/link";
import { CircleHelp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { CaseKindBadge } from "@/app/_library/case/case-kind-badge";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { inLocale } from "@/domain/text";
import { addressOfLibrary, type LibraryFilter } from "./library-filter";
import { MarkedText } from "./marked-text";
import styles from "./case-find.module.css";

/** A case among the finds: enough to know in thirty seconds whether to read on. */
export function CaseFind({
  find,
  marks,
  filter,
}: {
  find: RouterOutputs["library"]["search"]["cases"][number];
  marks: readonly string[];
  filter: LibraryFilter;
}) {
  const t = useTranslations("library");
  const locale = useLocale();
  return (
    <li className={styles.find}>
      <p className={styles.meta}>
        <CaseKindBadge kind={find.kind} />
        <span>{inLocale(find.category, locale)}</span>
        <MarkedText text={inLocale(find.place, locale)} marks={marks} />
        {find.occurredOn ? <time dateTime={find.occurredOn}>{find.occurredOn.slice(0, 7)}</time> : null}
      </p>
      <h2 className={styles.title}>
        <Link href={`/library/${find.slug}`} className={styles.link}>
          <MarkedText text={inLocale(find.title, locale)} marks={marks} />
        </Link>
      </h2>
      <p className={styles.summary} title={inLocale(find.summary, locale)}>
        <MarkedText text={inLocale(find.summary, locale)} marks={marks} />
      </p>
      {find.excerpt ? (
        <p className={styles.excerpt}>
          <MarkedText text={inLocale(find.excerpt, locale)} marks={marks} />
        </p>
      ) : null}
      <div className={styles.foot}>
        {find.figures.map(({ label, value }, index) => (
          <span key={index} className={styles.figure}>
            {inLocale(label, locale)} <strong>{inLocale(value, locale)}</strong>
          </span>
        ))}
        {find.decisions > 0 ? (
          <span className={styles.questions}>
            <CircleHelp aria-hidden="true" />
            {t("decisionCount", { count: find.decisions })}
          </span>
        ) : null}
      </div>
      {find.tags.length > 0 ? (
        <ul className={styles.tags} aria-label={t("facet.tag")}>
          {find.tags.map((tag) => (
            <li key={`${tag.zh}/${tag.en}`}>
              <Link
                className={styles.tag}
                href={addressOfLibrary({ ...filter, tag: tag.zh.trim() || tag.en.trim() })}
              >
                #<MarkedText text={inLocale(tag, locale)} marks={marks} />
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}
