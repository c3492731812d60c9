"use client";

import { Children, type ReactNode } from "react";
import Link from "next/link";
import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { inLocale } from "@/domain/text";
import { addressOfLibrary, type LibraryFilter } from "./library-filter";
import styles from "./facets.module.css";

/** Narrows the finds down. Every choice is a link, so that it can be shared and gone back from. */
export function Facets({
  facets,
  filter,
}: {
  facets: RouterOutputs["library"]["search"]["facets"];
  filter: LibraryFilter;
}) {
  const t = useTranslations("library");
  const locale = useLocale();
  return (
    <nav className={styles.facets} aria-label={t("facets")}>
      <Facet title={t("facet.kind")}>
        {facets.kinds.map(({ value, count }) => (
          <FacetLink
            key={value}
            label={t(`kind.${value}`)}
            count={count}
            chosen={filter.kind === value}
            href={addressOfLibrary({ ...filter, kind: filter.kind === value ? undefined : value })}
          />
        ))}
      </Facet>
      <Facet title={t("facet.category")}>
        {facets.categories.map(({ value, label, count }) => (
          <FacetLink
            key={value}
            label={inLocale(label, locale)}
            count={count}
            chosen={filter.category === value}
            href={addressOfLibrary({ ...filter, category: filter.category === value ? undefined : value })}
          />
        ))}
      </Facet>
      <Facet title={t("facet.tag")} inline>
        {facets.tags.map(({ value, label, count }) => (
          <FacetLink
            key={value}
            label={inLocale(label, locale)}
            count={count}
            chosen={filter.tag === value}
            href={addressOfLibrary({ ...filter, tag: filter.tag === value ? undefined : value })}
          />
        ))}
      </Facet>
    </nav>
  );
}

function Facet({
  title,
  inline = false,
  children,
}: {
  title: string;
  inline?: boolean;
  children: ReactNode;
}) {
  // A heading over nothing says that something is missing.
  if (Children.count(children) === 0) return null;
  return (
    <section>
      <h2 className={styles.title}>{title}</h2>
      <ul className={inline ? styles.tags : styles.list}>{children}</ul>
    </section>
  );
}

function FacetLink({
  label,
  count,
  chosen,
  href,
}: {
  label: string;
  count: number;
  chosen: boolean;
  href: string;
}) {
  const t = useTranslations("library");
  return (
    <li>
      <Link
        href={href}
        replace
        scroll={false}
        className={styles.link}
        aria-current={chosen || undefined}
        aria-label={chosen ? t("removeFacet", { label }) : `${label} ${count}`}
      >
        <span className={styles.label}>{label}</span>
        {chosen ? <X aria-hidden="true" /> : <span className={styles.count}>{count}</span>}
      </Link>
    </li>
  );
}
