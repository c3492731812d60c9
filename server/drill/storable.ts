import "server-only";

/**
 * Whether every text in a value can be kept: PostgreSQL's jsonb takes neither the NUL character nor half of a
 * surrogate pair, and a command that cannot be stored is refused as bad input, not as a failure of ours.
 */
export function isStorable(value: unknown): boolean {
  if (typeof value === "string") return !/\0|\p{Surrogate}/u.test(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(isStorable);
}
