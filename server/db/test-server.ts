import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "@/server/ops/launch/embedded-postgres.mjs";
import { openClient } from "./client";
import { migrateDatabase } from "./migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** Connects as the owner of every test database. */
    testOwnerUrl: string;
    /** Connects as the application. */
    testApplicationUrl: string;
    /** How much of what can be sent to a door is tried on it. */
    abuse: "whole" | "short";
    /** How much a soak does. */
    soak: "whole" | "short";
  }
}

/** The database every test file's own is copied from. */
export const TEMPLATE_DATABASE = "sandtable_template";

/** One PostgreSQL for the whole run, with a migrated template; a test file copies it in tens of milliseconds. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-test-"));
  const server = await startEmbeddedPostgres(folder, {
    // The data lives as long as the run, so nothing is gained by waiting for a disk.
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "600" },
  });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const owner = openClient(server.ownerUrl, { connectionsMax: 1 });
    await owner.unsafe(`create database ${TEMPLATE_DATABASE}`);
    await owner.end();
    await migrateDatabase(server.ownerUrlOf(TEMPLATE_DATABASE), { login: "sandtable_app" });
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide("testOwnerUrl", server.ownerUrl);
  project.provide("testApplicationUrl", server.applicationUrl);
  return stop;
}
