"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEditor } from "./editor-context";
import { sectionOf, SECTIONS, type Section } from "./sections";
import styles from "./section-nav.module.css";

/** The parts of a scenario: where one is, how much there is, where something needs mending. */
export function SectionNav({ section }: { section: Section }) {
  const t = useTranslations("scenarios");
  const { scenario, problems, goTo } = useEditor();
  const counts: Partial<Record<Section, number>> = {
    forces: scenario.forces.units.length,
    incidents: scenario.incidents.length,
    msel: scenario.injects.length,
    decisions: scenario.decisions.length,
    scoring: scenario.items.length,
    checks: problems.length,
  };
  return (
    <nav className={styles.nav} aria-label={t("sections.label")}>
      <ul className={styles.list}>
        {SECTIONS.map((name) => {
          const errors = problems.filter(
            ({ level, path }) => level === "error" && sectionOf(path) === name,
          ).length;
          return (
            <li key={name}>
              <a
                href={`?section=${name}`}
                className={styles.link}
                aria-current={name === section ? "page" : undefined}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                  event.preventDefault();
                  goTo(name);
                }}
              >
                <span>{t(`sections.${name}`)}</span>
                {errors > 0 && name !== "checks" ? (
                  <span className={styles.problem} title={t("errorCount", { count: errors })}>
                    <CircleAlert aria-label={t("errorCount", { count: errors })} />
                  </span>
                ) : counts[name] === undefined ? null : (
                  <span className={styles.count}>{counts[name]}</span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
