import "server-only";

/** Where something stands in an input. */
export type Path = readonly (string | number)[];

/** One call with something in it that no honest client sends. */
export type Attack = {
  kind: string;
  path: Path;
  /** The input as JSON, written by hand where no value would give it. */
  body: string;
  /** What was put in, where it is a text that might be stored. */
  text: string | null;
  /** No procedure may take it. */
  mustRefuse: boolean;
};

/** A word that stands in every text that might be stored, so that it is found again. */
export const TRACE = "zq7vk";

const UNSTORABLE = ["\0", `${TRACE}\0`, "\ud800", `${TRACE}\udc00x`];

/** Texts that cannot be seen, change how their neighbours show, or are often "put right" on the way. */
const UNSEEN = [
  "\u200b\u3164",
  `${TRACE}\u200b\u202e\u2060x`,
  ` \u3000${TRACE}  ＡＢ１ `,
  `${TRACE}e\u0301\ufe0f👨‍👩‍👧`,
  `${TRACE}'"\\%_<b>&amp;`,
  `${TRACE}\r\n\tx`,
];

const OTHER_TYPES = [null, true, -1, 1e300, 0.1, "", [], {}, [[]], "NaN", "５"];

const HOLE = "@@hole@@";

/**
 * Everything that is tried on an input; on fewer fields of it, and with fewer values, when time is short.
 *
 * @param done Fields of the input that have been tried as they are: of these only what is inside is tried.
 */
export function attacksOn(
  input: unknown,
  { fields, values }: { fields: number; values: number },
  done: ReadonlySet<string> = new Set(),
): Attack[] {
  const isNew = (path: Path) => path.length > 1 || (path.length === 1 && !done.has(String(path[0])));
  const texts = spread(pathsOf(input, (value) => typeof value === "string").filter(isNew), fields);
  const any = spread(pathsOf(input, () => true).filter(isNew), fields);
  const put = (kind: string, path: Path, value: unknown, mustRefuse: boolean): Attack => ({
    kind,
    path,
    body: JSON.stringify(withAt(input, path, value)),
    text: typeof value === "string" && value.length < 1_000 ? value : null,
    mustRefuse,
  });
  const written = (kind: string, path: Path, json: string): Attack => ({
    kind,
    path,
    body: JSON.stringify(withAt(input, path, HOLE)).replace(`"${HOLE}"`, () => json),
    text: null,
    mustRefuse: true,
  });
  const few = <T>(list: readonly T[]) => list.slice(0, Math.min(2, values));
  return [
    ...texts.flatMap((path) => spread(UNSTORABLE, values).map((text) => put("unstorable", path, text, true))),
    ...texts.flatMap((path) => spread(UNSEEN, values).map((text) => put("unseen", path, text, false))),
    ...few(texts).map((path) => put("long", path, "长".repeat(300_000), true)),
    ...texts.slice(0, values - 1).map((path) => put("long", path, "x".repeat(900_000), true)),
    ...any.flatMap((path) =>
      spread(OTHER_TYPES, values).map((value) => put("wrong type", path, value, false)),
    ),
    ...few(any).map((path) => written("deep", path, `${"[".repeat(10_000)}${"]".repeat(10_000)}`)),
    ...any
      .slice(0, 2)
      .map((path) => written("deep", path, `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`)),
    ...few(any).map((path) => written("many", path, `[${Array(100_000).fill("{}").join(",")}]`)),
    ...few(any).map((path) => written("huge number", path, "1e999")),
    ...(done.size > 0 ? [] : strangeKeys(input)),
  ];
}

function strangeKeys(input: unknown): Attack[] {
  if (typeof input !== "object" || input === null) return [];
  const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`field${i}`, i]));
  return [{ ["ke\0y"]: 1 }, { ["\ud800"]: 1 }, many].map((more) => ({
    kind: "keys",
    path: [],
    body: JSON.stringify({ ...input, ...more }),
    text: null,
    mustRefuse: true,
  }));
}

function pathsOf(value: unknown, wanted: (value: unknown) => boolean, path: Path = []): Path[] {
  const own = wanted(value) ? [path] : [];
  if (typeof value !== "object" || value === null) return own;
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, inside]) =>
      pathsOf(inside, wanted, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function withAt(input: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(input)) {
    return input.map((one: unknown, i) => (i === step ? withAt(one, rest, value) : one));
  }
  if (typeof input !== "object" || input === null) return value;
  return Object.fromEntries(
    Object.entries(input).map(([key, one]) => [key, key === String(step) ? withAt(one, rest, value) : one]),
  );
}

/** So many of a list, from all of its length. */
function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)]).filter(
    (one): one is T => one !== undefined,
  );
}
