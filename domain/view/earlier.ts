import type { Drill } from "@/domain/drill/state";
import { latest } from "./latest";
import type { Audience } from "./schema";
import { viewFor } from "./view";

/** The lists of a view of which it shows the latest entries. */
export const PAGED = [
  "inbox",
  "deliveries",
  "actions",
  "radio",
  "noticed",
  "notes",
  "flags",
  "records",
] as const;

export type Paged = (typeof PAGED)[number];

/**
 * Earlier entries of a list of an audience's view: those before a number, the latest of them. Taken from the very
 * view, so nobody gets here what the view would not have shown.
 *
 * @param page `lane`: of those who see several. `before`: a number of the list.
 */
export function earlierFor(
  drill: Drill,
  audience: Audience,
  { list, lane, before }: { list: Paged; lane: number; before: number },
): unknown[] {
  const view = viewFor(drill, audience, "whole");
  const of: object | undefined = view.kind === "side" ? view : view.lanes.find((one) => one.lane === lane);
  const entries: unknown = of && Object.entries(of).find(([key]) => key === list)?.[1];
  if (!Array.isArray(entries)) return [];
  const earlier = entries.filter((entry: unknown) => numberIn(entry) < before);
  return latest(earlier, "latest", (entry: unknown) => [JSON.stringify(entry)]);
}

function numberIn(entry: unknown): number {
  if (typeof entry !== "object" || entry === null) return Infinity;
  return "n" in entry && typeof entry.n === "number" ? entry.n : Infinity;
}
