import "server-only";
import type { LineStatus } from "@/domain/scoring/schema";
import { inLocale } from "@/domain/text";
import type { Locale } from "@/domain/text";
import type { Played } from "./play";

const WORDS = {
  zh: {
    timeline: "时间线",
    engine: "系统",
    lane: "第 {n} 赛道",
    responder: "处置方",
    opposition: "对抗方",
    total: "合计",
    coverage: "（已评 {n} %）",
    status: {
      met: "✓ 达标",
      partly: "◐ 部分",
      missed: "✗ 未达标",
      "not-evaluated": "– 未评",
      exempt: "○ 免评",
    },
  },
  en: {
    timeline: "Timeline",
    engine: "engine",
    lane: "lane {n}",
    responder: "Responders",
    opposition: "Opposition",
    total: "Total",
    coverage: "({n} % evaluated)",
    status: {
      met: "✓ met",
      partly: "◐ partly",
      missed: "✗ missed",
      "not-evaluated": "– not evaluated",
      exempt: "○ exempt",
    },
  },
} as const satisfies Record<Locale, { status: Record<LineStatus, string> } & Record<string, unknown>>;

/** The timeline: drill time, lane, who, and what happened as a sentence. */
export function printMoments(
  { moments, teams }: Pick<Played, "moments" | "teams">,
  locale: Locale,
  say: (line: string) => void,
): void {
  const words = WORDS[locale];
  const lanes = new Set(teams.map(({ lane }) => lane)).size;
  say(`\n${words.timeline}`);
  for (const { atMs, lane, who, sentence } of moments) {
    const where = lanes > 1 ? `${lane === 0 ? "" : words.lane.replace("{n}", String(lane))}\t` : "";
    say(
      `  ${clockText(atMs)}  ${where}${padded(who === "" ? words.engine : who, 10)}  ${inLocale(sentence, locale)}`,
    );
  }
}

/** Every score card, line by line with its reason. */
export function printCards(
  { cards }: Pick<Played, "cards">,
  locale: Locale,
  say: (line: string) => void,
): void {
  const words = WORDS[locale];
  for (const card of cards) {
    say(`\n${card.team} · ${words[card.side]} · ${words.lane.replace("{n}", String(card.lane))}`);
    for (const category of card.categories) {
      say(
        `  ${padded(inLocale(category.name, locale), 28)}${points(category.pointsHundredths)} / ${points(category.maximumHundredths)}`,
      );
      for (const line of card.lines.filter(({ categoryId }) => categoryId === category.categoryId)) {
        say(
          `    ${padded(words.status[line.status], 16)}${points(line.pointsHundredths).padStart(6)} / ${points(line.maximumHundredths).padEnd(6)} ${inLocale(line.title, locale)}: ${inLocale(line.why, locale)}`,
        );
      }
    }
    const coverage = words.coverage.replace("{n}", String(Math.round(card.coverage * 100)));
    say(`  ${words.total} ${points(card.totalHundredths)} ${coverage}`);
  }
  say("");
}

function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const two = (n: number) => String(n).padStart(2, "0");
  return `T+${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function points(hundredths: number): string {
  return (hundredths / 100).toFixed(2).replace(/\.?0+$/, "");
}

/** Fills up to a width in a terminal, where a Chinese character takes two places. */
function padded(text: string, width: number): string {
  const taken = [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 2 : 1), 0);
  return text + " ".repeat(Math.max(0, width - taken));
}
