import "server-only";
import { parse } from "csv-parse/sync";
import type { Table } from "@/domain/exchange/plan";
import { fitting } from "@/domain/shortened";
import { say } from "@/domain/words/said";
import { CELL_MAX, COLUMNS_MAX, ROWS_MAX } from "./limits";
import { FileRefused } from "./refused";

/**
 * The text of a file in whichever encoding it is: UTF-8 or UTF-16 by their marks, UTF-8 where it is that, UTF-16 by its
 * zeros, and else GB 18030, in which Chinese spreadsheets save.
 */
export function textIn(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  const as = (label: string) => new TextDecoder(label).decode(bytes);
  if (first === 0xff && second === 0xfe) return as("utf-16le");
  if (first === 0xfe && second === 0xff) return as("utf-16be");
  if (first === 0xef && second === 0xbb && third === 0xbf) return as("utf-8");
  const zeros = [0, 1].map(
    (odd) => bytes.slice(0, 400).filter((byte, i) => i % 2 === odd && byte === 0).length,
  );
  const half = Math.min(400, bytes.length) / 2;
  if ((zeros[1] ?? 0) > half * 0.3) return as("utf-16le");
  if ((zeros[0] ?? 0) > half * 0.3) return as("utf-16be");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return as("gb18030");
  }
}

/** A table of separated values; what separates them is what its first lines have most of. */
export function tableOfText(text: string): Table {
  const delimiter = delimiterOf(text);
  let rows: string[][];
  try {
    rows = parse(text, {
      delimiter,
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      to: ROWS_MAX,
      max_record_size: 1_000_000,
    });
  } catch {
    throw new FileRefused(say("exchange.refused.broken"));
  }
  return {
    name: "1",
    isHidden: false,
    rows: rows.map((row) => row.slice(0, COLUMNS_MAX).map((cell) => fitting(cell, CELL_MAX))),
  };
}

function delimiterOf(text: string): string {
  const head = fitting(text, 20_000).replace(/"(?:[^"]|"")*"/g, "");
  const counts = [",", ";", "\t", "|"].map((sign) => ({ sign, count: head.split(sign).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}
