// What a thread begins with. A thread does not take over the loader of the process: it registers its own.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
await import(pathToFileURL(path.resolve(workerData.file)).href);
