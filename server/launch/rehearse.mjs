// npm run rehearse -- <scenario>: one whole drill by scripted players through the real HTTP API.
//
// Brings a server and a database of its own that are gone afterwards, unless --url names one that is running.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { freePort } from "./free-port.mjs";
import { ensureInstalled } from "./install.mjs";
import { prepareData, startServer, stopServer } from "./launch.mjs";
import { Refused } from "./refused.mjs";
import { SETTING_NAMES } from "./settings.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

const USAGE = `用法 · usage: npm run rehearse -- <scenario> [--url http://…] [--seed n] [--skill weak|medium|strong]
                  [--opposition weak|medium|strong] [--lang zh|en] [--quiet]

  scenario    phone-shop · drunk-man · gas-smell · lost-coat · unpaid-workers
  --url       在已运行的演示服务上推演 · play on a demo server that is running
  --seed      换一个数，推演换一种走法 · another number, another course of events (1)
  --skill     处置方水平 · how well the responders play (strong)
  --opposition 对抗方水平 · how well the opposition plays (medium)
  --lang      输出语言 · language of the output (zh)
  --quiet     只打印最后一行 · print the last line only`;

const control = { stopping: false, server: null };
const undo = [];
let player = null;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    control.stopping = true;
    control.server?.kill("SIGTERM");
    player?.kill("SIGTERM");
  });
}

let exitCode = 1;
try {
  exitCode = await rehearse(readArguments());
} catch (error) {
  if (!control.stopping) console.error(error instanceof Refused ? error.message : error);
}
for (const step of undo.reverse()) await step();
process.exit(control.stopping ? 130 : exitCode);

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        url: { type: "string" },
        seed: { type: "string", default: "1" },
        skill: { type: "string", default: "strong" },
        opposition: { type: "string", default: "medium" },
        lang: { type: "string", default: "zh" },
        quiet: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const [scenario, ...more] = positionals;
    const skills = ["weak", "medium", "strong"];
    const sound =
      scenario !== undefined &&
      more.length === 0 &&
      /^\d{1,9}$/.test(values.seed) &&
      skills.includes(values.skill) &&
      skills.includes(values.opposition) &&
      ["zh", "en"].includes(values.lang) &&
      (values.url === undefined || URL.canParse(values.url));
    if (sound) return { ...values, scenario };
  } catch (error) {
    console.error(error.message);
  }
  console.error(USAGE);
  process.exit(2);
}

async function rehearse({ url, scenario, seed, skill, opposition, lang, quiet }) {
  await ensureInstalled(root, "runtime");
  const address = url ?? (await ownServer());
  if (control.stopping) return 1;
  const args = [
    "--url",
    address,
    "--seed",
    seed,
    "--skill",
    skill,
    "--opposition",
    opposition,
    "--lang",
    lang,
  ];
  player = spawn(
    process.execPath,
    [
      "--conditions=react-server",
      "--import",
      "tsx",
      "server/rehearse/rehearse.ts",
      scenario,
      ...args,
      ...(quiet ? ["--quiet"] : []),
    ],
    { cwd: root, stdio: "inherit" },
  );
  return new Promise((resolve, reject) => {
    player.once("error", reject);
    player.once("exit", (code) => resolve(code ?? 1));
  });
}

async function ownServer() {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "sandtable-rehearse-"));
  undo.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const database = await startEmbeddedPostgres(path.join(dataDir, "postgres"));
  undo.push(() => database.stop());

  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const env = { ...process.env };
  // A rehearsal must never reach the operator's own data.
  for (const name of SETTING_NAMES) delete env[name];
  Object.assign(env, {
    DATA_DIR: dataDir,
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: address,
    SANDTABLE_MODE: "demo",
    NODE_ENV: "production",
    LOG_LEVEL: "error",
    DATABASE_URL: database.applicationUrl,
  });
  await prepareData({ ...env, DATABASE_OWNER_URL: database.ownerUrl }, control);
  const server = startServer(env, control, "server/rehearse/serve.ts");
  undo.push(() => stopServer(server));
  await server.serving;
  return address;
}
