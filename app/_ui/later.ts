/** A part of the program that is not in the first load of a page. */
export type Later<T> = {
  /** Asks for it once. Rejects when the server cannot be reached; the next call asks anew. */
  now: () => Promise<T>;
  /** Asks for it before it is needed. Whether it comes shows when it is. */
  ahead: () => void;
  /** Asks until it has come, however long the server cannot be reached. Does not answer after `signal` has stopped it. */
  untilThere: (signal: AbortSignal, then: (part: T) => void) => void;
};

/** How long after a failed try the next one begins. */
const ASK_AGAIN_MS = 5_000;

/**
 * A part of the program that is fetched when it is needed.
 *
 * The line may be down at that moment, and an import that fails breaks the page for whoever does not expect it; ESLint
 * therefore lets no screen import at run time by itself.
 */
export function later<T>(load: () => Promise<T>): Later<T> {
  return {
    now: load,
    ahead: () => void load().catch(() => undefined),
    untilThere: (signal, then) => {
      function ask() {
        if (signal.aborted) return;
        load().then(
          (part) => {
            if (!signal.aborted) then(part);
          },
          () => setTimeout(ask, ASK_AGAIN_MS),
        );
      }
      ask();
    },
  };
}
