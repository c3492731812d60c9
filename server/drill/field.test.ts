import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { DrillCommand } from "@/domain/drill/schema";
import { refusedWith, signedInAs } from "@/server/auth/testing";
import { openTestDatabase } from "@/server/db/test-database";
import { readStream } from "./event-store";
import { asks, comeIn, planTestDrill, RESPONDER } from "./testing";

const { db } = await openTestDatabase();

/** A field drill that runs and whose first call has come, with an evaluator and a player on their own ways in. */
async function fieldDrill(noNotice = false) {
  const { drillId, controller } = await planTestDrill(db, { setup: { mode: "field" }, noNotice });
  const [eva, rita] = [await signedInAs(db, "evaluator"), await signedInAs(db, "officer")];
  await comeIn(db, drillId, { userId: eva.id, name: "Eva" }, { role: "evaluator" });
  await comeIn(db, drillId, { userId: rita.id, name: "Rita" }, RESPONDER);
  await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
  const firstCall = () =>
    asks(db, drillId, controller, { type: "DeliverInject", lane: 1, injectId: "first-call" });
  return { drillId, controller, firstCall, eva: (await eva.call()).drill, rita: (await rita.call()).drill };
}

const recordings = (drillId: string): { drillId: string; commandId: string; command: DrillCommand }[] => {
  const lane = 1;
  const commands: DrillCommand[] = [
    { type: "RecordStage", lane, incident: 1, status: "accepted", observedAtMs: null },
    { type: "RecordArrival", lane, unitId: "car-1", incident: 1, observedAtMs: null },
    {
      type: "RecordAction",
      lane,
      actionId: "cordon",
      incident: 1,
      unitIds: ["car-1"],
      note: "",
      outcome: "success",
      observedAtMs: null,
    },
    { type: "TakeNote", lane, text: "Rope too short", observedAtMs: null },
    { type: "RecordArrival", lane, unitId: "car-2", incident: 1, observedAtMs: null },
  ];
  return commands.map((command) => ({ drillId, commandId: randomUUID(), command }));
};

test("a tablet that comes back sends all it kept at once, twice over, and each recording is there once", async () => {
  const { drillId, firstCall, eva } = await fieldDrill();
  await firstCall();
  const kept = recordings(drillId);
  // The answers to the first burst were lost on the way, so the tablet sends again what it had sent.
  await Promise.all([...kept, ...kept, ...[...kept].reverse()].map((entry) => eva.command(entry)));

  const events = (await readStream(db, drillId, 0)).filter(({ by }) => by.role === "evaluator");
  const of = (type: string) => events.filter(({ event }) => event.type === type).length;
  expect([of("UnitArrived"), of("ActionTaken"), of("ActionCompleted"), of("NoteTaken")]).toEqual([
    2, 1, 1, 1,
  ]);
  const view = await eva.view({ drillId });
  if (view.kind !== "evaluator") throw new Error("An evaluator sees an evaluator's view.");
  expect(view.lanes[0]?.records.map(({ record }) => record)).toEqual([1, 2, 3, 4]);
  expect(view.lanes[0]?.incidents[0]?.status).toBe("on-scene");
});

test("a recording that is refused leaves the others of its burst standing", async () => {
  const { drillId, firstCall, eva } = await fieldDrill();
  await firstCall();
  const kept = recordings(drillId);
  const unknown: DrillCommand = {
    type: "RecordArrival",
    lane: 1,
    unitId: "nobody",
    incident: 1,
    observedAtMs: null,
  };
  const refused = eva.command({ drillId, commandId: randomUUID(), command: unknown });
  await Promise.all([
    expect(refused).rejects.toMatchObject(refusedWith("unit-unknown")),
    ...kept.map((entry) => eva.command(entry)),
  ]);
  const view = await eva.view({ drillId });
  expect(view).toMatchObject({ kind: "evaluator", lanes: [{ records: [{}, {}, {}, {}], notes: [{}] }] });
});

test("players of a field drill are told in words why the screen takes no moves, and keep radio and brief", async () => {
  const { drillId, firstCall, rita } = await fieldDrill();
  await firstCall();
  const sends = (command: DrillCommand) => rita.command({ drillId, commandId: randomUUID(), command });
  await expect(
    sends({ type: "TakeAction", actionId: "accept", incident: 1, unitIds: [], note: "" }),
  ).rejects.toMatchObject(refusedWith("field-recorded-by-staff"));
  await sends({ type: "SendRadio", text: "101 on the way" });
  expect(await rita.setting({ drillId })).toMatchObject({ kind: "side", mode: "field", brief: { en: "r" } });
  expect(await rita.view({ drillId })).toMatchObject({
    inbox: [{ kind: "call" }],
    radio: [{ text: "101 on the way" }],
  });
});

test("a field drill without notice does not exist for its players until the first call", async () => {
  const { drillId, firstCall, eva, rita } = await fieldDrill(true);
  await expect(rita.view({ drillId })).rejects.toMatchObject(refusedWith("drill-not-found"));
  expect((await rita.list()).drills).toEqual([]);
  // What staff note before it does not give it away either.
  await eva.command({
    drillId,
    commandId: randomUUID(),
    command: { type: "TakeNote", lane: 1, text: "In place", observedAtMs: null },
  });
  expect((await rita.list()).drills).toEqual([]);
  await firstCall();
  expect((await rita.list()).drills.map((drill) => drill.drillId)).toEqual([drillId]);
  expect(await rita.view({ drillId })).toMatchObject({ kind: "side", inbox: [{ kind: "call" }] });
});
