import { numberFromText } from "@/domain/typed";

/** What a number in a field may be. */
export type NumberBounds = {
  min: number;
  max: number;
  /** Most digits after the point. */
  decimals: number;
};

/** Why a typed text cannot be taken over: the key of its sentence, with the values in it. */
export type WrongNumber =
  | { key: "number" }
  | { key: "numberWhole" }
  | { key: "numberDecimals"; decimals: number }
  | { key: "numberFrom"; min: number }
  | { key: "numberTo"; max: number }
  | { key: "numberBetween"; min: number; max: number };

/**
 * The number in what somebody typed, taken as it is or not at all: one that is out of bounds, or finer than can be kept,
 * is never made into another one. Both are null for an empty field.
 */
export function readNumber(
  typed: string,
  { min, max, decimals }: NumberBounds,
): { number: number | null; wrong: WrongNumber | null } {
  if (typed.trim() === "") return { number: null, wrong: null };
  const number = numberFromText(typed);
  const refused = (wrong: WrongNumber) => ({ number: null, wrong });
  if (number === null) return refused({ key: "number" });
  if (number < min || number > max) {
    if (min === -Infinity) return refused({ key: "numberTo", max });
    if (max === Infinity) return refused({ key: "numberFrom", min });
    return refused({ key: "numberBetween", min, max });
  }
  if (Number(number.toFixed(decimals)) !== number) {
    return refused(decimals === 0 ? { key: "numberWhole" } : { key: "numberDecimals", decimals });
  }
  return { number, wrong: null };
}

/** The number one step further, as arrow keys take it: it stops at the bounds, and what cannot be kept is left off. */
export function stepped(from: number, by: number, { min, max, decimals }: NumberBounds): number {
  return Math.min(max, Math.max(min, Number((from + by).toFixed(decimals))));
}
