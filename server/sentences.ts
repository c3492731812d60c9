import "server-only";
import { createTranslator } from "use-intl/core";
import type { z } from "zod";
import { messagesIn } from "@/app/_i18n/messages";
import type { Locale } from "@/domain/locale";
import type { RefusalCode, RefusalParams } from "@/domain/refusal";

/** What a refusal says to the person who caused it. */
export function refusalSentence(code: RefusalCode, params: RefusalParams, locale: Locale): string {
  return sentencesIn(locale)(code, params);
}

/**
 * What people are told about a bug or, when the database could not be used, about an outage: nothing of its inside,
 * and how to report it.
 */
export function internalSentence(requestId: string, isOutage: boolean, locale: Locale): string {
  return sentencesIn(locale)(isOutage ? "database-away" : "internal-error", { requestId });
}

/**
 * One sentence per bad field, by its dotted path. The first problem of a field wins; a problem of the whole
 * input, such as an unknown field, stands under "".
 */
export function fieldSentences(issues: readonly z.core.$ZodIssue[], locale: Locale): Record<string, string> {
  const sentences: Record<string, string> = {};
  for (const issue of issues) sentences[issue.path.join(".")] ??= fieldSentence(issue, locale);
  return sentences;
}

function fieldSentence(issue: z.core.$ZodIssue, locale: Locale): string {
  const t = sentencesIn(locale);
  switch (issue.code) {
    case "unrecognized_keys":
      return t("field.unknown", { keys: issue.keys.join(", ") });
    case "too_small":
      if (issue.origin === "string") {
        return Number(issue.minimum) <= 1
          ? t("field.missing")
          : t("field.tooShort", { minimum: Number(issue.minimum) });
      }
      if (issue.origin === "array" || issue.origin === "set") {
        return t("field.tooFew", { minimum: Number(issue.minimum) });
      }
      return t("field.tooSmall", { minimum: Number(issue.minimum) });
    case "too_big":
      if (issue.origin === "string") return t("field.tooLong", { maximum: Number(issue.maximum) });
      if (issue.origin === "array" || issue.origin === "set") {
        return t("field.tooMany", { maximum: Number(issue.maximum) });
      }
      return t("field.tooBig", { maximum: Number(issue.maximum) });
    case "invalid_format":
      return issue.format === "email" ? t("field.email") : t("field.format");
    case "invalid_type":
      return issue.input === undefined || issue.input === null ? t("field.missing") : t("field.type");
    case "custom":
      return issue.message === "name-empty" || issue.message === "text-empty"
        ? t("field.missing")
        : t("field.type");
    case "invalid_value":
      return t("field.choice");
    case "invalid_union":
    case "invalid_key":
    case "invalid_element":
    case "not_multiple_of":
      return t("field.type");
  }
}

const translators = new Map<Locale, ReturnType<typeof translatorFor>>();

function sentencesIn(locale: Locale) {
  const known = translators.get(locale);
  if (known) return known;
  const made = translatorFor(locale);
  translators.set(locale, made);
  return made;
}

function translatorFor(locale: Locale) {
  return createTranslator({ locale, messages: messagesIn(locale), namespace: "refusals" });
}
