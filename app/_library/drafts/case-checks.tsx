"use client";

import { useLocale, useTranslations } from "next-intl";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { Checkbox } from "@/app/_ui/checkbox";
import type { Cleared } from "@/domain/case-study/check";
import { CLEARABLE } from "@/domain/case-study/identifying";
import type { CaseStudy } from "@/domain/case-study/schema";
import { inLocale, isLocalText } from "@/domain/text";
import styles from "./case-checks.module.css";

type Problem = RouterOutputs["library"]["readDraft"]["problems"][number];

/**
 * What its author should mend before a case is published, each with its place. Whoever publishes clears the names, plates and addresses that
 * mean nobody real; the rest is for the author to mend.
 */
export function CaseChecks({
  study,
  problems,
  cleared,
  onClear,
}: {
  study: CaseStudy;
  problems: readonly Problem[];
  cleared: readonly Cleared[];
  /** Null for those who cannot publish it. */
  onClear: ((cleared: Cleared[]) => void) | null;
}) {
  const t = useTranslations("library");
  const place = usePlaceOf(study);
  if (problems.length === 0) return null;
  const others = problems.filter((problem) => !mayBeCleared(problem));
  const finds = groupedFinds(problems);
  return (
    <section className={styles.checks} aria-labelledby="case-checks">
      <h2 id="case-checks">{t("checks.title")}</h2>
      <ul>
        {others.map((problem, index) => (
          <li key={index}>
            <span className={styles.what}>
              {problem.code === "identifies" ? t(`checks.kind.${problem.kind}`) : t(`checks.${problem.code}`)}
            </span>
            {problem.code === "identifies" ? <q className={styles.find}>{problem.text}</q> : null}
            <span className={styles.place}>{place(problem.path)}</span>
          </li>
        ))}
        {finds.map(({ kind, text, places }) => {
          const isCleared = cleared.some((one) => one.kind === kind && one.text === text);
          return (
            <li key={`${kind} ${text}`}>
              <span className={styles.what}>{t(`checks.kind.${kind}`)}</span>
              <q className={styles.find}>{text}</q>
              <span className={styles.place}>{places.map(place).join(t("checks.comma"))}</span>
              {onClear === null ? null : (
                <Checkbox
                  label={t("checks.clear")}
                  checked={isCleared}
                  onCheckedChange={(checked) =>
                    onClear([
                      ...cleared.filter((one) => one.kind !== kind || one.text !== text),
                      ...(checked ? [{ kind, text }] : []),
                    ])
                  }
                />
              )}
            </li>
          );
        })}
      </ul>
      <p className={styles.hint}>{t(onClear === null ? "checks.authorHint" : "checks.publisherHint")}</p>
    </section>
  );
}

function mayBeCleared(problem: Problem): boolean {
  return problem.code === "identifies" && CLEARABLE.has(problem.kind);
}

/** One line for a name that stands in many places. */
function groupedFinds(problems: readonly Problem[]) {
  const found = new Map<string, Cleared & { places: Problem["path"][] }>();
  for (const problem of problems) {
    if (problem.code !== "identifies" || !mayBeCleared(problem)) continue;
    const { kind, text, path } = problem;
    const known = found.get(`${kind} ${text}`);
    if (known) known.places.push(path);
    else found.set(`${kind} ${text}`, { kind, text, places: [path] });
  }
  return [...found.values()];
}

/** Says a place in a case as its author knows it: "正文：处置经过", "时间线 第 3 条". */
function usePlaceOf(study: CaseStudy) {
  const t = useTranslations("library");
  const locale = useLocale();
  return (path: Problem["path"]) => {
    const [part, index] = path;
    const name = t(`checks.part.${String(part) as "title"}`);
    if (typeof index !== "number") return name;
    const section = part === "sections" ? study.sections[index]?.heading : undefined;
    return section && isLocalText(section)
      ? t("checks.inSection", { part: name, heading: inLocale(section, locale) })
      : t("checks.inEntry", { part: name, number: index + 1 });
  };
}
