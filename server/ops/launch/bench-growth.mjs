// npm run bench:growth: what lists, pages and searches cost when there is a hundred times as much of everything.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { ensureInstalled } from "./install.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
/** Kept for the next run: to fill it takes minutes. Nothing but this benchmark's own content is ever in it. */
const folder = path.resolve(process.env.GROWTH_DIR ?? path.join(root, "data", "bench-growth"));

await ensureInstalled(root, "runtime");
const server = await startEmbeddedPostgres(folder, {
  // What is lost when the machine stops is made again.
  settings: { fsync: "off", synchronous_commit: "off", max_wal_size: "4GB" },
  endsWithStarter: true,
});
let bench = null;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => bench?.kill("SIGTERM"));
const ownerUrls = {
  root: server.ownerUrl,
  small: server.ownerUrlOf("growth_small"),
  large: server.ownerUrlOf("growth_large"),
};
bench = spawn(
  process.execPath,
  [
    "--conditions=react-server",
    "--import",
    "tsx",
    "server/ops/bench/content/measure.ts",
    JSON.stringify({ ownerUrls }),
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: "inherit", env: { ...process.env, NODE_ENV: "production" } },
);
const code = await new Promise((resolve, reject) => {
  bench.once("error", reject);
  bench.once("exit", (exitCode) => resolve(exitCode ?? 1));
});
await server.stop();
process.exit(code);
