/** One field that became another: what stood there before and after, null where there was nothing. */
export type Change = {
  /** Dotted, by ids where the parts of a list have them: "sections.handling.body.zh". */
  field: string;
  from?: string | null;
  to?: string | null;
};

/** What changed, for an entry of the audit trail. A field whose value is nobody's to read has neither `from` nor `to`. */
export type Changes = {
  changes: readonly Change[];
  /** How many further fields changed; left out when all are named. */
  more?: number;
};

/** Fields named in one entry: a whole scenario pasted anew is not copied into the trail. */
const FIELDS_MAX = 20;
/** Of a value, in characters as people see them. */
const VALUE_MAX = 160;

/**
 * The fields in which two states of something differ, in the order of their names.
 *
 * @param before Null for something new, `after` null for something gone.
 * @param secret Fields of which only that they changed is told.
 */
export function changesBetween(
  before: unknown,
  after: unknown,
  { secret = [] }: { secret?: readonly string[] } = {},
): Changes {
  const was = new Map(fieldsOf(before, ""));
  const is = new Map(fieldsOf(after, ""));
  const changed = [...new Set([...was.keys(), ...is.keys()])]
    .filter((field) => (was.get(field) ?? null) !== (is.get(field) ?? null))
    .sort();
  const changes = changed.slice(0, FIELDS_MAX).map((field): Change => {
    if (secret.includes(field)) return { field };
    return { field, from: shown(was.get(field)), to: shown(is.get(field)) };
  });
  const more = changed.length - changes.length;
  return more > 0 ? { changes, more } : { changes };
}

/** Every value with where it stands. Lists of plain values are one field, read as people would write them. */
function fieldsOf(value: unknown, field: string): [string, string][] {
  if (value === null || value === undefined || value === "") return [];
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== "object"))
      return value.length === 0 ? [] : [[field, value.map(String).join(", ")]];
    return value.flatMap((one: unknown, index) =>
      fieldsOf(one, under(field, idOf(one) ?? String(index + 1))),
    );
  }
  if (typeof value === "object") {
    return Object.entries(value).flatMap(([name, one]) =>
      name === "id" ? [] : fieldsOf(one, under(field, name)),
    );
  }
  return [[field, String(value)]];
}

function under(field: string, name: string): string {
  return field === "" ? name : `${field}.${name}`;
}

function idOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("id" in value)) return null;
  return typeof value.id === "string" && value.id !== "" ? value.id : null;
}

function shown(value: string | undefined): string | null {
  if (value === undefined) return null;
  // A value far too long to show is not cut into characters as a whole.
  const characters = [...graphemes.segment(wellFormed(value.slice(0, VALUE_MAX * 8)))];
  if (characters.length <= VALUE_MAX && value.length <= VALUE_MAX * 8) return wellFormed(value);
  return `${characters
    .slice(0, VALUE_MAX)
    .map(({ segment }) => segment)
    .join("")}…`;
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Half a character cannot be stored as it is, and what is hashed has to be what is stored. */
function wellFormed(value: string): string {
  return value.replace(/\p{Surrogate}/gu, "\uFFFD");
}
