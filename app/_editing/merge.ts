/** A field that two people changed to different things; what the first of them wrote is in the result. */
export type Clash = { path: readonly (string | number)[]; mine: unknown; theirs: unknown };

/**
 * What two people made of one document, put together field by field and row by row. Rows are known by their id. Nothing
 * that either of them typed is dropped without being named: of a field both changed, mine stands and theirs is told.
 *
 * @param base What both of them began with.
 */
export function merged<T>(base: T, mine: T, theirs: T): { content: T; clashes: Clash[] } {
  const clashes: Clash[] = [];
  // Both sides have the document's own shape, and so has every part taken from one of them.
  const content = mergedPart(base, mine, theirs, [], clashes) as T;
  return { content, clashes };
}

function mergedPart(
  base: unknown,
  mine: unknown,
  theirs: unknown,
  path: readonly (string | number)[],
  clashes: Clash[],
): unknown {
  if (isSame(mine, theirs) || isSame(base, theirs)) return mine;
  if (isSame(base, mine)) return theirs;
  if (isRows(mine) && isRows(theirs) && (base === undefined || isRows(base))) {
    return mergedRows(base ?? [], mine, theirs, path, clashes);
  }
  if (isRecord(mine) && isRecord(theirs)) {
    const before = isRecord(base) ? base : {};
    const result: Record<string, unknown> = {};
    for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
      const part = mergedPart(before[key], mine[key], theirs[key], [...path, key], clashes);
      if (part !== undefined) result[key] = part;
    }
    return result;
  }
  clashes.push({ path, mine, theirs });
  return mine;
}

type Row = Record<string, unknown> & { id: string };

/** My rows in my order, and after the row they stood behind, the rows that the other one added. */
function mergedRows(
  base: readonly Row[],
  mine: readonly Row[],
  theirs: readonly Row[],
  path: readonly (string | number)[],
  clashes: Clash[],
): Row[] {
  const find = (rows: readonly Row[], id: string) => rows.find((row) => row.id === id);
  const result: Row[] = [];
  for (const row of mine) {
    const before = find(base, row.id);
    const other = find(theirs, row.id);
    // The other one took it away: unless I have worked on it since, it stays away.
    if (!other && before && isSame(before, row)) continue;
    const here = [...path, mine.indexOf(row)];
    result.push(other ? (mergedPart(before, row, other, here, clashes) as Row) : row);
  }
  theirs.forEach((row, index) => {
    if (find(mine, row.id)) return;
    const before = find(base, row.id);
    // I took it away: unless the other one has worked on it since, it stays away.
    if (before && isSame(before, row)) return;
    const previous = theirs[index - 1]?.id;
    const at = previous === undefined ? -1 : result.findIndex(({ id }) => id === previous);
    result.splice(previous === undefined ? 0 : at < 0 ? result.length : at + 1, 0, row);
  });
  return result;
}

function isRows(value: unknown): value is Row[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((row) => isRecord(row) && typeof row.id === "string") &&
    new Set(value.map((row: Row) => row.id)).size === value.length
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((part, i) => isSame(part, b[i]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isSame(a[key], b[key]));
}
