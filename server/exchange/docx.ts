import "server-only";
import type { Table } from "@/domain/exchange/plan";
import { fitting } from "@/domain/shortened";
import type { Archive } from "./archive";
import { CELL_MAX, COLUMNS_MAX, ROWS_MAX } from "./limits";
import { readXml } from "./xml";

/** A line that begins with a time: "09:10 …", "T+5 …", "九点十分，…". */
const TIMED_LINE =
  /^\s*(T\s*[+＋]\s*[\d:：]+\s*(?:分钟?)?|\d{1,2}\s*[:：时点h]\s*\d{2}(?:\s*分)?|[零一二三四五六七八九十两]{1,3}点(?:半|[零一二三四五六七八九十]{1,3}分?)?)[\s,，、.。:：—-]*(\S.*)$/u;

/** The tables of a text document; where it has none, its lines that begin with a time as one table. */
export async function tablesOfDocument(archive: Archive): Promise<Table[]> {
  const tables: string[][][] = [];
  const lines: string[] = [];
  /** Tables within tables: what is inside a cell belongs to the cell. */
  let depth = 0;
  let [text, inText, span, goesOn] = ["", false, 1, false];
  const table = () => tables.at(-1) ?? [];
  await readXml(archive, "word/document.xml", {
    open: (name, attribute) => {
      if (name === "tbl" && ++depth === 1) tables.push([]);
      if (depth === 1 && name === "tr") table().push([]);
      if (depth === 1 && name === "tc") [text, span, goesOn] = ["", 1, false];
      if (name === "p" && depth === 0) text = "";
      if (name === "gridSpan") span = Number(attribute("val") ?? 1);
      if (name === "vMerge") goesOn = (attribute("val") ?? "continue") === "continue";
      if (name === "t") inText = true;
      if (name === "br" || name === "tab") text += name === "br" ? "\n" : " ";
    },
    text: (piece) => {
      if (inText && text.length < CELL_MAX) text += piece;
    },
    close: (name) => {
      if (name === "t") inText = false;
      if (name === "p") {
        if (depth === 0) lines.push(text);
        else text += "\n";
      }
      if (name === "tc" && depth === 1) {
        const rows = table();
        const row = rows.at(-1);
        if (row && row.length < COLUMNS_MAX) {
          const above = rows.at(-2)?.[row.length] ?? "";
          row.push(goesOn ? above : fitting(text.trim(), CELL_MAX));
          for (let more = 1; more < Math.min(span, COLUMNS_MAX); more += 1) row.push("");
        }
      }
      if (name === "tbl") depth -= 1;
    },
    isDone: () => table().length > ROWS_MAX,
  });
  const found = tables.map((rows, i): Table => ({
    name: String(i + 1),
    isHidden: false,
    rows: rows.slice(0, ROWS_MAX),
  }));
  const timed = lines.flatMap((line) => {
    const match = TIMED_LINE.exec(line);
    return match ? [[match[1] ?? "", match[2] ?? ""]] : [];
  });
  return found.length > 0 || timed.length === 0 ? found : [{ name: "1", isHidden: false, rows: timed }];
}
