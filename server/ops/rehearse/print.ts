import "server-only";
import type { LineStatus } from "@/domain/items/terms";
import { inLocale } from "@/domain/text";
import { sentence as told } from "@/domain/words/sentence";
import type { Offered } from "@/domain/locales";
import { percentOf } from "@/domain/words/percent";
import type { Played } from "./play";
import type { Result } from "./result";

const WORDS = {
  zh: {
    timeline: "时间线",
    engine: "系统",
    lane: "第 {n} 赛道",
    responder: "处置方",
    opposition: "对抗方",
    total: "合计",
    coverage: "（已评 {n} %）",
    columns: ["想定", "形式", "队伍", "总分", "各项之和", "已评"],
    format: { opposed: "对抗", parallel: "并行" },
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
    columns: ["scenario", "format", "team", "total", "sum of lines", "evaluated"],
    format: { opposed: "opposed", parallel: "parallel" },
    status: {
      met: "✓ met",
      partly: "◐ partly",
      missed: "✗ missed",
      "not-evaluated": "– not evaluated",
      exempt: "○ exempt",
    },
  },
} as const satisfies Record<Offered, { status: Record<LineStatus, string> } & Record<string, unknown>>;

/** The timeline: drill time, lane, who, and what happened as a sentence. */
export function printMoments(
  { moments, teams }: Pick<Played, "moments" | "teams">,
  locale: Offered,
  say: (line: string) => void,
): void {
  const words = WORDS[locale];
  const lanes = new Set(teams.map(({ lane }) => lane)).size;
  say(`\n${words.timeline}`);
  for (const { atMs, lane, who, sentence } of moments) {
    const where = lanes > 1 ? `${lane === 0 ? "" : words.lane.replace("{n}", String(lane))}\t` : "";
    say(
      `  ${clockText(atMs)}  ${where}${padded(who === "" ? words.engine : told(who, locale), 10)}  ${told(sentence, locale)}`,
    );
  }
}

/** Every score card, line by line with its reason. */
export function printCards(
  { cards }: Pick<Played, "cards">,
  locale: Offered,
  say: (line: string) => void,
): void {
  const words = WORDS[locale];
  for (const card of cards) {
    say(
      `\n${told(card.team, locale)} · ${words[card.side]} · ${words.lane.replace("{n}", String(card.lane))}`,
    );
    for (const category of card.categories) {
      say(
        `  ${padded(inLocale(category.name, locale), 28)}${points(category.pointsHundredths)} / ${points(category.maximumHundredths)}`,
      );
      for (const line of card.lines.filter(({ categoryId }) => categoryId === category.categoryId)) {
        say(
          `    ${padded(words.status[line.status], 16)}${points(line.pointsHundredths).padStart(6)} / ${points(line.maximumHundredths).padEnd(6)} ${inLocale(line.title, locale)}: ${told(line.why, locale)}`,
        );
      }
    }
    const coverage = words.coverage.replace("{n}", String(percentOf(card.coverage)));
    say(`  ${words.total} ${points(card.totalHundredths)} ${coverage}`);
  }
  say("");
}

/** A line for every team of every drill: its total beside the sum of its lines. */
export function printTable(results: readonly Result[], locale: Offered, say: (line: string) => void): void {
  const words = WORDS[locale];
  const rows = results.flatMap(({ scenario, format, cards }) =>
    cards.map(({ team, total, sumOfLines, coverage }) => [
      scenario,
      words.format[format],
      team,
      total.toFixed(2),
      sumOfLines.toFixed(2),
      `${percentOf(coverage)} %`,
    ]),
  );
  const table = [[...words.columns], ...rows];
  const widths = words.columns.map((_, i) => Math.max(...table.map((row) => widthOf(row[i] ?? ""))));
  for (const row of table) {
    say(
      row
        .map((cell, i) => padded(cell, widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    );
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
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 2 : 1), 0);
}
