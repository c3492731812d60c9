import type { ActionSeen, DeliverySeen, RadioSeen, RecordSeen } from "./schema";

/** Entries of one list of a view at most, and characters of text in them: what a stream carries has to stay small. */
export const LATEST_MAX = 200;
export const LATEST_CHARS_MAX = 20_000;

/** How much of its lists a view shows: the latest, or the whole for whoever pages back. */
export type Extent = "latest" | "whole";

/**
 * The last entries of a list, in its order: as many as are worth carrying in a view. Whoever wants earlier ones asks
 * for them by page.
 *
 * @param texts What people wrote in an entry.
 * @param isKept Entries that are shown however old they are, because something is still to be done about them.
 */
export function latest<T>(
  list: readonly T[],
  extent: Extent,
  texts: (entry: T) => readonly string[],
  isKept: (entry: T) => boolean = () => false,
): T[] {
  if (extent === "whole") return [...list];
  let chars = 0;
  let from = list.length;
  while (from > 0 && list.length - from < LATEST_MAX) {
    const entry = list[from - 1];
    if (entry === undefined) break;
    chars += texts(entry).reduce((sum, text) => sum + text.length, 0);
    // The newest is shown whatever its length.
    if (chars > LATEST_CHARS_MAX && from < list.length) break;
    from--;
  }
  return list.filter((entry, i) => i >= from || isKept(entry));
}

export const NO_TEXTS = (): string[] => [];

export const textsOfRadio = ({ text }: RadioSeen) => [text];

export const textsOfDelivery = ({ text }: DeliverySeen) => [text.zh, text.en];

export const textsOfAction = ({ note, rationale }: ActionSeen) => [note, rationale];

export const textsOfNote = ({ text }: { text: string }) => [text];

export const textsOfRecord = ({ what }: RecordSeen) => (what.kind === "action" ? [what.note] : []);

/** Whether something may still come of an action: its side has to see it however long ago it was taken. */
export function isUnsettled({ state }: ActionSeen): boolean {
  return state !== "done" && state !== "failed";
}
