import { kindOf } from "@/domain/items/kinds";
import { referencesIn } from "@/domain/reference";
import type { ScoredItem } from "@/domain/items/schema";
import type { Scenario } from "@/domain/scenario/schema";
import type { LaneTruth } from "@/domain/view/schema";

/** What happened this long ago, in ms of drill time, is what people are still busy with. */
const RECENT_MS = 10 * 60_000;
/** As many as fit on a tablet without looking for them. */
const SHOWN_MAX = 6;

/**
 * The items that what is happening just now is about, the latest first: those whose call came in, whose incident
 * moved on, whose action was taken, or whose objective an inject serves.
 *
 * "Now" is when something last happened in the log, and what the evaluator has entered plays no part: the list moves
 * only when the drill does, so that nothing slips away under a finger.
 */
export function itemsAtHand(
  items: readonly ScoredItem[],
  scenario: Pick<Scenario, "injects">,
  lane: LaneTruth,
): ScoredItem[] {
  const happened = momentsOf(scenario, lane);
  const nowMs = Math.max(0, ...happened.values());
  return items
    .map((item, i) => ({ item, i, atMs: latest(subjectsOf(item), happened) }))
    .filter(({ atMs }) => atMs !== null && nowMs - atMs <= RECENT_MS)
    .sort((a, b) => (b.atMs ?? 0) - (a.atMs ?? 0) || a.i - b.i)
    .slice(0, SHOWN_MAX)
    .map(({ item }) => item);
}

/** When something last happened about each thing an item can be about, in ms of drill time. */
function momentsOf({ injects }: Pick<Scenario, "injects">, lane: LaneTruth): Map<string, number> {
  const moments = new Map<string, number>();
  const note = (subject: string, atMs: number | null) => {
    if (atMs !== null) moments.set(subject, Math.max(moments.get(subject) ?? 0, atMs));
  };
  for (const { incidentId, statuses } of lane.incidents) {
    for (const { atMs } of statuses) note(`incident ${incidentId}`, atMs);
  }
  for (const { actionId, atMs, doneAtMs } of lane.actions) note(`action ${actionId}`, doneAtMs ?? atMs);
  for (const { id, notifiedAtMs, arrivedAtMs } of lane.agencies)
    note(`agency ${id}`, arrivedAtMs ?? notifiedAtMs);
  for (const { id, openedAtMs, taken } of lane.decisions) note(`decision ${id}`, taken?.atMs ?? openedAtMs);
  for (const { factId, atMs } of lane.facts) note(`fact ${factId}`, atMs);
  const delivered = new Map(lane.injects.map(({ injectId, deliveredAtMs }) => [injectId, deliveredAtMs]));
  for (const { id, incidentId, expected } of injects) {
    const atMs = delivered.get(id) ?? null;
    note(`inject ${id}`, atMs);
    if (incidentId !== undefined) note(`incident ${incidentId}`, atMs);
    for (const { actionId, objectiveId } of expected) {
      note(`action ${actionId}`, atMs);
      note(`objective ${objectiveId}`, atMs);
    }
  }
  return moments;
}

function latest(subjects: readonly string[], happened: ReadonlyMap<string, number>): number | null {
  const moments = subjects.flatMap((subject) => happened.get(subject) ?? []);
  return moments.length === 0 ? null : Math.max(...moments);
}

/** Everything an item names. */
function subjectsOf(item: ScoredItem): string[] {
  return referencesIn(kindOf(item).shape, item).map(({ kind, id }) => `${kind} ${id}`);
}
