/** Small helps of the sentences in which a log is told. */

/** What a person wrote, without the full stop that the sentence around it brings. */
export function unstopped(text: string): string {
  return text.trim().replace(/[。.]+$/u, "");
}

/** To one decimal. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** With its sign, to one decimal. */
export function signed(value: number): string {
  return `${value >= 0 ? "+" : "−"}${Math.abs(round(value))}`;
}
