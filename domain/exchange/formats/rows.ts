import { hasFields, textOf, type Format } from "./format";
import { say } from "@/domain/words/said";

/** A list of rows by name of column, as T3SF and many scripts write a MSEL: read as the table that it is. */
export const rows: Format = {
  name: "MSEL",
  recognises: (json) => Array.isArray(json) && json.length > 0 && json.every((row) => hasFields(row)),
  read: (json) => {
    if (!Array.isArray(json)) return { refused: say("exchange.refused.unknown") };
    const entries = json.filter((row): row is Record<string, unknown> => hasFields(row));
    const headings = [...new Set(entries.flatMap((row) => Object.keys(row)))];
    const table = [headings, ...entries.map((row) => headings.map((heading) => textOf(row[heading])))];
    return { table: { name: "MSEL", isHidden: false, rows: table } };
  },
};
