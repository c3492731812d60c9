import "server-only";
import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { openClient, openDatabase } from "./client";
import type { OpenedDatabase } from "./client";
import { TEMPLATE_DATABASE } from "./test-server";

export type TestDatabase = {
  /** Opened as the application: what a test may not do here, the product may not do either. */
  db: OpenedDatabase;
  applicationUrl: string;
  ownerUrl: string;
};

/**
 * A fresh, migrated database of this test file's own.
 *
 * Call it once per file (`const { db } = await openTestDatabase();` at the top). It closes when the file has ended; the
 * server ends with the run.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const owner = openClient(inject("testOwnerUrl"), { connectionsMax: 1 });
  try {
    await owner.unsafe(`create database ${name} template ${TEMPLATE_DATABASE}`);
  } finally {
    await owner.end();
  }
  const applicationUrl = withDatabase(inject("testApplicationUrl"), name);
  const db = openDatabase(applicationUrl, { connectionsMax: 5 });
  afterAll(() => db.$client.end({ timeout: 1 }));
  return {
    db,
    applicationUrl,
    ownerUrl: withDatabase(inject("testOwnerUrl"), name),
  };
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
