import type { Offered } from "@/domain/locales";
import type { Inject, Scenario } from "@/domain/scenario/schema";
import { inLocale } from "@/domain/text";
import { COLUMNS, type Column } from "./columns";

/** The words of a table that a MSEL is written out to, in its reader's language. */
export type TableWords = {
  column: Record<Column, string>;
  kind: (kind: Inject["kind"]) => string;
  audience: (audience: Inject["audience"]) => string;
  action: (actionId: string) => string;
  /** When an inject comes: "T+03:30", or what it waits for. */
  when: (trigger: Inject["trigger"]) => string;
};

/**
 * The injects of a scenario as a table, with the columns that are understood when it comes back: one row of headings, and
 * one of each inject in the order of the scenario.
 */
export function writtenOut({ injects }: Scenario, words: TableWords, locale: Offered): string[][] {
  return [
    COLUMNS.map((column) => words.column[column]),
    ...injects.map((inject, i) => {
      const cells: Record<Column, string> = {
        number: String(i + 1),
        time: words.when(inject.trigger),
        title: inLocale(inject.title, locale),
        text: inLocale(inject.text, locale),
        from: inLocale(inject.from, locale),
        to: words.audience(inject.audience),
        kind: words.kind(inject.kind),
        expected: inject.expected.map(({ actionId }) => words.action(actionId)).join("; "),
      };
      return COLUMNS.map((column) => cells[column]);
    }),
  ];
}
