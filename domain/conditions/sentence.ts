import { say, type Said } from "@/domain/words/said";
import { kindOf } from "./kinds";
import type { Condition } from "./schema";
import { namingBy, type NameOf } from "./words";

/** A condition as a sentence, without its full stop. */
export function sentenceOf(condition: Condition, nameOf: NameOf): Said {
  switch (condition.op) {
    case "all":
    case "any":
      return condition.of
        .map((part) => bracketed(part, sentenceOf(part, nameOf)))
        .reduce((before, what) => say(`conditions.joined.${condition.op}`, { before, what }));
    case "not":
      return say("conditions.not", { what: sentenceOf(condition.of, nameOf) });
    default:
      return kindOf(condition).sentence(condition, namingBy(nameOf));
  }
}

/** A compound inside a compound needs brackets, or "a and b or c" says nothing. */
function bracketed(condition: Condition, what: Said): Said {
  return condition.op === "all" || condition.op === "any" ? say("conditions.bracketed", { what }) : what;
}
