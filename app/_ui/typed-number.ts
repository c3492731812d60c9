import { numberFromText } from "@/domain/typed";

/** What a number in a field may be. */
export type NumberBounds = {
  min: number;
  max: number;
  /** Most digits after the point. */
  decimals: number;
  /** Whether the field may not be empty. */
  isRequired?: boolean;
};

/** Why a typed text cannot be taken over: the key of its sentence, with the values in it. */
export type WrongNumber =
  | { key: "number" }
  | { key: "numberMissing" }
  | { key: "numberWhole" }
  | { key: "numberDecimals"; decimals: number }
  | { key: "numberFrom"; min: number }
  | { key: "numberTo"; max: number }
  | { key: "numberBetween"; min: number; max: number };

/**
 * The number in what somebody typed, taken as it is or not at all: one that is out of bounds, or finer than can be kept,
 * is never made into another one. Both are null for an empty field that may be empty.
 */
export function readNumber(
  typed: string,
  { min, max, decimals, isRequired = false }: NumberBounds,
): { number: number | null; wrong: WrongNumber | null } {
  if (typed.trim() === "") return { number: null, wrong: isRequired ? { key: "numberMissing" } : null };
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

/** Whether somebody is told while they are still typing: "1" is too little on the way to "15", but "5x" is no number. */
export function isToldAtOnce({ key }: WrongNumber): boolean {
  return key === "number";
}

/** The number one step further, as arrow keys take it: it stops at the bounds, and what cannot be kept is left off. */
export function stepped(from: number, by: number, { min, max, decimals }: NumberBounds): number {
  return Math.min(max, Math.max(min, Number((from + by).toFixed(decimals))));
}
