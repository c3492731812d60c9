import { say } from "@/domain/words/said";
import { mappingBy, unitOf, type Column, type Mapping } from "./columns";
import { blankInject, type ForeignInject, type ForeignPlan, type Loss, type Table } from "./plan";
import { fromStart, readTime, timesOf, type TimesOf, type WrittenTime } from "./times";

/** How a table is read. */
export type Reading = {
  /** The row of the headings, from 0; null where it has none. */
  headerRow: number | null;
  mapping: Mapping;
  times: TimesOf;
};

/** Headings stand near the top, if anywhere. */
const HEADER_WITHIN = 15;

/** How a table is most likely meant; a person may say otherwise. */
export function readingOf({ rows }: Table): Reading {
  const headerRow = headerIn(rows);
  const mapping = headerRow === null ? mappingByContent(rows) : mappingBy(rows[headerRow] ?? []);
  return {
    headerRow,
    mapping,
    times: timesOf(timesIn(rows, { headerRow, mapping }).map(({ time }) => time)),
  };
}

function headerIn(rows: Table["rows"]): number | null {
  const known = rows
    .slice(0, HEADER_WITHIN)
    .map((row) => (hasTime(row) ? 0 : Object.keys(mappingBy(row)).length));
  const most = Math.max(0, ...known);
  return most >= 2 ? known.indexOf(most) : null;
}

/** A row with a time in it is an entry, whatever its other cells say. */
function hasTime(row: readonly string[]): boolean {
  return row.some((cell) => /\d/.test(cell) && !["none", "unreadable"].includes(readTime(cell).is));
}

/** Without headings: the column of times, and then by the order in which most plans are written. */
function mappingByContent(rows: Table["rows"]): Mapping {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const filled = Array.from({ length: width }, (_, at) =>
    rows.filter((row) => (row[at] ?? "").trim() !== ""),
  );
  const timed = filled.map(
    (among, at) =>
      among.filter((row) => !["none", "unreadable"].includes(readTime(row[at] ?? "").is)).length /
      (among.length || 1),
  );
  const used = filled.flatMap((among, at) => (among.length > 0 ? [at] : []));
  const time = used.find((at) => (timed[at] ?? 0) > 0.5);
  // Without times nothing tells a plan from any other table: a person has to say what its columns are.
  if (time === undefined) return {};
  const before = used.filter((at) => at < time);
  const after = used.filter((at) => at > time);
  const order: Column[] = after.length >= 3 ? ["to", "title", "text", "expected"] : ["text", "expected"];
  return {
    time,
    ...Object.fromEntries(before.slice(-1).map((at) => ["kind", at])),
    ...Object.fromEntries(after.slice(0, order.length).map((at, i) => [order[i], at])),
  };
}

function timesIn(
  rows: Table["rows"],
  { headerRow, mapping }: Pick<Reading, "headerRow" | "mapping">,
): { text: string; time: WrittenTime }[] {
  const { time: at } = mapping;
  const unitMs = unitOf(at === undefined || headerRow === null ? "" : (rows[headerRow]?.[at] ?? ""));
  return rows.slice((headerRow ?? -1) + 1).map((row) => {
    const text = at === undefined ? "" : (row[at] ?? "");
    return { text, time: readTime(text, unitMs) };
  });
}

/** The plan in a table, read in a certain way, and what of it has no place here. */
export function planIn(table: Table, reading: Reading): ForeignPlan {
  const { headerRow, mapping, times } = reading;
  if (mapping.text === undefined && mapping.title === undefined) {
    return { title: "", injects: [], losses: [{ row: null, said: say("exchange.loss.noText") }] };
  }
  const first = (headerRow ?? -1) + 1;
  const written = timesIn(table.rows, reading);
  const injects: ForeignInject[] = [];
  const losses: Loss[] = [];
  for (const [i, row] of table.rows.slice(first).entries()) {
    if (row.every((cell) => cell.trim() === "")) continue;
    const number = first + i + 1;
    const inject = injectIn(row, number, mapping, injects.length + 1);
    if (inject.title === "" && inject.text === "") {
      const cells = row.filter((cell) => cell.trim() !== "");
      losses.push({ row: number, said: say("exchange.loss.row", { cells: { list: cells, as: "each" } }) });
      continue;
    }
    const { text, time } = written[i] ?? { text: "", time: { is: "none" } as const };
    const atMs = fromStart(time, times);
    if (atMs !== null && atMs >= 0) inject.when = { on: "time", atMs };
    else if (time.is === "unreadable")
      losses.push({ row: number, said: say("exchange.loss.time", { text }) });
    else if (atMs !== null) losses.push({ row: number, said: say("exchange.loss.beforeStart", { text }) });
    losses.push(...picturesIn(inject, number));
    injects.push(inject);
  }
  return { title: "", injects, losses: [...losses, ...columnsLost(table, reading)] };
}

function injectIn(row: readonly string[], at: number, mapping: Mapping, count: number): ForeignInject {
  const cell = (column: Column) => {
    const place = mapping[column];
    return place === undefined ? "" : (row[place] ?? "").trim();
  };
  return {
    ...blankInject(at, cell("number") || String(count)),
    title: cell("title"),
    text: cell("text"),
    from: cell("from"),
    to: cell("to"),
    kind: cell("kind"),
    expected: cell("expected"),
  };
}

/** What a text names that is no text: "[img graph.png]". */
function picturesIn({ text }: ForeignInject, row: number): Loss[] {
  return [...text.matchAll(/\[(?:img|image|video|file|图片?|附件)[\s:：]+([^\]]{1,200})\]/giu)].map(
    ([, name = ""]) => ({ row, said: say("exchange.loss.file", { name: name.trim() }) }),
  );
}

/** Columns that are nothing here, with how many of their cells said something. */
function columnsLost({ rows }: Table, { headerRow, mapping }: Reading): Loss[] {
  const taken = new Set(Object.values(mapping));
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, at) => at).flatMap((at): Loss[] => {
    if (taken.has(at)) return [];
    const cells = rows.slice((headerRow ?? -1) + 1).filter((row) => (row[at] ?? "").trim() !== "").length;
    if (cells === 0) return [];
    const heading = headerRow === null ? "" : (rows[headerRow]?.[at] ?? "").trim();
    const column = heading === "" ? letterOf(at) : heading;
    return [{ row: null, said: say("exchange.loss.column", { column, count: cells }) }];
  });
}

/** What spreadsheets call a column: "A", "AB". */
export function letterOf(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : letterOf(Math.floor(at / 26) - 1) + letter;
}
