import { useFormatter, useTranslations } from "next-intl";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { StatusMark } from "@/app/_drill/marks/status-mark";
import { useTelling } from "@/app/_ui/use-telling";
import type { ReviewMoment } from "@/domain/review/schema";
import type { ScoreCard, ScoreLine } from "@/domain/score-card/schema";
import { happenedAtMs } from "./review-filter";
import { LineSays } from "./line-says";
import { ScoreBar } from "./score-bar";
import { tallyOf } from "./tally";
import styles from "./score-sheet.module.css";

/** Chips beyond these stand behind one that counts them. */
const CHIPS_SHOWN = 3;

/** A score card: the total and how much of it is known, its categories, and every line with its reasons. */
export function ScoreSheet({
  card,
  isFinal,
  moments,
  onOpenEvidence,
  onExempt,
  onAppeal,
}: {
  card: ScoreCard;
  isFinal: boolean;
  moments: readonly ReviewMoment[];
  onOpenEvidence: (line: ScoreLine) => void;
  /** Left out where the reader may exempt no line. */
  onExempt?: ((line: ScoreLine) => void) | undefined;
  /** Left out where the reader may not appeal. */
  onAppeal?: ((line: ScoreLine) => void) | undefined;
}) {
  const t = useTranslations("review");
  const tell = useTelling();
  const points = usePointsText();
  const total = tallyOf(card.lines);
  const coverage = tell({ share: card.coverage });
  const timeAt = new Map(moments.map((moment) => [moment.position, happenedAtMs(moment)]));

  const categories = card.categories.map((category) => {
    const lines = card.lines.filter(({ categoryId }) => categoryId === category.categoryId);
    return { id: category.categoryId, name: tell(category.name), lines, tally: tallyOf(lines) };
  });

  return (
    <section className={styles.sheet} aria-labelledby="review-score">
      <div className={styles.head}>
        <div className={styles.total}>
          <h2 id="review-score" className={styles.heading}>
            {isFinal ? t("card.final") : t("card.running")}
          </h2>
          <SideTag side={card.side}>{tell(card.team) || undefined}</SideTag>
          <p className={styles.figure}>
            <strong>{points(card.totalHundredths)}</strong>
            <span className={styles.of}>{t("card.of", { points: points(total.possible) })}</span>
          </p>
          <ScoreBar {...total} large label={t("card.bar", barWords(total, points))} />
          <p className={styles.sentence}>
            {t("card.sentence", { points: points(card.totalHundredths), share: coverage })}
          </p>
          {card.rateOfEvaluated !== null && card.coverage < 1 ? (
            <p className={styles.small}>{t("card.rate", { share: tell({ share: card.rateOfEvaluated }) })}</p>
          ) : null}
          <ul className={styles.legend} aria-hidden="true">
            <li data-part="earned">{t("card.earned")}</li>
            <li data-part="lost">{t("card.lost")}</li>
            <li data-part="unknown">{t("card.unknown")}</li>
          </ul>
        </div>
        <ul className={styles.categories} aria-label={t("card.categories")}>
          {categories.map(({ id, name, tally }) => (
            <li key={id}>
              <a href={`#category-${id}`}>{name}</a>
              <ScoreBar {...tally} label={t("card.bar", barWords(tally, points))} />
              <span className={styles.points}>
                {points(tally.earned)} / {points(tally.possible)}
              </span>
            </li>
          ))}
        </ul>
      </div>

      <table className={styles.lines}>
        <caption className={styles.hidden}>{t("card.lines")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("card.status")}</th>
            <th scope="col">{t("card.item")}</th>
            <th scope="col" className={styles.end}>
              {t("card.points")}
            </th>
            <th scope="col">{t("card.evidence")}</th>
          </tr>
        </thead>
        {categories.map(({ id, name, lines, tally }) => (
          <tbody key={id} id={`category-${id}`}>
            <tr className={styles.category}>
              <th scope="rowgroup" colSpan={2}>
                {name}
              </th>
              <td className={styles.end}>
                {points(tally.earned)} / {points(tally.possible)}
              </td>
              <td />
            </tr>
            {lines.map((line) => (
              <Line
                key={line.itemId}
                line={line}
                isFinal={isFinal}
                timeAt={timeAt}
                onOpenEvidence={onOpenEvidence}
                onExempt={onExempt}
                onAppeal={onAppeal}
              />
            ))}
          </tbody>
        ))}
      </table>
      <p className={styles.small}>
        {t("card.basis", {
          scenario: card.scenarioVersion,
          rules: card.rulesVersion,
          position: card.position,
        })}
      </p>
    </section>
  );
}

