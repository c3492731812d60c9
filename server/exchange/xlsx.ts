import "server-only";
import type { Loss } from "@/domain/exchange/plan";
import type { Table } from "@/domain/exchange/plan";
import { fitting } from "@/domain/shortened";
import { say } from "@/domain/words/said";
import type { Archive } from "./archive";
import { CELL_MAX, COLUMNS_MAX, ROWS_MAX, TABLES_MAX } from "./limits";
import { readXml } from "./xml";

type Sheet = { name: string; part: string; isHidden: boolean };
type Book = { sheets: Sheet[]; from1904: boolean; strings: readonly string[]; timed: readonly boolean[] };

/** The tables of a workbook, each cell as the text that its reader sees: days and times as such, formulas by their results. */
export async function tablesOfWorkbook(archive: Archive): Promise<{ tables: Table[]; losses: Loss[] }> {
  const book = await bookOf(archive);
  const tables: Table[] = [];
  const losses: Loss[] = [];
  for (const sheet of book.sheets) {
    if (!archive.names.has(sheet.part)) continue;
    const { rows, formulas, isCut } = await rowsOf(archive, sheet.part, book);
    tables.push({ name: sheet.name, isHidden: sheet.isHidden, rows });
    if (isCut) losses.push({ row: null, said: say("exchange.loss.rows", { count: ROWS_MAX }) });
    if (formulas > 0) losses.push({ row: null, said: say("exchange.loss.formula", { count: formulas }) });
    if (sheet.isHidden) losses.push({ row: null, said: say("exchange.loss.hidden", { name: sheet.name }) });
  }
  return { tables, losses };
}

async function bookOf(archive: Archive): Promise<Book> {
  const targets = new Map<string, string>();
  if (archive.names.has("xl/_rels/workbook.xml.rels")) {
    await readXml(archive, "xl/_rels/workbook.xml.rels", {
      open: (name, attribute) => {
        if (name === "Relationship") targets.set(attribute("Id") ?? "", partOf(attribute("Target") ?? ""));
      },
    });
  }
  const sheets: Sheet[] = [];
  let from1904 = false;
  await readXml(archive, "xl/workbook.xml", {
    open: (name, attribute) => {
      if (name === "workbookPr") from1904 = ["1", "true"].includes(attribute("date1904") ?? "");
      if (name !== "sheet") return;
      const part = targets.get(attribute("id") ?? "") ?? `xl/worksheets/sheet${sheets.length + 1}.xml`;
      const isHidden = (attribute("state") ?? "visible") !== "visible";
      const title = fitting(attribute("name") ?? "", 200);
      if (sheets.length <= TABLES_MAX) sheets.push({ name: title, part, isHidden });
    },
  });
  return { sheets, from1904, strings: await stringsOf(archive), timed: await timedStylesOf(archive) };
}

function partOf(target: string): string {
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}

/** The texts that cells point at, without the readings that stand above Chinese and Japanese characters. */
async function stringsOf(archive: Archive): Promise<string[]> {
  const strings: string[] = [];
  if (!archive.names.has("xl/sharedStrings.xml")) return strings;
  let [text, inText, inReading] = ["", false, false];
  await readXml(archive, "xl/sharedStrings.xml", {
    open: (name) => {
      if (name === "si") text = "";
      if (name === "t") inText = true;
      if (name === "rPh") inReading = true;
    },
    text: (piece) => {
      if (inText && !inReading && text.length < CELL_MAX) text += piece;
    },
    close: (name) => {
      if (name === "t") inText = false;
      if (name === "rPh") inReading = false;
      if (name === "si") strings.push(fitting(text, CELL_MAX));
    },
  });
  return strings;
}

/** The formats of days and times that every workbook knows without saying so (ECMA-376, 18.8.30). */
const BUILT_IN_TIMES = [14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57];

/** Whether the style of that number shows a number as a day or a time. */
async function timedStylesOf(archive: Archive): Promise<boolean[]> {
  const timed: boolean[] = [];
  if (!archive.names.has("xl/styles.xml")) return timed;
  const formats = new Map<number, boolean>(BUILT_IN_TIMES.map((id) => [id, true]));
  let inStyles = false;
  await readXml(archive, "xl/styles.xml", {
    open: (name, attribute) => {
      if (name === "numFmt")
        formats.set(Number(attribute("numFmtId")), isTimeFormat(attribute("formatCode") ?? ""));
      if (name === "cellXfs") inStyles = true;
      if (name === "xf" && inStyles) timed.push(formats.get(Number(attribute("numFmtId") ?? 0)) ?? false);
    },
    close: (name) => {
      if (name === "cellXfs") inStyles = false;
    },
  });
  return timed;
}

