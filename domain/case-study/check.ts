import { isByArticle } from "@/domain/actions/schema";
import { cluesIn, type Clue } from "@/domain/clues";
import type { Offered } from "@/domain/locales";
import { isLocalText } from "@/domain/text";
import { unwrittenIn } from "@/domain/unfinished";
import { CLEARABLE, identifyingIn, type Identifying } from "./identifying";
import { isReadable } from "./markdown";
import { CaseStudy } from "./schema";

/** Where in a case: `["sections", 1, "body"]`. */
type Path = (string | number)[];

/** What an author should mend in a case. All but advice keeps it from its readers. */
export type CaseProblem =
  /** A text that every case has is still empty in both languages. */
  | { code: "text-missing"; path: Path }
  /** The marks of a text are more than a page can show. */
  | { code: "text-unreadable"; path: Path; locale: Offered }
  /** A law is cited that was not in force yet when it happened. */
  | { code: "law-not-in-force"; path: Path }
  /** Advice: a law is cited without saying which article is meant. */
  | { code: "law-without-article"; path: Path }
  /** A text says who somebody is. */
  | ({ code: "identifies"; path: Path; locale: Offered } & Identifying);

/** A find of which the person who publishes says that nobody real is meant. */
export type Cleared = Pick<Identifying, "kind" | "text">;

/**
 * What an author should mend before a case is published, in the order of the case.
 *
 * @param namesIn Finds what looks like a person's name in a text.
 */
export function checkCase(study: CaseStudy, namesIn: (text: string) => readonly string[]): CaseProblem[] {
  const missing = unwrittenIn(CaseStudy, study).map((path): CaseProblem => ({ code: "text-missing", path }));
  return [
    ...missing,
    ...problemsOfLaw(study),
    ...textsIn(study).flatMap((text) => problemsOfText(text, namesIn)),
  ];
}

/**
 * Problems that keep a case from its readers when the finds of `cleared` have been looked at. Numbers of people cannot
 * be cleared, and advice keeps nothing back.
 */
export function standing(problems: readonly CaseProblem[], cleared: readonly Cleared[]): CaseProblem[] {
  const keys = new Set(cleared.filter(({ kind }) => CLEARABLE.has(kind)).map(keyOf));
  return problems.filter((problem) =>
    problem.code === "identifies" ? !keys.has(keyOf(problem)) : problem.code !== "law-without-article",
  );
}

/** What gives away which option of a case's questions is the best one. It keeps no case from its readers. */
export function cluesInCase({ decisions }: CaseStudy): Clue[] {
  return cluesIn(
    decisions.map(({ options, bestOptionId }, i) => ({
      path: ["decisions", i, "options"],
      options,
      best: [bestOptionId],
    })),
  );
}

function problemsOfLaw({ legal, occurredOn }: CaseStudy): CaseProblem[] {
  // Dates of ISO 8601 are in the order of their letters.
  return legal.flatMap((basis, i): CaseProblem[] => {
    const path: Path = ["legal", i];
    const isTooNew = occurredOn !== null && basis.inForceFrom > occurredOn;
    return [
      ...(isTooNew ? [{ code: "law-not-in-force" as const, path }] : []),
      ...(isByArticle(basis) ? [] : [{ code: "law-without-article" as const, path }]),
    ];
  });
}

function keyOf({ kind, text }: Cleared): string {
  return `${kind} ${text}`;
}

/** The languages and texts of a case, by their place in it. */
export function textsIn(value: unknown, path: Path = []): { path: Path; locale: Offered; text: string }[] {
  if (Array.isArray(value)) return value.flatMap((part, i) => textsIn(part, [...path, i]));
  if (typeof value !== "object" || value === null) return [];
  if (isLocalText(value)) {
    return [
      { path, locale: "zh", text: value.zh },
      { path, locale: "en", text: value.en },
    ];
  }
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, [...path, key]));
}

function problemsOfText(
  { path, locale, text }: ReturnType<typeof textsIn>[number],
  namesIn: (text: string) => readonly string[],
): CaseProblem[] {
  const finds = [
    ...identifyingIn(text),
    ...namesIn(text).map((name) => ({ kind: "name" as const, text: name })),
  ];
  const isBody = path[0] === "sections" && path.at(-1) === "body";
  return [
    ...(isBody && !isReadable(text) ? [{ code: "text-unreadable" as const, path, locale }] : []),
    ...finds.map((find) => ({ code: "identifies" as const, path, locale, ...find })),
  ];
}
