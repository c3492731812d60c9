import "server-only";
import { recognised } from "@/domain/exchange/formats";
import type { ForeignPlan, Loss } from "@/domain/exchange/plan";
import type { Table } from "@/domain/exchange/table";
import { say, type Said } from "@/domain/words/said";
import { TEXT_MAX } from "@/server/exchange/limits";
import { openFile } from "@/server/exchange/open";
import { task } from "@/server/workers/task";

/** What is in a file that somebody brings: tables to be read, a plan of a known format, or why it is not opened. */
export type PlanFile =
  | { is: "tables"; tables: Table[]; losses: Loss[] }
  | { is: "plan"; format: string; plan: ForeignPlan }
  | { is: "refused"; said: Said };

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
