import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/server/db/client";

/** Takes down that a job came to something. Nothing keeps it from being taken down twice. */
export async function takeDown(tx: Transaction, jobId: string): Promise<void> {
  await tx.execute(sql`insert into soak_results (job_id) values (${jobId})`);
}
