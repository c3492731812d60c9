import type { ReactNode } from "react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { classNames } from "@/app/_ui/class-names";
import type { CaseStudy } from "@/domain/case-study/schema";
import { tagOf, writingOf } from "@/domain/locales";
import { inLocale, type LocalText } from "@/domain/text";
import { CaseKindBadge } from "./case-kind-badge";
import { RichText } from "./rich-text";
import styles from "./case-report.module.css";

/** What of a case is read: its questions are answered. */
type Read = Omit<CaseStudy, "decisions" | "schemaVersion">;

/** A case as it is read: set like a report, from the thirty-second summary to the legal bases. */
export function CaseReport({
  study,
  questions,
  aside,
  foot,
  isPreview = false,
}: {
  study: Read;
  /** The decision points, which are alive and so the caller's. Null when there are none. */
  questions: ReactNode | null;
  /** Stands beside the text where there is room, below it elsewhere. */
  aside?: ReactNode;
  /** Who wrote and who published it. */
  foot?: ReactNode;
  /** Inside a page that has a heading of its own. */
  isPreview?: boolean;
}) {
  const t = useTranslations("library");
  const locale = useLocale();
  const format = useFormatter();
  const text = (local: LocalText) => inLocale(local, locale);
  const Title = isPreview ? "h2" : "h1";

  return (
    <article className={styles.report} lang={tagOf(writingOf(locale))}>
      <header className={styles.head}>
        <p className={styles.meta}>
          <CaseKindBadge kind={study.kind} />
          <span>{text(study.category)}</span>
          <span>{text(study.place)}</span>
          {study.occurredOn ? (
            <time dateTime={study.occurredOn}>
              {format.dateTime(new Date(`${study.occurredOn}T00:00:00Z`), {
                dateStyle: "long",
                timeZone: "UTC",
              })}
            </time>
          ) : null}
        </p>
        <Title className={styles.title}>{text(study.title)}</Title>
        <div className={styles.summary}>
          <h2 className={styles.eyebrow}>{t("summary")}</h2>
          <p>{text(study.summary)}</p>
        </div>
        {study.figures.length > 0 ? (
          <dl className={styles.figures} data-columns={columnsFor(study.figures.length)}>
            {study.figures.map(({ label, value }, index) => (
              <div key={index} className={styles.figure}>
                <dt>{text(label)}</dt>
                <dd>{text(value)}</dd>
              </div>
            ))}
          </dl>
        ) : null}
      </header>

      <div className={styles.body}>
        {questions ? (
          <section className={styles.part} aria-labelledby="part-questions">
            <h2 className={styles.heading} id="part-questions">
              {t("questions")}
            </h2>
            <p className={styles.lead}>{t("questionsHint")}</p>
            {questions}
          </section>
        ) : null}

        <Timeline study={study} />

        {study.sections
          .filter(({ body }) => text(body).trim() !== "")
          .map((section) => (
            <section key={section.id} className={styles.part} aria-labelledby={`part-${section.id}`}>
              <h2 className={styles.heading} id={`part-${section.id}`}>
                {text(section.heading)}
              </h2>
              <RichText source={text(section.body)} />
            </section>
          ))}

        {study.lessons.length > 0 ? (
          <section className={styles.part} aria-labelledby="part-lessons">
            <h2 className={styles.heading} id="part-lessons">
              {t("lessons")}
            </h2>
            <ol className={styles.lessons}>
              {study.lessons.map((lesson, index) => (
                <li key={index}>{text(lesson)}</li>
              ))}
            </ol>
          </section>
        ) : null}

        <LegalBases study={study} />
        {foot ? <footer className={styles.foot}>{foot}</footer> : null}
      </div>
      {aside ? <aside className={styles.aside}>{aside}</aside> : null}
    </article>
  );
}

/** How it went, with the moments at which it turned. */
function Timeline({ study: { timeline } }: { study: Read }) {
  const t = useTranslations("library");
  const locale = useLocale();
  const turns = timeline.filter(({ turningPoint }) => turningPoint).length;
  if (timeline.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="part-timeline">
      <h2 className={styles.heading} id="part-timeline">
        {t("timeline")}
      </h2>
      {turns > 0 ? <p className={styles.lead}>{t("turningPoints", { count: turns })}</p> : null}
      <ol className={styles.timeline}>
        {timeline.map((entry, index) => (
          <li key={index} className={classNames(styles.entry, entry.turningPoint && styles.turn)}>
            <span className={styles.at}>{drillMoment(entry.atMs)}</span>
            <span className={styles.dot} aria-hidden="true" />
            <span className={styles.what}>
              {entry.turningPoint ? <span className={styles.turnMark}>{t("turningPoint")}</span> : null}
              {inLocale(entry.text, locale)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What it rests on, as it was in force. */
function LegalBases({ study: { legal, occurredOn } }: { study: Read }) {
  const t = useTranslations("library");
  const locale = useLocale();
  const format = useFormatter();
  if (legal.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="part-legal">
      <h2 className={styles.heading} id="part-legal">
        {t("legal")}
      </h2>
      <ul className={styles.legal}>
        {legal.map(({ title, article, inForceFrom }, index) => (
          <li key={index}>
            <span>
              {inLocale(title, locale)}
              {article ? ` ${inLocale(article, locale)}` : ""}
            </span>
            <span className={styles.since}>
              {t("inForceFrom", {
                date: format.dateTime(new Date(`${inForceFrom}T00:00:00Z`), {
                  dateStyle: "medium",
                  timeZone: "UTC",
                }),
              })}
            </span>
          </li>
        ))}
      </ul>
      {occurredOn ? <p className={styles.lead}>{t("legalHint")}</p> : null}
    </section>
  );
}

/** As even as can be: six figures stand better in two rows of three than in one of five and one of one. */
function columnsFor(figures: number): number {
  if (figures <= 5) return Math.max(3, figures);
  return figures === 6 ? 3 : 4;
}
