import "server-only";
import { createTranslator } from "use-intl/core";
import type { z } from "zod";
import { messagesIn } from "@/app/_i18n/messages";
import type { Locale } from "@/domain/locales";
import type { RefusalCode, RefusalParams } from "@/domain/refusal";
import { shortened } from "@/domain/shortened";
import { ENTRIES_MAX, TEXT_MAX } from "@/domain/storable";

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
  for (const issue of issues.slice(0, FIELDS_TOLD_MAX)) {
    sentences[issue.path.join(".")] ??= fieldSentence(issue, locale);
  }
  return sentences;
}

/** More than a form has fields would only be a long answer to a short question. */
const FIELDS_TOLD_MAX = 100;

/** Characters of the fields that nobody knows, as they are told. */
const KEYS_TOLD_MAX = 200;

function fieldSentence(issue: z.core.$ZodIssue, locale: Locale): string {
  const t = sentencesIn(locale);
  switch (issue.code) {
    case "unrecognized_keys":
      return t("field.unknown", { keys: shortened(issue.keys.slice(0, 20).join(", "), KEYS_TOLD_MAX) });
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
      return customSentence(issue.message, t);
    case "invalid_value":
      return t("field.choice");
    case "invalid_union":
    case "invalid_key":
    case "invalid_element":
    case "not_multiple_of":
      return t("field.type");
  }
}

/** Problems that our own checks name. */
function customSentence(problem: string, t: ReturnType<typeof translatorFor>): string {
  switch (problem) {
    case "name-empty":
    case "text-empty":
      return t("field.missing");
    case "text-not-storable":
      return t("field.notStorable");
    case "text-too-long":
      return t("field.tooLong", { maximum: TEXT_MAX });
    case "too-many-entries":
      return t("field.tooMany", { maximum: ENTRIES_MAX });
    case "too-many-fields":
    case "nested-too-deep":
      return t("field.tooDeep");
    case "number-too-large":
      return t("field.tooBig", { maximum: Number.MAX_SAFE_INTEGER });
    case "length-out-of-reason":
      return t("field.length");
    case "date-out-of-reason":
      return t("field.date");
    default:
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
