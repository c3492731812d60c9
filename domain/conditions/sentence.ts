import type { LocalText } from "@/domain/text";
import { kindOf } from "./kinds";
import type { Condition } from "./schema";
import { namingBy, type NameOf } from "./words";

/** A condition as a sentence in both languages, without its full stop. */
export function sentenceOf(condition: Condition, nameOf: NameOf): LocalText {
  switch (condition.op) {
    case "all":
    case "any": {
      const parts = condition.of.map((part) => bracketed(part, sentenceOf(part, nameOf)));
      const [and, und] = condition.op === "all" ? ["，且", " and "] : ["，或", " or "];
      return { zh: parts.map((part) => part.zh).join(and), en: parts.map((part) => part.en).join(und) };
    }
    case "not": {
      const part = sentenceOf(condition.of, nameOf);
      return { zh: `并非（${part.zh}）`, en: `not (${part.en})` };
    }
    default:
      return kindOf(condition).sentence(condition, namingBy(nameOf));
  }
}

/** A compound inside a compound needs brackets, or "a and b or c" says nothing. */
function bracketed(condition: Condition, sentence: LocalText): LocalText {
  return condition.op === "all" || condition.op === "any"
    ? { zh: `（${sentence.zh}）`, en: `(${sentence.en})` }
    : sentence;
}
