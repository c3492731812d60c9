import type { Said } from "@/domain/words/said";

/** When something of a foreign plan comes. */
export type ForeignWhen =
  | { on: "time"; atMs: number }
  | { on: "hand" }
  /** So long after another entry, by its number. */
  | { on: "after"; number: string; delayMs: number }
  /** Once one of these options of other entries was taken, by their numbers. */
  | { on: "options"; of: readonly { number: string; optionId: string }[] };

/** One entry of a foreign plan, in its own words. */
export type ForeignInject = {
  /** The row of a table, or the entry of a list, from 1. */
  row: number;
  /** What it is called in its plan: "001". */
  number: string;
  title: string;
  text: string;
  from: string;
  to: string;
  /** How it is delivered, in the words of the plan. */
  kind: string;
  when: ForeignWhen;
  /** What players are to do about it, as it stands there. */
  expected: string;
  /** What they are asked, where it asks something. */
  options: { id: string; label: string }[];
};

/** Something of a file that has no place here, or none that could be found: told, and kept with the scenario. */
export type Loss = {
  /** The row or entry, from 1; null where it is of the whole file. */
  row: number | null;
  said: Said;
};

/** A table out of a file: rows of cells as they are read. */
export type Table = { name: string; isHidden: boolean; rows: readonly (readonly string[])[] };

/** What a foreign file holds. */
export type ForeignPlan = { title: string; injects: ForeignInject[]; losses: Loss[] };

/** What comes of a file that somebody brings: tables to be read, a plan of a known format, or why it is not opened. */
export type PlanFile =
  | { is: "tables"; tables: Table[]; losses: Loss[] }
  | { is: "plan"; format: string; plan: ForeignPlan }
  | { is: "refused"; said: Said };

/** One with nothing in it but its number. */
export function blankInject(row: number, number: string): ForeignInject {
  return {
    row,
    number,
    title: "",
    text: "",
    from: "",
    to: "",
    kind: "",
    when: { on: "hand" },
    expected: "",
    options: [],
  };
}
