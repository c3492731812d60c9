import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, connect, type Socket } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newPerson, TEST_PASSWORD } from "@/server/auth/testing";
import { openTestDatabase } from "@/server/db/test-database";
import { freePort } from "./free-port.mjs";
import { startServer, stopServer, type Served } from "./launch.mjs";

// A process that serves, as the launcher starts it, with a way to its database that can be cut.
const { db, applicationUrl, ownerUrl } = await openTestDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), "sandtable-served-"));
const way = wayTo(applicationUrl);

/** Planted in everything that the operator sets and people send. */
const CANARY = "CANARY-5b0e";
const ADMIN_PASSWORD = `${CANARY} of the first administrator`;

let served: Served;
let origin = "";
let output = "";

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const env = {
    NODE_ENV: "production" as const,
    DATA_DIR: folder,
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: origin,
    SANDTABLE_MODE: "production",
    LOG_LEVEL: "debug",
    AUTH_SECRET: `${CANARY} that signs what browsers keep`,
    ADMIN_EMAIL: "first@example.invalid",
    ADMIN_PASSWORD,
    DATABASE_URL: await way.url,
    DATABASE_OWNER_URL: ownerUrl,
  };
  const control = { stopping: false, server: null };
  served = startServer(env, control, { file: "server/ops/rehearse/serve.ts", output: "pipe" });
  for (const stream of [served.process.stdout, served.process.stderr]) {
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  }
  await served.serving;
  // A process that compiles itself as it starts takes its time on a busy machine.
}, 60_000);

afterAll(async () => {
  await stopServer(served);
  way.cut();
  rmSync(folder, { recursive: true, force: true });
});

test.runIf(process.platform === "linux")(
  "the process that serves has neither the first administrator's password nor the owner of the tables in its environment",
  () => {
    const environment = readFileSync(`/proc/${served.process.pid}/environ`, "utf8");
    expect(environment).toContain("DATABASE_URL=");
    for (const secret of [
      "ADMIN_PASSWORD",
      ADMIN_PASSWORD,
      "DATABASE_OWNER_URL",
      new URL(ownerUrl).password,
    ]) {
      expect(environment).not.toContain(secret);
    }
  },
);

test("no line of a process that serves holds a token, a password or typed text when the database goes away", async () => {
  const { staffNumber } = await newPerson(db, "administrator", "trainer");
  const signedIn = await call("session.signIn", { identifier: staffNumber, password: TEST_PASSWORD }, "");
  const cookies = signedIn.headers.getSetCookie().map((line) => line.split(";", 1)[0] ?? "");
  const cookie = cookies.join("; ");
  const values = cookies.map((one) => one.slice(one.indexOf("=") + 1)).filter((one) => one.length > 20);
  expect(values.length).toBeGreaterThan(0);
  const secrets = [
    CANARY,
    TEST_PASSWORD,
    "params:",
    new URL(applicationUrl).password,
    ...values.flatMap((value) => [value, ...decodeURIComponent(value).split(".")]),
  ];
  const everything = () =>
    Promise.all([
      call("session.signIn", { identifier: CANARY, password: CANARY }, cookie),
      call("me.changePassword", { current: CANARY, next: `${CANARY} and more` }, cookie),
      call("drill.join", { code: CANARY }, cookie),
      call("scenario.save", { scenarioId: CANARY, draft: { title: CANARY } }, cookie),
      call(`no.such.${CANARY}`, { typed: CANARY }, cookie),
      fetch(`${origin}/api/trpc/people.page?input=${encodeURIComponent(`{"text":"${CANARY}"}`)}`, {
        headers: { cookie },
      }),
      fetch(`${origin}/api/trpc-live/drill.live?input=${encodeURIComponent(`{"drillId":"${CANARY}"}`)}`, {
        headers: { cookie },
      }),
    ]);
  await everything();
  way.cut();
  const answers = await everything();
  expect(answers.map(({ status }) => status)).toContain(503);
  await expect.poll(() => output).toContain('"level":50');
  for (const secret of secrets) expect(output).not.toContain(secret);
});

function call(name: string, input: object, cookie: string): Promise<Response> {
  return fetch(`${origin}/api/trpc/${name}?typed=${CANARY}`, {
    method: "POST",
    headers: { cookie, origin, "content-type": "application/json" },
    body: JSON.stringify(input),
  });
}

/** A socket of one's own before that of the database: cut, the database is gone as far as anybody behind it can tell. */
function wayTo(databaseUrl: string) {
  const url = new URL(databaseUrl);
  const real = path.join(url.searchParams.get("host") ?? "", ".s.PGSQL.5432");
  const here = path.join(folder, "socket");
  mkdirSync(here);
  const open = new Set<Socket>();
  const door = createServer((client) => {
    const server = connect(real);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  url.searchParams.set("host", here);
  return {
    url: new Promise<string>((resolve) =>
      door.listen(path.join(here, ".s.PGSQL.5432"), () => resolve(url.toString())),
    ),
    cut: () => {
      door.close();
      for (const socket of open) socket.destroy();
    },
  };
}
