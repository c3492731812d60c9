import type { Scenario } from "@/domain/scenario/schema";

/** The parts of the editor, in the order in which a scenario is usually written. */
export const SECTIONS = [
  "brief",
  "forces",
  "incidents",
  "msel",
  "opposition",
  "world",
  "decisions",
  "scoring",
  "checks",
] as const;
export type Section = (typeof SECTIONS)[number];

/** Where each part of a scenario is written. Leaving one out does not compile. */
const SECTION_OF: Record<keyof Scenario, Section> = {
  schemaVersion: "brief",
  title: "brief",
  summary: "brief",
  plannedMinutes: "brief",
  startsAt: "brief",
  groundId: "brief",
  brief: "brief",
  opposed: "opposition",
  objectives: "brief",
  forces: "forces",
  actors: "opposition",
  oppositionBudget: "opposition",
  agencies: "world",
  gauges: "world",
  facts: "world",
  incidents: "incidents",
  injects: "msel",
  decisions: "decisions",
  actions: "opposition",
  builtInActions: "opposition",
  categories: "scoring",
  items: "scoring",
  imports: "checks",
};

/** The section in which what a path leads to is written. */
export function sectionOf(path: readonly (string | number)[]): Section {
  const [first] = path;
  for (const [field, section] of Object.entries(SECTION_OF)) if (field === first) return section;
  return "checks";
}

/** The list a path leads into and the place in it: "injects" and 3. Null for what is in no list. */
export function placeOf(path: readonly (string | number)[]): { list: string; index: number } | null {
  const [first, second, third] = path;
  if (first === "forces" && second === "units" && typeof third === "number") {
    return { list: "units", index: third };
  }
  return typeof first === "string" && typeof second === "number" ? { list: first, index: second } : null;
}

export function isSection(value: unknown): value is Section {
  return SECTIONS.some((section) => section === value);
}

/** An id that is not taken yet: "inject-7". */
export function freshId(stem: string, taken: readonly { id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  let number = taken.length + 1;
  while (ids.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}
