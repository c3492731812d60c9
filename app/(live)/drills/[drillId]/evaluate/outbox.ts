import { z } from "zod";
import { DrillCommand } from "@/domain/drill/schema";

/** What an evaluator entered and the server has not confirmed yet. */
export const Waiting = z.strictObject({
  /** Made once per tap: however often it is sent, it counts once. */
  commandId: z.uuid(),
  command: DrillCommand,
  /** Unix time in ms on this device. */
  madeAtMs: z.number(),
});
export type Waiting = z.infer<typeof Waiting>;

const Outbox = z.array(Waiting);
const CHANGED = "sandtable:outbox-changed";

/** Where a device keeps what waits, per drill and person: a tablet goes from hand to hand. */
export function outboxKey(drillId: string, personId: string): string {
  return `sandtable.outbox.${drillId}.${personId}`;
}

/** Reads what is kept; what cannot be read any more is not sent. */
export function outboxFrom(text: string | null): Waiting[] {
  if (text === null) return [];
  try {
    const parsed = Outbox.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Adds an entry, replacing an earlier one that it makes pointless: only the last word on an item counts. */
export function withEntry(waiting: readonly Waiting[], entry: Waiting, sending: string | null): Waiting[] {
  const about = itemOf(entry.command);
  return [
    ...waiting.filter(
      // One that is on its way may have arrived already; it must stay to be confirmed.
      (old) => old.commandId === sending || about === null || itemOf(old.command) !== about,
    ),
    entry,
  ];
}

export function withoutEntry(waiting: readonly Waiting[], commandId: string): Waiting[] {
  return waiting.filter((entry) => entry.commandId !== commandId);
}

export function keepOutbox(key: string, waiting: readonly Waiting[]): void {
  if (waiting.length === 0) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(waiting));
  window.dispatchEvent(new Event(CHANGED));
}

/** Calls back when an outbox of this device changes, in this tab or another. */
export function watchOutbox(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  window.addEventListener("storage", changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener("storage", changed);
  };
}

function itemOf(command: DrillCommand): string | null {
  return command.type === "ObserveItem" || command.type === "RateItem"
    ? `${command.type} ${command.lane} ${command.itemId}`
    : null;
}
