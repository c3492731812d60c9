import { z } from "zod";
import { DrillCommand } from "@/domain/drill/commands";

/** What an evaluator entered and the server has not confirmed yet. */
export const Waiting = z.strictObject({
  /** Made once per tap: however often it is sent, it counts once. */
  commandId: z.uuid(),
  command: DrillCommand,
  /** Unix time in ms, by the server's clock as the device knew it. */
  madeAtMs: z.number(),
  /** By which clock that was: what is learnt later about the clock puts the entry right before it is sent. */
  clock: z
    .strictObject({
      /** The life of the page it was made in. */
      page: z.string(),
      deviceMs: z.number(),
      offsetMs: z.number(),
      /** Drill ms per ms. */
      rate: z.number(),
    })
    .optional(),
  /** The server said no: why, in the words it used. It stays until its maker has seen to it. */
  refused: z.strictObject({ sentence: z.string(), atMs: z.number() }).optional(),
});
export type Waiting = z.infer<typeof Waiting>;

/** Below this a difference is the network's, and no fault of a clock. */
const TIME_IS_RIGHT_MS = 500;

const OUTBOX = "sandtable.outbox.";
const SYNCED = ".synced";
const CHANGED = "sandtable:outbox-changed";

/** Where a device keeps what waits, per drill and person: a tablet goes from hand to hand. */
export function outboxKey(drillId: string, personId: string): string {
  return `${OUTBOX}${drillId}.${personId}`;
}

/** Reads what is kept; an entry that cannot be read any more is not sent, and takes no other with it. */
export function outboxFrom(text: string | null): Waiting[] {
  if (text === null) return [];
  try {
    const entries: unknown = JSON.parse(text);
    if (!Array.isArray(entries)) return [];
    return entries.flatMap((entry) => {
      const parsed = Waiting.safeParse(entry);
      return parsed.success ? [parsed.data] : [];
    });
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

/** The entry stays where it was in the order, and is not sent again by itself. */
export function withRefused(
  waiting: readonly Waiting[],
  commandId: string,
  refused: NonNullable<Waiting["refused"]>,
): Waiting[] {
  return waiting.map((entry) => (entry.commandId === commandId ? { ...entry, refused } : entry));
}

/** It is sent once more, in its old place. */
export function withAnotherTry(waiting: readonly Waiting[], commandId: string): Waiting[] {
  return waiting.map((entry) => {
    if (entry.commandId !== commandId) return entry;
    const { refused: _, ...again } = entry;
    return again;
  });
}

/**
 * An entry's command with the time at which it was seen put right, in ms of the wall clock. What was counted by no
 * clock of the device stays.
 */
export function withTimePutRight({ command, clock }: Waiting, byMs: number): DrillCommand {
  if (Math.abs(byMs) < TIME_IS_RIGHT_MS || clock === undefined) return command;
  if (!("counted" in command) || command.counted === undefined || command.observedAtMs == null)
    return command;
  return {
    ...command,
    observedAtMs: Math.max(0, Math.round(command.observedAtMs + byMs * clock.rate)),
    counted: { ...command.counted, wallMs: Math.round(command.counted.wallMs + byMs) },
  };
}

/** The one to send now: the first that has not been refused. */
export function nextToSend(waiting: readonly Waiting[]): Waiting | null {
  return waiting.find(({ refused }) => refused === undefined) ?? null;
}

/**
 * Keeps it on the device.
 *
 * @throws {DOMException} "QuotaExceededError" when the device has no room; nothing has changed then.
 */
export function keepOutbox(key: string, waiting: readonly Waiting[]): void {
  if (waiting.length === 0) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(waiting));
  window.dispatchEvent(new Event(CHANGED));
}

/** When the device last had an entry confirmed, Unix time in ms; survives a reload. */
export function syncedAt(key: string): number | null {
  const ms = Number(localStorage.getItem(`${key}${SYNCED}`) ?? NaN);
  return Number.isFinite(ms) ? ms : null;
}

export function keepSyncedAt(key: string, ms: number): void {
  localStorage.setItem(`${key}${SYNCED}`, String(ms));
  window.dispatchEvent(new Event(CHANGED));
}

/** Pictures that entries of anybody on this device still refer to. */
export function photosWaiting(): ReadonlySet<string> {
  const photos = new Set<string>();
  for (let i = 0; i < localStorage.length; i++) {
    const key = localStorage.key(i);
    if (!key?.startsWith(OUTBOX) || key.endsWith(SYNCED)) continue;
    for (const { command } of outboxFrom(localStorage.getItem(key))) {
      if ("photos" in command) for (const id of command.photos ?? []) photos.add(id);
    }
  }
  return photos;
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
