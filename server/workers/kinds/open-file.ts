import "server-only";
import { openFile, type Opened } from "@/server/exchange/open";
import { task } from "@/server/workers/task";

/** Opens a file that somebody brings. It is not trusted: it has little memory, and not long. */
export const openFileTask = task({
  name: "open-file",
  limits: { memoryMb: 192, timeMs: 20_000 },
  run: ({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<Opened> => openFile(name, bytes),
});
