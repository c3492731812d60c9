import type { RecordEntry } from "@/app/_console/record-list";
import type { Rating } from "@/domain/scenario/schema";
import type { DrillCommand } from "@/domain/drill/schema";
import { differenceBetween } from "@/domain/live/difference";
import type { EvaluatorView } from "@/domain/view/schema";
import type { Waiting } from "./outbox";

type LaneView = EvaluatorView["lanes"][number];

/** An evaluator's word on an item, whether the server has it or it waits on the device. */
export type Entry<Value> = { value: Value; note: string; waiting: boolean };
export type Entries = {
  observed: ReadonlyMap<string, Entry<"met" | "partly" | "missed">>;
  rated: ReadonlyMap<string, Entry<Rating>>;
  notes: readonly { key: string; text: string; atMs: number; waiting: boolean }[];
  records: readonly RecordEntry[];
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
  const records = lane.records.map(({ record, what, seenAtMs, withdrawn }): RecordEntry => ({
    key: `r${record}`,
    record,
    what,
    seenAtMs,
    withdrawn,
  }));

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
      case "RecordArrival":
      case "RecordAction":
      case "RecordStage": {
        const entry = { what: saidBy(command), seenAtMs: command.observedAtMs ?? 0, withdrawn: false };
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

function saysTheSame(a: Pick<RecordEntry, "what" | "seenAtMs" | "withdrawn">, b: typeof a): boolean {
  return (
    a.seenAtMs === b.seenAtMs && a.withdrawn === b.withdrawn && differenceBetween(a.what, b.what) === null
  );
}

/** What a recording that is still on the device will say once it is sent. */
function saidBy(
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
