import Link from "next/link";
import { ChevronLeft, PencilLine, Radio, UserRound } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { CaseKindBadge } from "./case-kind-badge";
import { CaseReport } from "./case-report";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { ButtonLink } from "@/app/_ui/button-link";
import { personNameIn } from "@/domain/account/schema";
import { inLocale } from "@/domain/text";
import { CaseQuestions } from "./case-questions";
import { CopyButton } from "./copy-button";
import { PrintButton } from "./print-button";
import styles from "./case-page.module.css";

type Found = RouterOutputs["library"]["read"];

/** A published case with what belongs around it. */
export function CasePage({ found }: { found: Found }) {
  const t = useTranslations("library");
  const locale = useLocale();
  const format = useFormatter();
  const { study } = found;
  return (
    <>
      <div className={styles.bar}>
        <Link href="/library" className={styles.back}>
          <ChevronLeft aria-hidden="true" />
          {t("title")}
        </Link>
        <div className={styles.actions}>
          {found.mayEdit ? (
            <ButtonLink
              href={`/library/drafts/${found.id}`}
              variant="quiet"
              icon={<PencilLine aria-hidden="true" />}
            >
              {t("openForEditing")}
            </ButtonLink>
          ) : found.mayCopy ? (
            <CopyButton slug={found.slug} />
          ) : null}
          <PrintButton />
        </div>
      </div>
      <CaseReport
        study={study}
        questions={
          study.decisions.length > 0 ? <CaseQuestions slug={found.slug} decisions={study.decisions} /> : null
        }
        foot={
          <p>
            {[
              found.fromDrill ? t("fromDrill") : null,
              found.author ? t("writtenBy", { name: personNameIn(found.author, locale) }) : null,
              found.reviewer ? t("reviewedBy", { name: personNameIn(found.reviewer, locale) }) : null,
              t("publishedOn", {
                date: format.dateTime(new Date(found.publishedAtMs), { dateStyle: "long" }),
              }),
            ]
              .filter(Boolean)
              .join(t("separator"))}
          </p>
        }
        aside={<Aside found={found} />}
      />
    </>
  );
}

/** Beside the text: its parts, its tags, what it can be practised on, and cases like it. */
function Aside({ found: { study, related, scenario, mayCopy } }: { found: Found }) {
  const t = useTranslations("library");
  const locale = useLocale();
  const parts = [
    ...(study.decisions.length > 0 ? [{ id: "questions", label: t("questions") }] : []),
    ...(study.timeline.length > 0 ? [{ id: "timeline", label: t("timeline") }] : []),
    ...study.sections
      .filter(({ body }) => inLocale(body, locale).trim() !== "")
      .map(({ id, heading }) => ({ id, label: inLocale(heading, locale) })),
    ...(study.lessons.length > 0 ? [{ id: "lessons", label: t("lessons") }] : []),
    ...(study.legal.length > 0 ? [{ id: "legal", label: t("legal") }] : []),
  ];
  return (
    <div className={styles.aside}>
      <nav className={styles.contents} aria-label={t("contents")}>
        <h2 className={styles.heading}>{t("contents")}</h2>
        <ol>
          {parts.map(({ id, label }) => (
            <li key={id}>
              <a href={`#part-${id}`}>{label}</a>
            </li>
          ))}
        </ol>
      </nav>
      {study.tags.length > 0 ? (
        <section>
          <h2 className={styles.heading}>{t("facet.tag")}</h2>
          <ul className={styles.tags}>
            {study.tags.map((tag) => (
              <li key={`${tag.zh}/${tag.en}`}>
                <Link href={`/library?tag=${encodeURIComponent(tag.zh.trim() || tag.en.trim())}`}>
                  #{inLocale(tag, locale)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {scenario ? (
        <section>
          <h2 className={styles.heading}>{t("practise")}</h2>
          <p className={styles.practise}>{inLocale(scenario.title, locale)}</p>
          <ButtonLink
            size="small"
            href={`/drills/practice?scenario=${scenario.id}`}
            icon={<UserRound aria-hidden="true" />}
          >
            {t("practiseAlone")}
          </ButtonLink>
          {mayCopy ? (
            <ButtonLink
              size="small"
              href={`/drills/new?scenario=${scenario.id}`}
              icon={<Radio aria-hidden="true" />}
            >
              {t("planDrill")}
            </ButtonLink>
          ) : null}
        </section>
      ) : null}
      {related.length > 0 ? (
        <section>
          <h2 className={styles.heading}>{t("related")}</h2>
          <ul className={styles.related}>
            {related.map((other) => (
              <li key={other.slug}>
                <Link href={`/library/${other.slug}`}>{inLocale(other.title, locale)}</Link>
                <span className={styles.relatedMeta}>
                  <CaseKindBadge kind={other.kind} /> {inLocale(other.category, locale)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
