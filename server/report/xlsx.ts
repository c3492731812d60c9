import "server-only";
import { fitting } from "@/domain/shortened";
import { packageHead, packageOf, relations, XML_HEAD, xmlText } from "./package-file";

const SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** As many characters as a cell holds. */
const CELL_MAX = 32_767;

/**
 * One sheet as a workbook, its first row in sight while the others are scrolled. Text is written as text, so that no
 * cell is a formula, whatever it begins with.
 *
 * @param widths Of the columns, in characters.
 */
export function xlsxOf(
  name: string,
  rows: readonly (readonly (string | number)[])[],
  widths: readonly number[],
): Buffer {
  const columns = widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join("");
  const cells = rows
    .map((row, r) => `<row r="${r + 1}">${row.map((value, c) => cellOf(value, c, r)).join("")}</row>`)
    .join("");
  return packageOf([
    ...packageHead(
      {
        "xl/workbook.xml": "spreadsheetml.sheet.main",
        "xl/worksheets/sheet1.xml": "spreadsheetml.worksheet",
      },
      "xl/workbook.xml",
    ),
    {
      name: "xl/workbook.xml",
      text: `${XML_HEAD}<workbook xmlns="${SHEET}" xmlns:r="${RELATIONS}"><sheets><sheet name="${xmlText(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    relations("xl/_rels/workbook.xml.rels", [["worksheet", "worksheets/sheet1.xml"]]),
    {
      name: "xl/worksheets/sheet1.xml",
      text: `${XML_HEAD}<worksheet xmlns="${SHEET}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols><sheetData>${cells}</sheetData></worksheet>`,
    },
  ]);
}

function cellOf(value: string | number, column: number, row: number): string {
  const at = `${String.fromCharCode(65 + column)}${row + 1}`;
  if (typeof value === "number") return `<c r="${at}"><v>${value}</v></c>`;
  const text = xmlText(fitting(value, CELL_MAX));
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}
