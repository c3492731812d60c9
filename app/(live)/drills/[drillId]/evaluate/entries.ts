import type { Rating } from "@/domain/scenario/schema";
import type { EvaluatorView } from "@/domain/view/schema";
import type { Waiting } from "./outbox";

type LaneView = EvaluatorView["lanes"][number];

/** An evaluator's word on an item, whether the server has it or it waits on the device. */
export type Entry<Value> = { value: Value; note: string; waiting: boolean };
export type Entries = {
  observed: ReadonlyMap<string, Entry<"met" | "partly" | "missed">>;
  rated: ReadonlyMap<string, Entry<Rating>>;
  notes: readonly { key: string; text: string; atMs: number; waiting: boolean }[];
};

/** What an evaluator has entered for a lane: what the server knows, and on top of it what it does not know yet. */
export function entriesOf(lane: LaneView, waiting: readonly Waiting[]): Entries {
  const observed = new Map<string, Entry<"met" | "partly" | "missed">>(
    lane.observations.map(({ itemId, result, note }) => [itemId, { value: result, note, waiting: false }]),
  );
  const rated = new Map<string, Entry<Rating>>(
    lane.ratings.map(({ itemId, rating, note }) => [itemId, { value: rating, note, waiting: false }]),
  );
  const notes = lane.notes.map(({ n, text, atMs }) => ({ key: `n${n}`, text, atMs, waiting: false }));

  for (const { commandId, command } of waiting) {
    if (!("lane" in command) || command.lane !== lane.lane) continue;
    switch (command.type) {
      case "ObserveItem":
        if (command.result === "withdrawn") observed.delete(command.itemId);
        else observed.set(command.itemId, { value: command.result, note: command.note, waiting: true });
        break;
      case "RateItem":
        if (command.rating === null) rated.delete(command.itemId);
        else rated.set(command.itemId, { value: command.rating, note: command.note, waiting: true });
        break;
      case "TakeNote":
        notes.push({ key: commandId, text: command.text, atMs: command.observedAtMs ?? 0, waiting: true });
        break;
      default:
        break;
    }
  }
  return { observed, rated, notes };
}
