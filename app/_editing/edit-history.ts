/** One thing as it is and was: every change can be taken back, and made again. */
export type EditHistory<T> = {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What the last change was about, and when: typing on in the same field is one step. */
  last: { key: string; atMs: number } | null;
};

/** Steps that can be taken back. */
export const STEPS_MAX = 300;

/** Changes to the same field within this time of each other are one step, in ms. */
const SAME_STEP_MS = 1_500;

export function newHistory<T>(present: T): EditHistory<T> {
  return { past: [], present, future: [], last: null };
}

/**
 * Makes a change.
 *
 * @param key What it is about; null makes it a step of its own whatever came before.
 * @param atMs When, in ms of any clock that does not run backwards.
 */
export function edited<T>(
  history: EditHistory<T>,
  next: T,
  key: string | null,
  atMs: number,
): EditHistory<T> {
  if (Object.is(next, history.present)) return history;
  const { last } = history;
  const goesOn = key !== null && last?.key === key && atMs - last.atMs < SAME_STEP_MS;
  return {
    past: goesOn ? history.past : [...history.past, history.present].slice(-STEPS_MAX),
    present: next,
    future: [],
    last: key === null ? null : { key, atMs },
  };
}

export function undone<T>(history: EditHistory<T>): EditHistory<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    last: null,
  };
}

export function redone<T>(history: EditHistory<T>): EditHistory<T> {
  const [after, ...rest] = history.future;
  if (after === undefined) return history;
  return { past: [...history.past, history.present], present: after, future: rest, last: null };
}
