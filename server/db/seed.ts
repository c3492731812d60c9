import "server-only";
import { seedDemoAccounts } from "@/server/accounts/seed-demo";
import type { Database } from "./client";

/** Fills an empty installation with the demo. Does nothing to one that has it already. */
export async function seedDemo(db: Database): Promise<void> {
  await seedDemoAccounts(db);
}
