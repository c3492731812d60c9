import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const cache = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  "../../../node_modules/.cache/sandtable-debian",
);

/**
 * A file of a Debian package that a test needs: the one installed on this machine, or one unpacked beside the project,
 * which neither asks for an administrator nor starts a service.
 *
 * @param {string} packageName As the package manager knows it.
 * @param {string} pattern Where the file lies from the root; `*` stands for the kind of machine.
 * @returns the file, or null with a line that says what is skipped for want of it.
 */
export function debianFile(packageName, pattern) {
  const unpacked = path.join(cache, packageName);
  const found = findBelow("/", pattern) ?? findBelow(unpacked, pattern);
  if (found !== null) return found;
  unpack(packageName, unpacked);
  const file = findBelow(unpacked, pattern);
  if (file === null) console.log(`Skipped: there is no ${packageName} here, and no package of it to be had.`);
  return file;
}

function findBelow(folder, pattern) {
  const parts = pattern.split("/");
  let candidates = [folder];
  for (const part of parts) {
    candidates = candidates
      .filter((one) => existsSync(one))
      .flatMap((one) => (part === "*" ? readdirSync(one) : [part]).map((name) => path.join(one, name)));
  }
  return candidates.find((one) => existsSync(one)) ?? null;
}

function unpack(packageName, folder) {
  const draft = `${folder}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const run = (program, args) => spawnSync(program, args, { cwd: draft, timeout: 120_000 }).status === 0;
  const download = () => run("apt-get", ["download", packageName]);
  // A machine whose lists were never fetched knows no package.
  if (download() || (process.getuid?.() === 0 && run("apt-get", ["update"]) && download())) {
    const archive = readdirSync(draft).find((name) => name.endsWith(".deb"));
    if (archive !== undefined) run("dpkg-deb", ["--extract", archive, "."]);
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
}