function isTimeFormat(code: string): boolean {
  // Literal text, colours and conditions aside.
  const plain = code.replace(/"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]/gi, "");
  return /[ymdhs]/i.test(plain) && !/[#0?]/.test(plain.replace(/s\.0+/gi, ""));
}

type Cell = { column: number; type: string; style: number; value: string; isFormula: boolean };

async function rowsOf(archive: Archive, part: string, book: Book) {
  const rows: string[][] = [];
  const merged: string[] = [];
  let [formulas, isCut] = [0, false];
  let row: string[] = [];
  let cell: Cell | null = null;
  let [inValue, at] = [false, 0];
  await readXml(
    archive,
    part,
    {
      open: (name, attribute) => {
        if (name === "row") {
          row = [];
          const number = Number(attribute("r") ?? at + 1);
          // Rows that nothing stands in are not written.
          while (rows.length < Math.min(number - 1, ROWS_MAX)) rows.push([]);
          at = number;
        } else if (name === "c") {
          const place = attribute("r");
          cell = {
            column: place === undefined ? row.length : columnOf(place),
            type: attribute("t") ?? "n",
            style: Number(attribute("s") ?? 0),
            value: "",
            isFormula: false,
          };
        } else if (name === "v" || name === "t") inValue = true;
        else if (name === "f" && cell) cell.isFormula = true;
        else if (name === "mergeCell") merged.push(attribute("ref") ?? "");
      },
      text: (piece) => {
        if (inValue && cell && cell.value.length < CELL_MAX) cell.value += piece;
      },
      close: (name) => {
        if (name === "v" || name === "t") inValue = false;
        else if (name === "c" && cell) {
          if (cell.isFormula) formulas += 1;
          if (cell.column < COLUMNS_MAX) {
            while (row.length < cell.column) row.push("");
            row[cell.column] = shown(cell, book);
          }
          cell = null;
        } else if (name === "row") {
          if (rows.length < ROWS_MAX) rows.push(row);
          else if (row.some((text) => text !== "")) isCut = true;
        }
      },
      isDone: () => isCut,
    },
    // Only as much is unpacked as is read.
    Infinity,
  );
  fillMerged(rows, merged);
  while (rows.at(-1)?.every((text) => text.trim() === "")) rows.pop();
  return { rows, formulas, isCut };
}

/** "AB12" is column 27, from 0. */
function columnOf(place: string): number {
  const letters = /^[A-Z]+/.exec(place)?.[0] ?? "A";
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function shown({ type, style, value }: Cell, { strings, timed, from1904 }: Book): string {
  if (type === "s") return strings[Number(value)] ?? "";
  if (type !== "n" || value === "") return fitting(value, CELL_MAX);
  const number = Number(value);
  if (!timed[style] || !Number.isFinite(number)) return trimmed(value, number);
  return dayOrTime(number, from1904);
}

/** A number as people typed it: 0.1 is stored as 0.10000000000000001. */
function trimmed(value: string, number: number): string {
  return Number.isFinite(number) && /[.eE]/.test(value) ? String(Number(number.toPrecision(12))) : value;
}

/** A count of days since the beginning of the workbook's calendar as what it shows: a time, or a day with a time. */
function dayOrTime(days: number, from1904: boolean): string {
  if (Math.abs(days) > 3_000_000) return String(days);
  const seconds = Math.round(days * 86_400);
  if (days < 1) return momentText(seconds * 1_000).time;
  // The first calendar takes 1900 for a leap year: its day 60 never was.
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const moment = new Date(start + seconds * 1_000);
  if (Number.isNaN(moment.getTime())) return String(days);
  const { day, time } = momentText(moment.getTime());
  return time === "00:00:00" ? day : `${day}T${time}`;
}

/** "2024-06-26" and "09:00:00". */
function momentText(ms: number): { day: string; time: string } {
  const [day = "", time = ""] = new Date(ms).toISOString().split(/[T.]/);
  return { day, time };
}

/** What cells that are one cell over several rows show stands in each of those rows. */
function fillMerged(rows: string[][], merged: readonly string[]): void {
  for (const range of merged) {
    const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range);
    if (!match) continue;
    const [, letters = "A", first = "1", , last = "1"] = match;
    const column = columnOf(letters);
    const text = rows[Number(first) - 1]?.[column] ?? "";
    for (let at = Number(first); at < Math.min(Number(last), rows.length); at += 1) {
      const row = rows[at];
      if (!row || column >= COLUMNS_MAX) continue;
      while (row.length <= column) row.push("");
      row[column] = text;
    }
  }
}
