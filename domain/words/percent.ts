/**
 * A share as it is shown everywhere, in whole percent. Rounded down, so that what is not complete never shows as 100;
 * what a binary fraction lacks of 0.29 does not make it 28.
 */
export function percentOf(share: number): number {
  return Math.floor(Math.round(share * 1e9) / 1e7);
}
