import type { z } from "zod";
import { asNamed, canBeSeen } from "./names";

/** No drill and no case lasts longer, in ms: ten days. */
export const LENGTH_MS_MAX = 240 * 3_600_000;

/** Calendar dates between these are within anybody's service, or what they teach from. */
const DATE_FROM = "1900-01-01";
const DATE_BEFORE = "2200-01-01";

/** Where in a scenario something is named: by the names of fields, "*" for each entry of a list. */
export const NAMES_IN_SCENARIO = [
  "title",
  "forces.units.*.name",
  "forces.units.*.callSign",
  "actors.*.name",
  "agencies.*.name",
  "gauges.*.name",
  "incidents.*.title",
  "incidents.*.category",
  "injects.*.title",
  "actions.*.label",
  "categories.*.name",
  "items.*.title",
];

/** Where in a case study something is named. */
export const NAMES_IN_CASE = [
  "title",
  "category",
  "place",
  "tags.*",
  "figures.*.label",
  "sections.*.heading",
];

/**
 * The schema of a whole document at the door through which it is written: its names are names (`asNamed`), a text that
 * is there says something, and no time or date is out of any reason. What was stored before, and is only read, is not
 * held to that.
 */
export function asWritten<Schema extends z.ZodType>(schema: Schema, namedAt: readonly string[]): Schema {
  const named = namedAt.map((path) => path.split("."));
  return schema
    .superRefine((document, context) => {
      for (const problem of problemsWithin(document)) {
        context.addIssue({ code: "custom", message: problem.why, path: problem.path, input: undefined });
      }
    })
    .overwrite((document) => namedWithin(document, named));
}

function namedWithin<T>(value: T, named: readonly string[][]): T;
function namedWithin(value: unknown, named: readonly string[][]): unknown {
  if (named.some((path) => path.length === 0)) return allNamed(value);
  const below = (key: string) =>
    named.filter(([step]) => step === key || step === "*").map((path) => path.slice(1));
  if (Array.isArray(value)) {
    const inside = below("*");
    return inside.length === 0 ? value : value.map((one: unknown) => namedWithin(one, inside));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const inside = below(key);
      return [key, inside.length === 0 ? one : namedWithin<unknown>(one, inside)];
    }),
  );
}

/** A name, or one in each language. */
function allNamed(value: unknown): unknown {
  if (typeof value === "string") return asNamed(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, allNamed(one)]));
}

type Problem = { path: (string | number)[]; why: string };

function problemsWithin(document: unknown): Problem[] {
  const problems: Problem[] = [];
  const look = (value: unknown, path: (string | number)[]): void => {
    const why = problemOf(value, path.at(-1));
    if (why !== null) problems.push({ path, why });
    if (Array.isArray(value)) value.forEach((one: unknown, i) => look(one, [...path, i]));
    else if (typeof value === "object" && value !== null) {
      for (const [key, one] of Object.entries(value)) look(one, [...path, key]);
    }
  };
  look(document, []);
  return problems;
}

function problemOf(value: unknown, key: string | number | undefined): string | null {
  if (typeof value === "number") {
    return typeof key === "string" && /Ms$|^ms$/.test(key) && Math.abs(value) > LENGTH_MS_MAX
      ? "length-out-of-reason"
      : null;
  }
  if (typeof value === "string") {
    if (key === "occurredOn") return value >= DATE_FROM && value < DATE_BEFORE ? null : "date-out-of-reason";
    return key === "callSign" && !canBeSeen(value) ? "text-empty" : null;
  }
  if (typeof value !== "object" || value === null || !("zh" in value && "en" in value)) return null;
  const texts = [value.zh, value.en].filter(
    (text): text is string => typeof text === "string" && text !== "",
  );
  return texts.length > 0 && !texts.some(canBeSeen) ? "text-empty" : null;
}
