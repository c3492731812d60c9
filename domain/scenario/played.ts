import type { Scenario } from "./schema";

/** What drills run of a draft: all of it but the notes of how it was made. */
export function played(draft: Scenario): Scenario {
  const { imports: notes, ...content } = draft;
  return notes === undefined ? draft : content;
}
