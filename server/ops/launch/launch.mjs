import { spawn } from "node:child_process";
import { createServer } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./build.mjs";
import { lockDataFolder } from "./data-lock.mjs";
import { embeddedVersion } from "./embedded-postgres.mjs";
import { ensureInstalled } from "./install.mjs";
import { keepEmbeddedPostgres } from "./kept-postgres.mjs";
import { whenNpmIsGone } from "./processes.mjs";
import { fullDisk, Refused } from "./refused.mjs";
import { readSettings } from "./settings.mjs";
import { endRunning, stepsOf } from "./steps.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

/** What the server gets to finish its requests; it gives them 10 s of its own. */
const STOP_MS_MAX = 15_000;

/** Thrown at the next step after somebody asked to stop. */
class Stopped extends Error {}

/**
 * Prepares and serves until asked to stop. Ends the process: 0 after a wanted stop, 1 otherwise.
 *
 * Whatever happens, it leaves nothing running: things are ended in the order opposite to their start.
 */
export async function launch({ development }) {
  const undo = [];
  const control = { stopping: false, server: null, lock: null };
  watchSignals(control);
  let exitCode = 0;
  try {
    await run({ development, undo, control });
  } catch (error) {
    if (!control.stopping) {
      exitCode = 1;
      const told = error instanceof Refused ? error : (fullDisk(error) ?? error);
      console.error(told instanceof Refused ? `\n${told.message}\n` : told);
    }
  }
  control.stopping = true;
  control.lock?.noteLeaving();
  for (const step of undo.reverse()) {
    try {
      await step();
    } catch (error) {
      exitCode = 1;
      console.error(error);
    }
  }
  if (exitCode === 0) console.log("已停止 · stopped");
  process.exit(exitCode);
}

async function run({ development, undo, control }) {
  const settings = readSettings(process.env, root);
  const external = settings.databaseUrl !== undefined;
  const step = wanted(control, stepsOf(development ? 4 : 5));

  const lock = await lockDataFolder(settings.dataDir);
  undo.push(() => lock.release());
  control.lock = lock;
  await requireFreePort(settings);

  await step("安装依赖", "packages", () => ensureInstalled(root, development ? "full" : "runtime"));

  const env = {
    ...process.env,
    DATA_DIR: settings.dataDir,
    NODE_ENV: development ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    BETTER_AUTH_TELEMETRY: "0",
    // In a demo the terminal is for people; in production it is for whatever collects the log.
    LOG_LEVEL: process.env.LOG_LEVEL ?? (settings.mode === "demo" ? "warn" : "info"),
  };
  if (!external) {
    await step("启动数据库", "database", async () => {
      const database = await keepEmbeddedPostgres(path.join(settings.dataDir, "postgres"), newsOfDatabase());
      undo.push(() => database.stop());
      env.DATABASE_URL = database.applicationUrl;
      env.DATABASE_OWNER_URL = database.ownerUrl;
      return `PostgreSQL ${embeddedVersion()}`;
    });
  } else {
    await step("使用外部数据库", "your database", () => "DATABASE_URL");
  }

  const prepared = await step("准备数据", "data", () => prepareData(env, control));
  if (prepared.message.migrations.length > 0) {
    const names = prepared.message.migrations.join(", ");
    console.log(`  数据库结构已升级 · the database was brought up to date: ${names}`);
  }
  // After the database, so that what is wrong there is said before minutes of building.
  if (!development) await step("构建页面", "pages", () => ensureBuilt(root));
  const server = startServer(env, control);
  undo.push(() => stopServer(server));
  lock.noteServer(server.process.pid);
  await step("启动服务", "server", () => server.serving, { late: true });
  greet(settings, prepared.message);

  const code = await server.exited;
  if (control.stopping) return;
  throw new Refused(
    `服务意外退出（${code}）。请重新运行 npm start。`,
    `The server ended unexpectedly (${code}). Run npm start again.`,
  );
}

/** Says once what became of the database, however often it is tried to start it again. */
function newsOfDatabase() {
  let said = "";
  const say = (text) => {
    if (text !== said) console.error(text);
    said = text;
  };
  return {
    onEnded: ({ code, signal }) =>
      say(
        `数据库意外退出（${code ?? signal}），正在重新启动。\nThe database ended unexpectedly (${code ?? signal}); it is being started again.`,
      ),
    onFailed: (error) => say(error.message),
    onBack: () => say("数据库已恢复。\nThe database is back."),
  };
}

function wanted(control, step) {
  return async (...args) => {
    if (control.stopping) throw new Stopped();
    const result = await step(...args);
    if (control.stopping) throw new Stopped();
    return result;
  };
}

/** A second signal does not wait for requests any more. */
function watchSignals(control) {
  const stop = () => {
    const again = control.stopping;
    control.stopping = true;
    control.lock?.noteLeaving();
    endRunning();
    control.server?.kill(again ? "SIGKILL" : "SIGTERM");
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);

  whenNpmIsGone(() => {
    if (!control.stopping) stop();
  });
}

