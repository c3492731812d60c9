import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { SETTING_NAMES } from "./settings.mjs";
import { runQuietly } from "./steps.mjs";

/** Folders and kinds of files that end up in the bundles. */
const SOURCES = ["app", "domain", "server", "public"];
const SOURCE_FILES = [
  "next.config.js",
  "package-lock.json",
  "package.json",
  "tsconfig.json",
  "proxy.ts",
  "instrumentation.ts",
  "instrumentation-client.ts",
];

/** Builds the pages if anything they are made of has changed since the last build. */
export async function ensureBuilt(root) {
  const marker = path.join(root, ".next", "sandtable-build");
  const wanted = fingerprint(root);
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return "已就绪 · up to date";

  // Removed first: a build that is cut short must not pass for a whole one.
  rmSync(marker, { force: true });
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  for (const name of SETTING_NAMES) delete env[name];
  await runQuietly(process.execPath, [path.join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: root,
    env,
    failed: ["构建失败，输出见上。", "The build failed; its output is above."],
  });
  mkdirSync(path.dirname(marker), { recursive: true });
  writeFileSync(marker, wanted);
  return "已构建 · built";
}

function fingerprint(root) {
  const hash = createHash("sha256").update(process.versions.modules);
  for (const file of [...SOURCE_FILES, ...SOURCES.flatMap((folder) => filesIn(root, folder))]) {
    const full = path.join(root, file);
    if (existsSync(full)) hash.update(`\0${file}\0`).update(readFileSync(full));
  }
  return hash.digest("hex");
}

function filesIn(root, folder) {
  const full = path.join(root, folder);
  if (!existsSync(full) || folder === path.join("server", "launch")) return [];
  return readdirSync(full, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inside = path.join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(root, inside);
      return /\.test\.tsx?$/.test(entry.name) ? [] : [inside];
    });
}
