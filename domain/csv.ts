/** Makes spreadsheets read UTF-8 as what it is. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * A table as a file that spreadsheets open: RFC 4180, lines ended as there.
 *
 * A cell that a spreadsheet would take for a formula is given a quotation mark in front, which makes it text.
 */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
}

function cellOf(value: string | number): string {
  if (typeof value === "number") return String(value);
  // Also behind spaces, and in the full-width shapes that some spreadsheets read alike.
  const text = /^[\s\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
