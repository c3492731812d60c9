const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps a preference of this browser for a year. Not a secret, and never used to decide who someone is. */
export function keepPreference(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
