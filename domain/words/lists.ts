import { tagOf, type Locale } from "@/domain/locales";

const formats = new Map<string, Intl.ListFormat>();

/**
 * Things side by side, as the language writes them: "甲、乙、丙" or "A, B, C" (each), "甲、乙和丙" or "A, B, and C" (and),
 * "甲、乙或丙" or "A, B, or C" (or).
 */
export function listed(parts: readonly string[], locale: Locale, as: "each" | "and" | "or"): string {
  if (as === "each") return parts.join(betweenIn(locale));
  return formatOf(locale, as === "and" ? "conjunction" : "disjunction").format(parts);
}

/** What stands between two things of a list that are not the last two. */
function betweenIn(locale: Locale): string {
  const parts = formatOf(locale, "conjunction").formatToParts(["A", "B", "C"]);
  return parts.find(({ type }) => type === "literal")?.value ?? ", ";
}

function formatOf(locale: Locale, type: "conjunction" | "disjunction"): Intl.ListFormat {
  const key = `${locale} ${type}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.ListFormat(tagOf(locale), { type, style: "long" });
  formats.set(key, made);
  return made;
}
