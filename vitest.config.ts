import os from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";
import { patchDriver } from "./server/ops/launch/patch-driver.mjs";

const root = import.meta.dirname;

// The tests run on the driver that the product runs on, also where nobody has started that yet.
patchDriver(root);

const alias = [
  // The marker throws outside a server bundle, and there is no bundle here.
  { find: /^server-only$/, replacement: path.join(root, "server/db/server-only-marker.ts") },
  { find: /^@\//, replacement: `${root}/` },
];

// An odd time zone with a 45-minute offset brings out code that leans on the machine's own.
const env = { TZ: "Asia/Kathmandu", LOG_LEVEL: "silent", DATA_DIR: "./test-results/data" };

const PATIENCE_MS = 180_000;

/** `npm run test:abuse` tries everything on every field; otherwise some of it is tried on some. */
const abuse: "whole" | "short" = process.env["ABUSE"] === "whole" ? "whole" : "short";

/** `npm run test:soak` kills and writes as often as the soaks were made for; otherwise each kind of fault has its turn. */
const soak: "whole" | "short" = process.env["SOAK"] === "whole" ? "whole" : "short";

/** Properties are tried on a hundred drills each, or on so many, which takes as long as it takes. */
const isLong = Boolean(process.env["PROPERTY_RUNS"]);
const longRuns = isLong ? ["property-runs.ts"] : [];
const runs = isLong ? { testTimeout: 3_600_000 } : {};

export default defineConfig({
  resolve: { alias },
  test: {
    env,
    // One for each processor: what starts them only waits.
    maxWorkers: os.availableParallelism(),
    projects: [
      {
        resolve: { alias },
        test: {
          name: "rules",
          include: ["{domain,app}/**/*.test.{ts,tsx}", "eslint*.test.ts"],
          env,
          setupFiles: longRuns,
          // The rules keep nothing in their modules, so files share them: reading them anew took half of the run.
          isolate: false,
          // Seconds for the longest, and many times as long on a busy machine: this ends what would never end.
          testTimeout: PATIENCE_MS,
          ...runs,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "server",
          include: ["server/**/*.test.ts"],
          exclude: ["server/ops/soak/**"],
          env,
          provide: { abuse },
          // As above: what a server keeps in its modules it keeps by database, and each file has one of its own.
          isolate: false,
          globalSetup: ["server/db/test-server.ts"],
          setupFiles: ["known-hashes.ts", "watch-log.ts", ...longRuns],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          ...runs,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "soak",
          include: ["server/ops/soak/*.test.ts"],
          env,
          provide: { soak },
          // Processes are killed and thousands of commands written: by themselves, one file after the other.
          sequence: { groupOrder: 1 },
          fileParallelism: false,
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
    ],
  },
});
