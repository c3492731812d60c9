import { defineConfig } from "@playwright/test";
import { findBrowser } from "@/server/ops/launch/browser.mjs";

// npm test names a free port and a browser; by hand, these will do.
const port = Number(process.env.E2E_PORT ?? 4390);
const executablePath = findBrowser();
const baseURL = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  // One server and one database for all: a spec sets its own scene and touches nobody else's.
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  // Seconds, and many times as long on a busy machine: these end what would never end. npm test names what took long.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    baseURL,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1366, height: 768 },
    // Costs every test a good part of its time, so it is for whoever looks into one.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      // The sandbox refuses to run as root. The rest keeps the browser itself from calling home.
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
      ],
    },
  },
  webServer: {
    command: "node server/ops/launch/serve-for-tests.mjs",
    url: `${baseURL}/ready`,
    env: { PORT: String(port), PUBLIC_URL: baseURL },
    // On a bare machine this includes the build.
    timeout: 300_000,
    reuseExistingServer: false,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
  },
});