/** One line of the card: what it came to and why, and the way to what says so. */
function Line({
  line,
  isFinal,
  timeAt,
  onOpenEvidence,
  onExempt,
  onAppeal,
}: {
  line: ScoreLine;
  isFinal: boolean;
  timeAt: ReadonlyMap<number, number>;
  onOpenEvidence: (line: ScoreLine) => void;
  onExempt: ((line: ScoreLine) => void) | undefined;
  onAppeal: ((line: ScoreLine) => void) | undefined;
}) {
  const t = useTranslations("review");
  const e = useTranslations("common.exempt");
  const tell = useTelling();
  const points = usePointsText();
  return (
    <tr className={styles.line}>
      <td className={styles.status}>
        <StatusMark status={line.status} />
      </td>
      <th scope="row" className={styles.item}>
        <span className={styles.title}>{tell(line.title)}</span>
        <span className={styles.why}>{tell(line.why)}</span>
        <LineSays line={line} released={isFinal} />
        {onExempt && line.status !== "exempt" ? (
          <button
            type="button"
            className={styles.exempt}
            aria-label={e("of", { item: tell(line.title) })}
            onClick={() => onExempt(line)}
          >
            {e("button")}
          </button>
        ) : null}
        {onAppeal ? (
          <button
            type="button"
            className={styles.exempt}
            aria-label={t("result.appeals.fileOf", { item: tell(line.title) })}
            onClick={() => onAppeal(line)}
          >
            {t("result.appeals.file")}
          </button>
        ) : null}
      </th>
      <td className={styles.end}>
        {line.status === "not-evaluated" || line.status === "exempt" ? (
          <>
            <span aria-hidden="true">–</span>
            <span className={styles.hidden}>{t(`card.${line.status}`)}</span>
          </>
        ) : (
          points(line.pointsHundredths)
        )}{" "}
        / {points(line.maximumHundredths)}
      </td>
      <td className={styles.evidence}>
        <Chips line={line} timeAt={timeAt} onOpen={() => onOpenEvidence(line)} />
      </td>
    </tr>
  );
}

/** When the things happened that say so; beyond a few, how many more there are. */
function Chips({
  line,
  timeAt,
  onOpen,
}: {
  line: ScoreLine;
  timeAt: ReadonlyMap<number, number>;
  onOpen: () => void;
}) {
  const t = useTranslations("review");
  const tell = useTelling();
  return (
    <>
      {line.evidence.slice(0, CHIPS_SHOWN).map((position) => {
        const atMs = timeAt.get(position);
        return (
          <button
            key={position}
            type="button"
            className={styles.chip}
            aria-label={t("evidence.open", {
              time: atMs === undefined ? `#${position}` : drillMoment(atMs),
              item: tell(line.title),
            })}
            onClick={() => onOpen()}
          >
            {atMs === undefined ? `#${position}` : drillMoment(atMs)}
          </button>
        );
      })}
      {line.evidence.length > CHIPS_SHOWN ? (
        <button
          type="button"
          className={styles.chip}
          aria-label={t("evidence.all", {
            count: line.evidence.length,
            item: tell(line.title),
          })}
          onClick={() => onOpen()}
        >
          +{line.evidence.length - CHIPS_SHOWN}
        </button>
      ) : null}
    </>
  );
}

/** Points as people read them, from hundredths. */
function usePointsText(): (hundredths: number) => string {
  const format = useFormatter();
  return (hundredths) => format.number(hundredths / 100, { maximumFractionDigits: 2, useGrouping: false });
}

function barWords(
  { earned, lost, unknown }: { earned: number; lost: number; unknown: number },
  points: (hundredths: number) => string,
) {
  return { earned: points(earned), lost: points(lost), unknown: points(unknown) };
}
