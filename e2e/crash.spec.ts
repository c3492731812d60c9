import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { DrillCommand } from "@/domain/drill/schema";
import type { ControlView } from "@/domain/view/schema";
import { freePort } from "@/server/ops/launch/free-port.mjs";
import { expect, signIn, test } from "./fixtures";
import type { Person } from "./fixtures";
import { ended, launch, ownerOf, serving } from "./launched";

const dataDir = mkdtempSync(path.join(os.tmpdir(), "sandtable-crash-"));

test.afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("a drill goes on after kill -9 of the server: its clock, what was acknowledged, what fell due meanwhile", async () => {
  test.setTimeout(150_000);
  const settings = { PORT: String(await freePort()), DATA_DIR: dataDir };
  const first = await serving(launch(settings));
  const trainer = await signIn(first.url, "trainer");
  const player = await signIn(first.url, "tide-captain");
  const { drillId, joinCode } = await planDrill(trainer);
  await player.api.drill.join.mutate({ code: joinCode, role: "player", lane: 1, side: "responder" });

  const ask = (person: Person, command: DrillCommand, commandId: string = randomUUID()) =>
    person.api.drill.command.mutate({ drillId, commandId, command });
  const accept: DrillCommand = { type: "TakeAction", actionId: "accept", incident: 1, unitIds: [], note: "" };
  const acceptId = randomUUID();
  await ask(trainer, { type: "StartDrill", rate: 60 });
  await expect
    .poll(async () => (await controlView(trainer, drillId)).lane.incidents.length)
    .toBeGreaterThan(0);
  await ask(player, accept, acceptId);
  await ask(player, { type: "SendRadio", text: "acknowledged before the crash" });
  const before = await controlView(trainer, drillId);

  process.kill(ownerOf(dataDir).server.pid, "SIGKILL");
  expect(await ended(first.launcher)).toBe(1);
  const second = await serving(launch(settings));

  // The sessions are in the database, too: nobody has to sign in again.
  const after = await controlView(trainer, drillId);
  expect(after.view).toMatchObject({ phase: "running", clock: before.view.clock });
  expect(after.lane.actions.filter(({ actionId }) => actionId === "accept")).toHaveLength(1);
  expect(after.lane.radio.map(({ text }) => text)).toContain("acknowledged before the crash");
  expect(after.lane.incidents[0]?.statuses.slice(0, 2)).toEqual(
    before.lane.incidents[0]?.statuses.slice(0, 2),
  );

  // An answer that got lost in the crash is asked for again, and the command is not carried out twice.
  await ask(player, accept, acceptId);
  expect(
    (await controlView(trainer, drillId)).lane.actions.filter(({ actionId }) => actionId === "accept"),
  ).toHaveLength(1);

  // What fell due while nobody was there happened at its own time.
  const awaited = before.lane.injects.filter(
    (i) => i.deliveredAtMs === null && i.dueAtMs !== null && !i.held,
  );
  expect(awaited).not.toEqual([]);
  const deliveredLate = async () => {
    const { lane } = await controlView(trainer, drillId);
    return awaited.flatMap(({ injectId, dueAtMs }) => {
      const deliveredAtMs = lane.injects.find((i) => i.injectId === injectId)?.deliveredAtMs ?? null;
      return deliveredAtMs === null ? [] : [{ injectId, lateMs: deliveredAtMs - (dueAtMs ?? 0) }];
    });
  };
  await expect.poll(async () => (await deliveredLate()).length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect((await deliveredLate()).filter(({ lateMs }) => lateMs !== 0)).toEqual([]);

  await ask(trainer, { type: "PauseClock", reason: "" });
  const moments = await trainer.api.review.timeline.query({ drillId, lane: null });
  expect(moments.map(({ position }) => position)).toEqual(moments.map((_, index) => index + 1));

  second.launcher.kill("SIGTERM");
  expect(await ended(second.launcher)).toBe(0);
});

/** A drill on the first opposed scenario that comes with the product. */
async function planDrill({ api }: Person): Promise<{ drillId: string; joinCode: string }> {
  const scenario = (await api.scenario.list.query()).find((one) => one.isStarter && one.opposed);
  if (!scenario) throw new Error("The demo comes without an opposed scenario.");
  return api.drill.create.mutate({
    title: "Crash",
    scenarioId: scenario.id,
    format: "opposed",
    mode: "tabletop",
    noNotice: false,
    teams: [
      { lane: 1, side: "responder", teamId: null, name: "R" },
      { lane: 1, side: "opposition", teamId: null, name: "O" },
    ],
    people: [],
  });
}

type ControlLane = ControlView["lanes"][number];

async function controlView(
  { api }: Person,
  drillId: string,
): Promise<{ view: ControlView; lane: ControlLane }> {
  const view = await api.drill.view.query({ drillId });
  if (view.kind !== "control") throw new Error("The trainer is not in control of the drill.");
  const [lane] = view.lanes;
  if (!lane) throw new Error("The drill has no lane.");
  return { view, lane };
}
