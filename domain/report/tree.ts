import type { Side } from "@/domain/conditions/terms";
import type { Saying } from "@/domain/words/said";

/** Where a figure of a report stands on a score card: the card's sum, a category's, or a line's. */
export type FigureFrom = {
  lane: number;
  side: Side;
  of: "total" | "category" | "line";
  /** Of the category or item; empty for the sum of the card. */
  id: string;
  what: "points" | "maximum";
};

/** A figure as it is told, in hundredths of a point. */
export type Figure = { hundredths: number; from: FigureFrom };

/** Something said in a report, with what it rests on. */
export type Sentence = {
  said: Saying;
  /** Every number of points in it. */
  figures: readonly Figure[];
  /** Positions in the log that say so. */
  evidence: readonly number[];
  /** An appeal has changed it. */
  isChanged: boolean;
};

/** A part of a report. Headings count by themselves within the one above. */
export type ReportNode =
  | { kind: "heading"; level: 1 | 2; text: Saying }
  | { kind: "paragraph"; sentences: readonly Sentence[] }
  | { kind: "table"; head: readonly Saying[]; rows: readonly (readonly Sentence[])[] };

/** A report: what every rendering of it is made from. */
export type Report = { title: Saying; nodes: readonly ReportNode[] };
