/** What drills run of a draft: all of it but the notes of how it was made. */
export function played<Draft>(draft: Draft): Draft {
  if (typeof draft !== "object" || draft === null || !("imports" in draft)) return draft;
  return Object.fromEntries(Object.entries(draft).filter(([field]) => field !== "imports")) as Draft;
}