async function requireFreePort({ host, port }) {
  const probe = createServer();
  try {
    await new Promise((resolve, reject) => {
      probe.once("error", reject);
      probe.listen(port, host, resolve);
    });
  } catch (error) {
    if (error.code === "EADDRINUSE") {
      throw new Refused(
        `端口 ${port} 已被占用，请停止占用它的程序，或用 PORT 另选一个。`,
        `Port ${port} is taken; stop the program that uses it, or choose another with PORT.`,
      );
    }
    throw new Refused(
      `无法监听 ${host}:${port}（${error.code}），请检查 HOST 与 PORT。`,
      `${host}:${port} cannot be listened on (${error.code}); check HOST and PORT.`,
    );
  }
  await new Promise((resolve) => probe.close(resolve));
}

/** Room for young objects, in MB: most of what a request makes is gone with it, and should not be moved before. */
const YOUNG_MB = 32;

function runTypeScript(file, env, stdio) {
  return spawn(
    process.execPath,
    [`--max-semi-space-size=${YOUNG_MB}`, "--conditions=react-server", "--import", "tsx", file],
    { cwd: root, env, stdio },
  );
}

/** Migrates and seeds in a process of its own; gives what it has to tell. */
export async function prepareData(env, control) {
  const child = runTypeScript("server/starter/prepare.ts", env, ["ignore", "pipe", "pipe", "ipc"]);
  control.server = child;
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
  const warnings = [];
  let message = null;
  child.on("message", (said) => {
    if (said.type === "warning") warnings.push(`${said.zh}\n${said.en}`);
    else message = said;
  });
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode, signal) => resolve(exitCode ?? signal));
  });
  control.server = null;
  if (message?.type === "refused") throw new Refused(message.zh, message.en);
  if (message?.type === "failed") {
    throw new Refused(`数据准备失败：${message.error}`, `Preparing the data failed: ${message.error}`);
  }
  const bad = /^EnvironmentError: (.*)$/m.exec(Buffer.concat(output).toString("utf8"))?.[1];
  if (bad !== undefined) throw new Refused(`设置有误：${bad}`, `A setting cannot be used: ${bad}`);
  if (message === null || code !== 0) {
    throw new Refused(
      `${Buffer.concat(output).toString("utf8").trim()}\n\n数据准备失败（${code}）。`,
      `Preparing the data failed (${code}).`,
    );
  }
  for (const warning of warnings) console.warn(`\n${warning}`);
  return { message };
}

/**
 * Starts a program that says when it serves. What only the preparation needs is not for it, which listens to strangers,
 * nor for what it starts.
 */
export function startServer(env, control, { file = "server/front-door/main.ts", output = "inherit" } = {}) {
  const { DATABASE_OWNER_URL: _, ADMIN_PASSWORD: __, ...serverEnv } = env;
  const child = runTypeScript(file, serverEnv, ["ignore", output, output, "ipc"]);
  control.server = child;
  const exited = new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? signal));
    child.once("error", (error) => resolve(error.message));
  });
  const serving = new Promise((resolve, reject) => {
    child.on("message", (said) => {
      if (said.type === "serving") resolve();
    });
    exited.then((code) =>
      reject(
        code === 48
          ? new Refused(
              "端口刚刚被占用，请用 PORT 另选一个。",
              "The port was taken meanwhile; choose another with PORT.",
            )
          : new Refused(`服务没有启动（${code}）。`, `The server did not start (${code}).`),
      ),
    );
  });
  // The step that waits for it may never come, when somebody stops us first.
  serving.catch(() => undefined);
  return { process: child, exited, serving };
}

export async function stopServer({ process: child, exited }) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const patience = setTimeout(() => child.kill("SIGKILL"), STOP_MS_MAX);
  await exited;
  clearTimeout(patience);
}

function greet({ publicUrl, host, port, mode }, { signIns, password, setupToken }) {
  const lines = ["", `  沙盘已启动 · Sandtable is running: ${publicUrl}`];
  if (host !== "127.0.0.1") lines.push(`  监听 · listening on ${host}:${port}`);
  if (mode === "demo") {
    lines.push(
      "",
      `  演示账号（登录页一键登录，口令 ${password}）`,
      `  Demo sign-ins (one click on the sign-in page, password ${password}):`,
      "",
      ...signIns.map(({ staffNumber, name, zh, en }) => `    ${staffNumber.padEnd(6)}${name}  ${zh} · ${en}`),
    );
  }
  if (setupToken !== null) {
    lines.push(
      "",
      `  首位管理员：打开 ${publicUrl}/setup，输入一次性口令 ${setupToken}`,
      `  First administrator: open ${publicUrl}/setup with the one-time token above`,
    );
  }
  lines.push("", "  Ctrl+C 停止 · stops it", "");
  console.log(lines.join("\n"));
}
