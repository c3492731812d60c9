// What has to be done once while an image is built, so that nothing is installed or built where it runs.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

console.log(await ensureInstalled(root, "runtime"));
console.log(await ensureBuilt(root));
