import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

const alias = [
  // The marker throws outside a server bundle, and there is no bundle here.
  { find: /^server-only$/, replacement: path.join(root, "server/db/server-only-marker.ts") },
  { find: /^@\//, replacement: `${root}/` },
];

// An odd time zone with a 45-minute offset brings out code that leans on the machine's own.
const env = { TZ: "Asia/Kathmandu", LOG_LEVEL: "silent", DATA_DIR: "./test-results/data" };

/** Properties are tried on a hundred drills each, or on so many, which takes as long as it takes. */
const runs = process.env["PROPERTY_RUNS"] ? { setupFiles: ["property-runs.ts"], testTimeout: 3_600_000 } : {};

export default defineConfig({
  resolve: { alias },
  test: {
    env,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "rules",
          include: ["{domain,app}/**/*.test.{ts,tsx}", "eslint.test.ts"],
          env,
          ...runs,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "server",
          include: ["server/**/*.test.ts"],
          env,
          globalSetup: ["server/db/test-server.ts"],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          ...runs,
        },
      },
    ],
  },
});
