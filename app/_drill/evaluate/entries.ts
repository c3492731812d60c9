import type { RecordEntry } from "@/app/_drill/live/record-list";
import type { Rating } from "@/domain/items/terms";
import type { DrillCommand } from "@/domain/drill/schema";
import { differenceBetween } from "@/domain/live/difference";
import type { EvaluatorView } from "@/domain/view/schema";
import type { Waiting } from "./outbox";

type LaneView = EvaluatorView["lanes"][number];

/** An evaluator's word on an item, whether the server has it or it waits on the device. */
export type Entry<Value> = {
  value: Value;
  note: string;
  /** Drill time in ms at which it was seen; an evaluator who adds a note to it saw it no later for that. */
  atMs: number;
  waiting: boolean;
};
export type Entries = {
  observed: ReadonlyMap<string, Entry<"met" | "partly" | "missed">>;
  rated: ReadonlyMap<string, Entry<Rating>>;
  notes: readonly {
    key: string;
    text: string;
    atMs: number;
    photos: readonly string[];
    waiting: boolean;
  }[];
  records: readonly RecordEntry[];
};

/** What an evaluator has entered for a lane: what the server knows, and on top of it what it does not know yet. */
export function entriesOf(lane: LaneView, waiting: readonly Waiting[]): Entries {
  const observed = new Map<string, Entry<"met" | "partly" | "missed">>(
    lane.observations.map(({ itemId, result, note, atMs }) => [
      itemId,
      { value: result, note, atMs, waiting: false },
    ]),
  );
  const rated = new Map<string, Entry<Rating>>(
    lane.ratings.map(({ itemId, rating, note, atMs }) => [
      itemId,
      { value: rating, note, atMs, waiting: false },
    ]),
  );
  const notes: Entries["notes"][number][] = lane.notes.map(({ n, text, atMs, photos }) => ({
    key: `n${n}`,
    text,
    atMs,
    photos,
    waiting: false,
  }));
  const records = lane.records.map(({ record, what, seenAtMs, withdrawn, photos }): RecordEntry => ({
    key: `r${record}`,
    record,
    what,
    seenAtMs,
    withdrawn,
    photos,
  }));

  for (const { commandId, command, refused } of waiting) {
    // What the server would not take does not stand among what counts.
    if (refused) continue;
    if (!("lane" in command) || command.lane !== lane.lane) continue;
    switch (command.type) {
      case "ObserveItem":
        if (command.result === "withdrawn") observed.delete(command.itemId);
        else {
          const { itemId, result, note, observedAtMs } = command;
          observed.set(itemId, { value: result, note, atMs: observedAtMs ?? 0, waiting: true });
        }
        break;
      case "RateItem":
        if (command.rating === null) rated.delete(command.itemId);
        else {
          const { itemId, rating, note, observedAtMs } = command;
          rated.set(itemId, { value: rating, note, atMs: observedAtMs ?? 0, waiting: true });
        }
        break;
      case "TakeNote": {
        const { text, observedAtMs, photos = [] } = command;
        const isThere = notes.some(
          (known) =>
            !known.waiting && known.text === text && known.atMs === observedAtMs && photos.length === 0,
        );
        // As with recordings: the server's news of it can come before its answer.
        const hasPhotos = notes.some(({ photos: known }) => known.some((id) => photos.includes(id)));
        if (isThere || hasPhotos) break;
        notes.push({ key: commandId, text, atMs: observedAtMs ?? 0, photos, waiting: true });
        break;
      }
      case "RecordArrival":
      case "RecordAction":
      case "RecordStage": {
        const entry = {
          what: saidBy(command),
          seenAtMs: command.observedAtMs ?? 0,
          withdrawn: false,
          photos: command.photos ?? [],
        };
        // The server's news of it can come before its answer: it is one recording, not two.
        const isThere = records.some((known) => saysTheSame(known, entry));
        if (!isThere) records.push({ key: commandId, record: null, ...entry });
        break;
      }
      case "WithdrawRecord": {
        const taken = records.find(({ record }) => record === command.record);
        if (taken) taken.withdrawn = true;
        break;
      }
      default:
        break;
    }
  }
  return { observed, rated, notes, records };
}

function saysTheSame(
  a: Pick<RecordEntry, "what" | "seenAtMs" | "withdrawn" | "photos">,
  b: typeof a,
): boolean {
  // A picture is in one recording only.
  if (b.photos.length > 0) return a.photos.some((id) => b.photos.includes(id));
  return (
    a.seenAtMs === b.seenAtMs && a.withdrawn === b.withdrawn && differenceBetween(a.what, b.what) === null
  );
}

/** What a recording that is still on the device will say once it is sent. */
export function saidBy(
  command: Extract<DrillCommand, { type: "RecordArrival" | "RecordAction" | "RecordStage" }>,
): RecordEntry["what"] {
  if (command.type === "RecordArrival") {
    return { kind: "arrival", unitId: command.unitId, incident: command.incident };
  }
  if (command.type === "RecordStage") {
    return { kind: "stage", incident: command.incident, status: command.status };
  }
  const { actionId, incident = null, targetId = null, unitIds, note, outcome } = command;
  return { kind: "action", actionId, side: "responder", incident, targetId, unitIds, note, outcome };
}
