import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { drillCommands, drillEvents } from "@/server/db/schema/drills";
import { openTestDatabase } from "@/server/db/test-database";
import { readStream } from "./event-store";
import { asks, planTestDrill } from "./testing";

const { db, applicationUrl } = await openTestDatabase();

/** Another process that carries out the commands it is given, four at a time, and says which were acknowledged. */
const WRITER = `
  const { openDatabase } = await import(${JSON.stringify(path.resolve("server/db/client.ts"))});
  const { handleCommand } = await import(${JSON.stringify(path.resolve("server/drill/handle-command.ts"))});
  const [url, drillId, by, ...commandIds] = JSON.parse(process.argv.at(-1));
  const db = openDatabase(url, { connectionsMax: 4 });
  const write = async () => {
    for (let commandId = commandIds.shift(); commandId; commandId = commandIds.shift()) {
      const command = { type: "TakeNote", lane: 1, text: commandId, observedAtMs: null };
      await handleCommand(db, drillId, { commandId, by, command });
      process.stdout.write(commandId + "\\n");
    }
  };
  await Promise.all([write(), write(), write(), write()]);
  await db.$client.end();
`;

/** Runs the writer; kills it with SIGKILL after so many acknowledgements, when a number is given. */
function runWriter(input: readonly unknown[], killAfter: number | null): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const writer = spawn(
      process.execPath,
      [
        "--conditions=react-server",
        "--import",
        "tsx",
        "--input-type=module",
        "-e",
        WRITER,
        JSON.stringify(input),
      ],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    let output = "";
    let errors = "";
    const acknowledged = () => output.split("\n").slice(0, -1);
    writer.stdout.on("data", (chunk) => {
      output += String(chunk);
      if (killAfter !== null && acknowledged().length >= killAfter) writer.kill("SIGKILL");
    });
    writer.stderr.on("data", (chunk) => (errors += String(chunk)));
    writer.once("error", reject);
    writer.once("close", (code) => {
      if (killAfter === null && code !== 0) reject(new Error(errors));
      else resolve(acknowledged());
    });
  });
}

test("a process killed three times in a thousand commands loses none it acknowledged and doubles none", async () => {
  const { drillId, controller } = await planTestDrill(db);
  await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
  const wanted = Array.from({ length: 1_000 }, () => randomUUID());
  const acknowledged = new Set<string>();
  for (const killAfter of [150, 250, 200, null]) {
    // What was never acknowledged is sent again, as a browser would, whether or not it had been stored.
    const open = wanted.filter((id) => !acknowledged.has(id));
    for (const id of await runWriter([applicationUrl, drillId, controller, ...open], killAfter))
      acknowledged.add(id);
  }
  expect(acknowledged.size).toBe(wanted.length);

  const events = await readStream(db, drillId, 0);
  expect(events.map(({ position }) => position)).toEqual(events.map((_, i) => i + 1));
  const noted = events.flatMap(({ event }) => (event.type === "NoteTaken" ? [event.text] : []));
  expect(noted.sort()).toEqual([...wanted].sort());
  const stored = await db.$count(drillCommands, eq(drillCommands.drillId, drillId));
  expect(stored).toBe(wanted.length + 1);
  const withCommand = await db
    .select({ commandId: drillEvents.commandId })
    .from(drillEvents)
    .where(eq(drillEvents.drillId, drillId));
  expect(
    withCommand.filter(({ commandId }) => commandId !== null && acknowledged.has(commandId)),
  ).toHaveLength(wanted.length);
}, 120_000);
