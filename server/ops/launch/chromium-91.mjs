import { createHash } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { runQuietly } from "./steps.mjs";

// Only the browser in it is used. Installed as a dependency it would bring a library of its age along.
const PACKAGE = "chrome-aws-lambda";
const VERSION = "9.1.0";
const SHA512 = "y6MOarSzL5LmDv8sWUdDe4wHuAAEeWMlCbLwmL6Bj+pBPava37UuEPbWD5YAXyJx6oHoC0efLGqYDi56k4KMUQ==";

/**
 * A real Chromium 91, the oldest browser we support, from the npm registry. Unpacked once, then kept.
 *
 * @returns {Promise<{ file: string, env: NodeJS.ProcessEnv } | null>} The program and the environment it needs; null on
 *   systems for which it was never built.
 * @throws when the registry does not give it, or gives something else.
 */
export async function ensureChromium91(root) {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const folder = path.join(root, "node_modules", ".cache", "chromium-91");
  const browser = {
    file: path.join(folder, "chromium"),
    env: { ...process.env, LD_LIBRARY_PATH: path.join(folder, "lib") },
  };
  if (existsSync(browser.file)) return browser;

  const partial = `${folder}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const tarball = await fetchPackage(partial);
  await unpack(tarball, partial, "package/bin");
  const packed = path.join(partial, "package", "bin");
  const libraries = path.join(partial, "libraries.tar");
  await inflate(path.join(packed, "aws.tar.br"), libraries);
  await unpack(libraries, partial, "lib");
  await inflate(path.join(packed, "chromium.br"), path.join(partial, "chromium"));
  for (const spent of ["package", "libraries.tar", path.basename(tarball)]) {
    rmSync(path.join(partial, spent), { recursive: true });
  }
  // Last, so that a browser is either there as a whole or not at all.
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  return browser;
}

async function fetchPackage(folder) {
  const { npm_execpath: npm, ...env } = process.env;
  const [file, before] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const args = ["pack", `${PACKAGE}@${VERSION}`, "--loglevel=error", "--pack-destination", folder];
  await runQuietly(file, [...before, ...args], {
    cwd: folder,
    env,
    failed: ["取不到 Chromium 91，输出见上。", "Fetching Chromium 91 failed; npm's output is above."],
  });
  const tarball = path.join(folder, `${PACKAGE}-${VERSION}.tgz`);
  const sum = createHash("sha512").update(readFileSync(tarball)).digest("base64");
  if (sum !== SHA512) throw new Error(`${PACKAGE} ${VERSION} is not the file it was: sha512-${sum}`);
  return tarball;
}

async function unpack(archive, folder, member) {
  await runQuietly("tar", ["-xf", archive, "-C", folder, member], {
    cwd: folder,
    env: process.env,
    failed: ["解包失败，输出见上。", "Unpacking failed; its output is above."],
  });
}

async function inflate(from, to) {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode: 0o755 }));
}
