import type { ForeignPlan } from "@/domain/exchange/plan";
import type { Table } from "@/domain/exchange/plan";
import type { Said } from "@/domain/words/said";

/** What comes of a file of a known format: a plan, a table that is read as any other, or why it is refused. */
export type Recognised = { plan: ForeignPlan } | { table: Table } | { refused: Said };

/** A format of JSON files that others publish exercises in. */
export type Format = {
  /** What people call it. */
  name: string;
  /** Whether a file is of it, by its shape. */
  recognises: (json: unknown) => boolean;
  read: (json: unknown) => Recognised;
};

type Fields = Record<string, unknown>;

/** Whether a value has fields, all of these among them. */
export function hasFields(value: unknown, ...names: string[]): value is Fields {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    names.every((name) => name in value)
  );
}

/** The entries of a list that have fields; none where it is no list. */
export function entriesOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter((entry): entry is Fields => hasFields(entry)) : [];
}

/** A value as text, white space around it left out; nothing where it is no text and no number. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value.trim();
  return typeof value === "number" ? String(value) : "";
}

/** A value as a number; null where it is none. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** The texts of a list. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf).filter((text) => text !== "") : [];
}
