import "server-only";
import { openClient } from "@/server/db/client";
import { isOutage } from "@/server/db/outage";
import { BackupRefused } from "./backup-file";

/** Ms without a row, a drill or an entry after which nobody believes any more that there will be one. */
const PATIENCE_MS = 5 * 60_000;

/** Ms that what is under way gets to clear up once its connection has been taken away. */
const CLEARING_MS_MAX = 5_000;

export type WatchOptions = {
  /** Ends it: what was written so far goes. */
  signal?: AbortSignal;
  patienceMs?: number;
};

/** What a backup or a restoration works with: `gotOn` is to be called whenever it has got on. */
export type Watched = { client: ReturnType<typeof openClient>; gotOn: () => void; signal: AbortSignal };

/**
 * Does something long on one connection, and in one transaction: it ends when it is done, when it is told to, when it
 * does not get on, or with its connection, which nothing outlives.
 *
 * @throws {BackupRefused} in each of the last three cases, once the work has cleared up after itself.
 */
export async function underWatch<T>(
  { url, name }: { url: string; name: string },
  { signal, patienceMs = PATIENCE_MS }: WatchOptions,
  work: (watched: Watched) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const end = (why: BackupRefused) => {
    over.abort(why);
    void client.end({ timeout: 0 });
  };
  // The driver would connect anew by itself, and go on outside of the transaction.
  const client = openClient(url, { connectionsMax: 1, applicationName: name, onLost: () => end(lost()) });
  let timer: NodeJS.Timeout | undefined;
  const gotOn = () => {
    clearTimeout(timer);
    timer = setTimeout(() => end(stalled(patienceMs)), patienceMs);
  };
  const onInterrupt = () => end(interrupted());
  signal?.addEventListener("abort", onInterrupt);
  if (signal?.aborted === true) onInterrupt();
  gotOn();
  try {
    return await untilOver(work({ client, gotOn, signal: over.signal }), over.signal);
  } catch (error) {
    if (over.signal.reason instanceof BackupRefused) throw over.signal.reason;
    throw isOutage(error) && !(error instanceof BackupRefused) ? lost() : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onInterrupt);
    await client.end({ timeout: 5 });
  }
}

/** The work without its connection fails by itself; only if it does not, it is left behind. */
async function untilOver<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const leftBehind = new Promise<never>((_, reject) => {
    const later = () => {
      timer = setTimeout(() => reject(new Error("It is over.")), CLEARING_MS_MAX);
    };
    if (signal.aborted) later();
    else signal.addEventListener("abort", later, { once: true });
  });
  try {
    return await Promise.race([work, leftBehind]);
  } finally {
    clearTimeout(timer);
  }
}

function interrupted(): BackupRefused {
  return new BackupRefused(
    "已中断，没有留下任何文件或数据。",
    "Interrupted; no file and no data were left behind.",
  );
}

function stalled(patienceMs: number): BackupRefused {
  const seconds = Math.round(patienceMs / 1_000);
  return new BackupRefused(
    `${seconds} 秒没有任何进展，已放弃，没有留下任何文件或数据；请检查数据库与磁盘后重试（SANDTABLE_BACKUP_PATIENCE_S 可改等待时间）。`,
    `Nothing has got on for ${seconds} s, so this was given up; no file and no data were left behind. Check the database and the disk and try again (SANDTABLE_BACKUP_PATIENCE_S sets the wait).`,
  );
}

function lost(): BackupRefused {
  return new BackupRefused(
    "与数据库的连接中断或无法建立，没有留下任何文件或数据；请重试。",
    "The connection to the database was lost, or could not be made; no file and no data were left behind. Try again.",
  );
}
