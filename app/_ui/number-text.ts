import { asTyped } from "@/domain/typed";

/** The number somebody typed, in full width or half; null for what is none. */
export function numberFromText(text: string): number | null {
  const typed = asTyped(text);
  const number = Number(typed);
  return typed === "" || !Number.isFinite(number) ? null : number;
}
