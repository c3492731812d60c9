import { isRefusal, type Refusal } from "@/domain/refusal";
import { scoreCard } from "@/domain/scoring/score-card";
import { drillTimeAt } from "@/domain/drill/clock";
import { decide, joined } from "@/domain/drill/decide";
import { letDueHappen } from "@/domain/drill/due";
import { evolve } from "@/domain/drill/evolve";
import { plannedEvents, START_MS, type Step } from "@/domain/drill/given";
import { RecordedEvent, type Setup } from "@/domain/drill/schema";
import { settingFor } from "@/domain/view/setting";
import { copyOf } from "@/domain/drill/snapshots";
import { castOf } from "./asked/makings";
import type { Drill } from "@/domain/drill/state";
import { viewFor } from "@/domain/view/view";

/** The functions that the guarantees are about. Handed to them, so that a broken one can be seen to be found out. */
export type Engine = {
  evolve: typeof evolve;
  decide: typeof decide;
  letDueHappen: typeof letDueHappen;
  copyOf: typeof copyOf;
  viewFor: typeof viewFor;
  settingFor: typeof settingFor;
  scoreCard: typeof scoreCard;
};

export const engine: Engine = { evolve, decide, letDueHappen, copyOf, viewFor, settingFor, scoreCard };

/** What came of one thing that was asked. */
export type Answer = { step: Step; drill: Drill; refusal: Refusal | null };

/**
 * Plays steps as the server does: first what is due, then the command. What is refused leaves nothing.
 *
 * @param answered Called after each step, with the drill as it then stands.
 */
export function playThrough(
  { evolve, decide, letDueHappen }: Engine,
  setup: Setup,
  steps: readonly Step[],
  answered: (answer: Answer) => void = () => undefined,
): RecordedEvent[] {
  const events = plannedEvents(setup);
  const drill = events.reduce(evolve, null);
  if (!drill) throw new Error("A planned drill folds to a drill.");
  // The control cell takes the first places, so that somebody leads it.
  for (const person of castOf(setup).all) events.push(...joined(drill, person, 0, START_MS));
  for (const step of steps) {
    const wallMs = START_MS + step.afterMs;
    const atMs = Math.max(drill.atMs, drillTimeAt(drill.clock, wallMs));
    events.push(...letDueHappen(drill, atMs, wallMs));
    let refusal: Refusal | null = null;
    try {
      events.push(
        ...decide(drill, step.command, {
          by: step.by,
          atMs,
          wallMs,
          seed: 7,
          absent: ["control"],
          isCaptain: true,
        }),
      );
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refusal = error;
    }
    answered({ step, drill, refusal });
  }
  return events;
}

/** The drill that a log tells. */
export function folded(
  { evolve }: Engine,
  events: readonly RecordedEvent[],
  from: Drill | null = null,
): Drill {
  const drill = events.reduce(evolve, from);
  if (!drill) throw new Error("A log begins with a planned drill.");
  return drill;
}

/**
 * A log as storage hands it back: nothing of it is shared with the drill that decided it. The setup goes as it is,
 * because parsing a whole ground takes longer than the drill; the logs of released shapes are read all through.
 */
export function stored(events: readonly RecordedEvent[]): RecordedEvent[] {
  return events.map((recorded) =>
    recorded.event.type === "DrillPlanned"
      ? recorded
      : RecordedEvent.parse(JSON.parse(JSON.stringify(recorded))),
  );
}

/** Everything a drill is, but for the setup, to compare to the byte. */
export function bytesOf(drill: Drill): string {
  return JSON.stringify({ ...drill, setup: null });
}

/** The same, with the fields of each thing in one order: events that were not stored yet may name them in another. */
export function factsOf(drill: Drill): string {
  return JSON.stringify({ ...drill, setup: null }, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
