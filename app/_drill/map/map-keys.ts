/** The way through a map by keys: Tab reaches one thing on it, the arrow keys go on from there. */
export type MapKeys = {
  /** Lets Tab reach that thing, or the first where it is not there. */
  rove: (id: string | null) => void;
  /** The same for the thing that Tab reached before, after something was drawn anew. */
  again: () => void;
  /** Puts the focus on a thing, or on the first where it is not there and that is wanted. */
  focusOn: (id: string, orFirst?: boolean) => void;
};

/** What the keys go through, in reading order of the lists beside the map. */
const ORDER = ["incident", "unit", "actor", "more", "fold", "place"];

/** @param onEscape Folds what is open. @returns the id of what was; null when nothing was open. */
export function openKeys(container: HTMLElement, onEscape: () => string | null): MapKeys {
  /** The one marker that the Tab key reaches. */
  let current: string | null = null;
  container.addEventListener("keydown", onKeyDown, true);
  container.addEventListener("focusin", (event) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset.thing : undefined;
    if (id !== undefined) rove(id);
  });
  return { rove, again: () => rove(current), focusOn };

  function ordered(): HTMLElement[] {
    const rank = (element: HTMLElement) => ORDER.indexOf((element.dataset.thing ?? "").split(":")[0] ?? "");
    return [...container.querySelectorAll<HTMLElement>("[data-thing]")]
      .filter((element) => element.dataset.thing !== "")
      .sort((a, b) => rank(a) - rank(b));
  }

  function rove(to: string | null): void {
    const all = ordered();
    const reached = all.find((element) => element.dataset.thing === to) ?? all[0];
    current = reached?.dataset.thing ?? null;
    for (const element of all) element.tabIndex = element === reached ? 0 : -1;
  }

  function focusOn(id: string, orFirst = false): void {
    const all = ordered();
    const there = all.find((element) => element.dataset.thing === id);
    (there ?? (orFirst ? all[0] : undefined))?.focus({ preventScroll: true });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      const folded = onEscape();
      if (folded === null) return;
      event.stopPropagation();
      focusOn(folded, true);
      return;
    }
    const id = event.target instanceof HTMLElement ? event.target.dataset.thing : undefined;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (id === undefined || step === undefined) return;
    // On a marker the arrow keys go to the next one; on the map itself they move the map.
    event.preventDefault();
    event.stopPropagation();
    const all = ordered();
    const at = all.findIndex((element) => element.dataset.thing === id);
    all[(at + step + all.length) % all.length]?.focus();
  }
}
