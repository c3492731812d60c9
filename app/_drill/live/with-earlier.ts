/**
 * A list of which the latest entries are shown, and older ones that are still to be seen to, with the earlier entries that
 * were fetched. Entries are numbered from 1 without gaps; what is shown counts before what was fetched of the same number.
 *
 * @returns `before`: the number before which to ask for more, at the newest gap; null when nothing is missing.
 */
export function withEarlier<T extends { n: number }>(
  shown: readonly T[],
  fetched: ReadonlyMap<number, T>,
): { entries: T[]; before: number | null } {
  const newest = shown.at(-1)?.n ?? 0;
  const known = new Map([...fetched].filter(([n]) => n <= newest));
  for (const entry of shown) known.set(entry.n, entry);
  let first = newest + 1;
  while (known.has(first - 1)) first--;
  return {
    entries: [...known.values()].sort((one, other) => one.n - other.n),
    before: first > 1 ? first : null,
  };
}
