import "server-only";

/** A font for each script: names that are looked for in this order by whoever opens the document. */
type Fonts = { latin: string; eastAsia: string };

/** A way of setting text. Sizes in half points, lines in twentieths of a point. */
type Style = Fonts & { size: number; bold?: true; align?: "center" | "both"; line: number; spacing?: number };

/** How a report is laid out. Lengths in twentieths of a point (1 mm is 56.69 of them). */
export type Layout = {
  page: { top: number; bottom: number; left: number; right: number; footer: number };
  title: Style;
  headings: readonly [Style, Style];
  body: Style;
  cell: Style;
  number: Style;
  /** Paragraphs begin two characters in. */
  isIndented: boolean;
  /** The pitch of the grid of lines; null: no grid. */
  linePitch: number | null;
  /** Odd numbers at the right, even at the left, each between dashes; else in the middle. */
  isTwoSided: boolean;
};

/** A4. */
export const PAGE = { width: 11_906, height: 16_838 } as const;

/** Fonts by the names they have in every language; and what stands in where one is missing. */
export const INSTEAD: Readonly<Record<string, string>> = {
  FangSong_GB2312: "FangSong",
  KaiTi_GB2312: "KaiTi",
  "FZXiaoBiaoSong-B05S": "SimSun",
};

const SONG = { latin: "Times New Roman", eastAsia: "SimSun" };
const FANGSONG = { latin: "Times New Roman", eastAsia: "FangSong_GB2312" };

/**
 * 22 lines in 225 mm: 28.95 pt each. With 29 pt, the figure that is often given, the 22nd no longer fits.
 */
const LINE = 579;

/** 28 characters of 16 pt in 156 mm: each a quarter of a point closer. */
const CLOSER = -5;

/**
 * The official layout, GB/T 9704-2012: margins 37, 35, 28 and 26 mm, 仿宋 of 16 pt, 22 lines of 28 characters, headings in
 * 黑体 and 楷体, the title in 小标宋 of 22 pt, page numbers of 14 pt, 7 mm below the text.
 */
export const OFFICIAL: Layout = {
  page: { top: 2_098, bottom: 1_984, left: 1_588, right: 1_474, footer: 1_304 },
  title: { latin: "Times New Roman", eastAsia: "FZXiaoBiaoSong-B05S", size: 44, align: "center", line: LINE },
  headings: [
    { latin: "Times New Roman", eastAsia: "SimHei", size: 32, line: LINE, spacing: CLOSER },
    { latin: "Times New Roman", eastAsia: "KaiTi_GB2312", size: 32, line: LINE, spacing: CLOSER },
  ],
  body: { ...FANGSONG, size: 32, align: "both", line: LINE, spacing: CLOSER },
  cell: { ...FANGSONG, size: 28, line: LINE },
  number: { ...SONG, size: 28, line: LINE },
  isIndented: true,
  linePitch: LINE,
  isTwoSided: true,
};

const ARIAL = { latin: "Arial", eastAsia: "SimSun" };
const TIMES = { latin: "Times New Roman", eastAsia: "SimSun" };

/** A plain layout: margins of an inch, Times of 11 pt, headings in bold Arial, the page number in the middle. */
export const PLAIN: Layout = {
  page: { top: 1_440, bottom: 1_440, left: 1_440, right: 1_440, footer: 720 },
  title: { ...ARIAL, size: 36, bold: true, line: 440 },
  headings: [
    { ...ARIAL, size: 26, bold: true, line: 400 },
    { ...ARIAL, size: 22, bold: true, line: 340 },
  ],
  body: { ...TIMES, size: 22, line: 300 },
  cell: { ...TIMES, size: 20, line: 280 },
  number: { ...TIMES, size: 18, line: 240 },
  isIndented: false,
  linePitch: null,
  isTwoSided: false,
};
