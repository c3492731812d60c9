import "server-only";
import { recognised } from "@/domain/exchange/formats";
import type { PlanFile } from "@/domain/exchange/plan";
import { say } from "@/domain/words/said";
import { TEXT_MAX } from "@/server/exchange/limits";
import { openFile } from "@/server/exchange/open";
import { task } from "@/server/workers/task";

/** Opens a file that somebody brings. It is not trusted: it has little memory, and not long. */
export const openFileTask = task({
  name: "open-file",
  limits: { memoryMb: 192, timeMs: 20_000 },
  run: async ({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<PlanFile> => {
    const opened = await openFile(name, bytes);
    if (opened.is !== "json") return opened;
    const { format, found } = recognised(opened.json);
    if ("refused" in found) return { is: "refused", said: found.refused };
    if (JSON.stringify(found).length > TEXT_MAX) return { is: "refused", said: say("exchange.refused.bomb") };
    if ("table" in found) return { is: "tables", tables: [found.table], losses: [] };
    return { is: "plan", format: format ?? "", plan: found.plan };
  },
});
