import path from "node:path";
import { Refused } from "./refused.mjs";

/** The names that configure Sandtable. A build must not depend on them, so it is run without. */
export const SETTING_NAMES = [
  "DATABASE_URL",
  "DATABASE_OWNER_URL",
  "PORT",
  "HOST",
  "PUBLIC_URL",
  "DATA_DIR",
  "SANDTABLE_MODE",
  "AUTH_SECRET",
  "AUDIT_KEY",
  "SANDTABLE_AUDIT_MAC",
  "SANDTABLE_BACKUP_PATIENCE_S",
  "ADMIN_EMAIL",
  "ADMIN_PASSWORD",
  "SESSION_IDLE_MINUTES",
  "SESSIONS_MAX",
  "LOG_LEVEL",
  "TRUST_PROXY",
  "SANDTABLE_PACE",
  "SANDTABLE_TRIAL_LANGUAGES",
  "SANDTABLE_METRICS_TOKEN",
  "NATS_URL",
  "SANDTABLE_TIME_ZONE",
  "SANDTABLE_TILES_URL",
  "SANDTABLE_TILES_ATTRIBUTION",
];

/**
 * The few settings the launcher itself acts on, with the same defaults as server/env.ts, which checks all of
 * them again: this must work before the first package is installed.
 */
export function readSettings(source, root) {
  const given = (name) => (source[name] === "" ? undefined : source[name]);
  const mode = given("SANDTABLE_MODE") ?? "demo";
  if (mode !== "demo" && mode !== "production") {
    throw new Refused(
      "SANDTABLE_MODE 只能是 demo 或 production。",
      "SANDTABLE_MODE must be demo or production.",
    );
  }
  const port = Number(given("PORT") ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Refused("PORT 须为 1 到 65535 之间的整数。", "PORT must be a whole number from 1 to 65535.");
  }
  const host = given("HOST") ?? (mode === "demo" ? "127.0.0.1" : "0.0.0.0");
  return {
    mode,
    port,
    host,
    dataDir: path.resolve(root, given("DATA_DIR") ?? "data"),
    databaseUrl: given("DATABASE_URL"),
    publicUrl: given("PUBLIC_URL") ?? `http://localhost:${port}`,
  };
}
