"use client";

import { useCallback, useState } from "react";
import { edited, newHistory, redone, undone, type EditHistory } from "./edit-history";

/** A document that is written: as it is, and the ways to change it, to take that back and to make it again. */
export type Written<T> = {
  history: EditHistory<T>;
  /** @param key What the change is about: typing on in the same field is one step. */
  edit: (change: (content: T) => T, key?: string) => void;
  /** Goes on from another content, as one step. */
  goOnFrom: (content: T) => void;
  undo: () => void;
  redo: () => void;
};

export function useHistory<T>(opening: T): Written<T> {
  const [history, setHistory] = useState(() => newHistory(opening));
  const edit = useCallback((change: (content: T) => T, key?: string) => {
    const atMs = performance.now();
    setHistory((before) => edited(before, change(before.present), key ?? null, atMs));
  }, []);
  return {
    history,
    edit,
    goOnFrom: (content) => setHistory((before) => edited(before, content, null, 0)),
    undo: () => setHistory(undone),
    redo: () => setHistory(redone),
  };
}
