import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { pseudo } from "@/domain/words/pseudo";
import type { Language } from "./fixtures";

const Words = z.record(z.string(), z.unknown());

/**
 * What a screen or an answer says, from the product's own catalogue, so that no test retypes it.
 *
 * Read as a file: Node loads no JSON module without an attribute that Next.js does not write.
 *
 * @param key Namespace and dotted path, such as "refusals.field.unknown".
 * @param values Takes the place of `{name}`. Of a plural the form for "other" is taken: give no value of 1.
 * @throws when there is no such sentence.
 */
export function says(language: Language, key: string, values: Record<string, string> = {}): string {
  const [namespace = "", ...path] = key.split(".");
  const written = language === "en-XA" ? "en" : language;
  // Of the screens, or of the rules.
  const files = ["app/_i18n", "domain/words"].map((room) => `${room}/messages/${written}/${namespace}.json`);
  const file = files.find((one) => existsSync(one)) ?? "";
  let found: unknown = JSON.parse(readFileSync(file, "utf8"));
  for (const name of path) found = Words.parse(found)[name];
  let sentence = z.string({ error: `${file} does not say ${key}` }).parse(found);
  if (language === "en-XA") sentence = pseudo(sentence);
  for (const [name, value] of Object.entries(values)) {
    const plural = new RegExp(`\\{${name}, plural,.*?other \\{([^}]*)\\}\\}`);
    sentence = sentence.replace(plural, (_, other: string) => other.replaceAll("#", value));
    sentence = sentence.replaceAll(`{${name}}`, value);
  }
  return sentence;
}
