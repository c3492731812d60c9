"use client";

import { createContext, useContext, useState } from "react";

/** Where something is typed: a document, a row of it. Names of fields are told apart by it. */
export const TypedPlace = createContext<string | null>(null);

/** What was typed and could not be taken over, by place and field, for as long as the page is open. */
const kept = new Map<string, string>();

/**
 * The text in a field while it is not what the field stands for; null while it is. A text that cannot be taken over
 * stays in its place: also when the section or the row it stands in is left and opened again.
 */
export function useTyped(field: string): readonly [string | null, (typed: string | null) => void] {
  const place = useContext(TypedPlace);
  const key = place === null ? null : `${place}/${field}`;
  const [typed, setTyped] = useState(() => (key === null ? null : (kept.get(key) ?? null)));
  return [
    typed,
    (next) => {
      setTyped(next);
      if (key === null) return;
      if (next === null) kept.delete(key);
      else kept.set(key, next);
    },
  ];
}
