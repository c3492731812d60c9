import { z } from "zod";
import { LocalText } from "@/domain/text";
import type { zh } from "./messages/zh";

/** The catalogue of the rules' sentences. The Chinese one sets the shape, and the others must fit it to compile. */
export type Sentences = typeof zh;

/** A message of the catalogue by its dotted name: "log.DrillStarted". */
export type SentenceKey = KeysOf<Sentences>;

type KeysOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${KeysOf<Tree[Key]>}`;
}[keyof Tree & string];

/**
 * A sentence without a language: which message, and what stands in it. This is what rules return and what is stored;
 * a screen makes a text of it (`tellingIn`). The words are in `domain/words/messages/`, and nowhere else.
 */
export type Said = { say: SentenceKey; with?: Record<string, Saying> };

/** What can stand in a sentence: text as somebody wrote it, a number, a name by language, a sentence, a list, a unit. */
export type Saying = string | number | LocalText | Said | Listed | Length | Share;

/**
 * Things side by side: each of them ("A, B, C"), all of them ("A, B, and C") or one of them ("A, B, or C"); or sentences
 * one after the other.
 */
export type Listed = { list: readonly Saying[]; as: "each" | "and" | "or" | "sentences" };

/** A length of time, in ms. */
export type Length = { lengthMs: number };

/** A share of a whole, 0 to 1: told in whole percent, rounded down. */
export type Share = { share: number };

/** Says the message of that name. */
export function say(key: SentenceKey, values?: Record<string, Saying>): Said {
  return values === undefined ? { say: key } : { say: key, with: values };
}

/** What stands in a sentence, or instead of one, as it goes over the wire. */
export const Saying: z.ZodType<Saying> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    SaidShape,
    z.strictObject({ list: z.array(Saying), as: z.enum(["each", "and", "or", "sentences"]) }),
    z.strictObject({ lengthMs: z.number() }),
    z.strictObject({ share: z.number() }),
    LocalText,
  ]),
);

/** A sentence as it goes over the wire and into storage. */
export const SaidShape: z.ZodType<Said> = z.lazy(() =>
  z.strictObject({
    // What another release said may have a name that this one no longer knows.
    say: z.custom<SentenceKey>((key) => typeof key === "string" && key.length <= 200),
    with: z.record(z.string().max(40), Saying).optional(),
  }),
);
