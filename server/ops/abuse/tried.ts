import "server-only";
import { asNamed, canBeSeen } from "@/domain/names";
import { asSearched, asTyped } from "@/domain/typed";
import { TRACE } from "./hostile";

/** Whether a stored text is what was sent, or what its kind of field says is kept of it. */
export function isKept(stored: string, sent: string): boolean {
  const named = asNamed(sent);
  const forms = [sent, sent.trim(), named, asTyped(sent)];
  const all = [
    ...forms,
    ...forms.map((form) => form.toUpperCase()),
    ...forms.map((form) => form.toLowerCase()),
  ];
  const whole = [...all, asSearched(sent), JSON.stringify(sent).slice(1, -1)];
  return whole.some((form) => form !== "" && stored.includes(form));
}

/** An index is made of what was stored, word by word, and an address of its letters and digits. */
const MADE_OF_IT = ["search_text", "slug"];

/** What is wrong with the rows that a call wrote, given the text that was in it; null when nothing is. */
export function wronglyStored(rows: readonly { table: string; row: unknown }[], sent: string): string | null {
  for (const { table, row } of rows) {
    for (const { key, text } of textsIn(row)) {
      const traced = text.toLowerCase().includes(TRACE);
      if (traced && !MADE_OF_IT.includes(key) && !isKept(text, sent))
        return `${table}.${key}: ${JSON.stringify(text)}`;
      const isName = /name|title/i.test(key) && text === sent;
      // Of two languages one may be left out.
      const isLeftOut = text === "" && /_(zh|en)$/.test(key);
      if (isName && !isLeftOut && !canBeSeen(text)) return `${table}.${key} cannot be seen`;
    }
  }
  return null;
}

function textsIn(value: unknown, key = ""): { key: string; text: string }[] {
  if (typeof value === "string") return [{ key, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([inner, one]) => textsIn(one, Array.isArray(value) ? key : inner));
}
