import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { patchDriver } from "./patch-driver.mjs";
import { SETTING_NAMES } from "./settings.mjs";
import { runQuietly } from "./steps.mjs";

/**
 * Makes node_modules what package-lock.json says. Does nothing when it already is.
 *
 * @param {"runtime" | "full"} extent "full" adds what only tests and development need.
 * @returns {Promise<string>} A word on what was done, for the progress line.
 */
export async function ensureInstalled(root, extent) {
  const marker = path.join(root, "node_modules", ".sandtable-lock");
  const wanted = fingerprint(root);
  const fits = isInstalled(root, marker, wanted, extent);
  if (!fits) {
    const { npm_execpath: npm, ...env } = process.env;
    // The operator's NODE_ENV would decide what npm leaves out; here the extent does.
    delete env.NODE_ENV;
    // Passwords and keys of the house are not for the scripts of packages.
    for (const name of SETTING_NAMES) delete env[name];
    const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    args.push(extent === "full" ? "--include=dev" : "--omit=dev");
    const [file, before] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
    await runQuietly(file, [...before, ...args], {
      cwd: root,
      env,
      failed: ["安装依赖失败，输出见上。", "Installing the packages failed; npm's output is above."],
    });
    writeFileSync(marker, JSON.stringify({ lock: wanted, extent }));
  }
  patchDriver(root);
  return fits ? "已就绪 · up to date" : "已安装 · installed";
}

function isInstalled(root, marker, wanted, extent) {
  if (existsSync(marker)) {
    const kept = JSON.parse(readFileSync(marker, "utf8"));
    return kept.lock === wanted && (kept.extent === "full" || extent === "runtime");
  }
  // Somebody ran npm themselves: its own record tells whether the result is the same.
  const record = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages ?? {};
  const locked = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")).packages;
  const same = Object.entries(locked).every(([where, { version, optional, dev, devOptional }]) => {
    if (where === "") return true;
    const mayBeMissing = optional === true || devOptional === true || (dev === true && extent === "runtime");
    const found = installed[where];
    return found === undefined ? mayBeMissing : found.version === version;
  });
  if (same) writeFileSync(marker, JSON.stringify({ lock: wanted, extent }));
  return same;
}

/** Native packages are built for one system and one line of Node. */
function fingerprint(root) {
  return createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .update(`${process.platform} ${process.arch} ${process.versions.modules}`)
    .digest("hex");
}
