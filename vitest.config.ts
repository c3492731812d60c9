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

/** `npm run test:abuse` tries everything on every field; otherwise some of it is tried on some. */
const abuse: "whole" | "short" = process.env["ABUSE"] === "whole" ? "whole" : "short";

/** Properties are tried on a hundred drills each, or on so many, which takes as long as it takes. */
const isLong = Boolean(process.env["PROPERTY_RUNS"]);
const longRuns = isLong ? ["property-runs.ts"] : [];
const runs = isLong ? { testTimeout: 3_600_000 } : {};

export default defineConfig({
  resolve: { alias },
  test: {
    env,
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
          // Properties take seconds each, and several times as long on a busy machine.
          testTimeout: 30_000,
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
          globalSetup: ["server/db/test-server.ts"],
          setupFiles: ["known-hashes.ts", "watch-log.ts", ...longRuns],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          ...runs,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "soak",
          include: ["server/ops/soak/*.test.ts"],
          env,
          // Processes are killed and thousands of commands written: by themselves, one file after the other.
          sequence: { groupOrder: 1 },
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
