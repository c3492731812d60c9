import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { viewFor } from "@/domain/view/view";
import { openDatabase } from "@/server/db/client";
import { drillCommands, drillEvents, drills, scoreCards } from "@/server/db/schema/drills";
import { openTestDatabase } from "@/server/db/test-database";
import { readEventsAt, readStream } from "./event-store";
import { letDueHappenNow } from "./handle-command";
import { fromDrill, inRoom } from "./room";
import { asks, joinAs, OPPOSITION, planTestDrill, RESPONDER, untilGoneBy } from "./testing";

const { db, applicationUrl } = await openTestDatabase();
/** A second instance of the server: its own pool, and with it its own rooms. */
const elsewhere = openDatabase(applicationUrl, { connectionsMax: 5 });

const refusal = (code: string) => ({ name: "Refusal", code });

async function positionsOf(drillId: string): Promise<number[]> {
  return (await readStream(db, drillId, 0)).map(({ position }) => position);
}

test("positions are 1 to n without gaps while eight people write through two instances at once", async () => {
  const { drillId, controller } = await planTestDrill(db);
  const [rita, omar] = [await joinAs(db, drillId, RESPONDER), await joinAs(elsewhere, drillId, OPPOSITION)];
  await asks(db, drillId, controller, { type: "StartDrill", rate: 60 });

  const says = (i: number) => ({ type: "SendRadio", text: `message ${i}` }) as const;
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let i = 0; i < 25; i++) {
      const [instance, who] = [i % 2 === 0 ? db : elsewhere, writer % 2 === 0 ? rita : omar];
      await asks(instance, drillId, who, says(writer * 100 + i));
    }
  });
  await Promise.all(writers);

  const events = await readStream(db, drillId, 0);
  expect(events.map(({ position }) => position)).toEqual(events.map((_, i) => i + 1));
  const said = events.flatMap(({ event }) => (event.type === "RadioSent" ? [event.text] : []));
  expect(said).toHaveLength(200);
  expect(new Set(said).size).toBe(200);
  const [row] = await db.select().from(drills).where(eq(drills.id, drillId));
  expect(row).toMatchObject({ position: events.length, phase: "running" });
  // Both instances tell the same drill, to the byte.
  const views = await Promise.all(
    [db, elsewhere].map((instance) =>
      fromDrill(instance, drillId, (drill) => JSON.stringify(viewFor(drill, { kind: "control" }))),
    ),
  );
  expect(views[0]).toBe(views[1]);
});

test("a command sent again under its id is answered again and happens once, through either instance", async () => {
  const { drillId, controller } = await planTestDrill(db);
  await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
  const commandId = randomUUID();
  const pause = { type: "PauseClock", reason: "lunch" } as const;

  const answers = await Promise.all([
    asks(db, drillId, controller, pause, commandId),
    asks(elsewhere, drillId, controller, pause, commandId),
    asks(db, drillId, controller, pause, commandId),
  ]);
  expect(answers).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
  const paused = (await readStream(db, drillId, 0)).filter(({ event }) => event.type === "ClockPaused");
  expect(paused).toHaveLength(1);
});

test("a command id that somebody else has used is refused", async () => {
  const { drillId, controller } = await planTestDrill(db);
  const rita = await joinAs(db, drillId, RESPONDER);
  const commandId = randomUUID();
  await asks(db, drillId, controller, { type: "StartDrill", rate: 1 }, commandId);
  await expect(
    asks(db, drillId, rita, { type: "SendRadio", text: "hello" }, commandId),
  ).rejects.toMatchObject(refusal("request-not-understood"));
});

test("a refused command stores nothing, and the same id may be used once more", async () => {
  const { drillId, controller } = await planTestDrill(db);
  const before = await positionsOf(drillId);
  const commandId = randomUUID();
  await expect(asks(db, drillId, controller, { type: "ResumeClock" }, commandId)).rejects.toMatchObject(
    refusal("drill-not-running"),
  );

  expect(await positionsOf(drillId)).toEqual(before);
  expect(await db.select().from(drillCommands).where(eq(drillCommands.drillId, drillId))).toEqual([]);
  await expect(asks(db, drillId, controller, { type: "StartDrill", rate: 1 }, commandId)).resolves.toEqual({
    ok: true,
  });
});

test("what fell due before a refused command stays, because it happened whatever was asked", async () => {
  const { drillId, controller } = await planTestDrill(db);
  await asks(db, drillId, controller, { type: "StartDrill", rate: 60 });
  // The first call comes after a sixth of a second.
  await untilGoneBy(db, drillId, 200);
  await expect(asks(db, drillId, controller, { type: "ResumeClock" })).rejects.toMatchObject(
    refusal("clock-already-running"),
  );
  const events = await readStream(db, drillId, 0);
  expect(events.some(({ event }) => event.type === "InjectDelivered")).toBe(true);
});

test("a decision that could not be stored is forgotten, not shown", async () => {
  const { drillId, controller } = await planTestDrill(db);
  await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
  const before = await positionsOf(drillId);
  // PostgreSQL's jsonb takes no NUL character; the router refuses one, here nothing does.
  const note = { type: "TakeNote", lane: 1, text: "a\0b", observedAtMs: null } as const;
  await expect(asks(db, drillId, controller, note)).rejects.toThrow();
  expect(await positionsOf(drillId)).toEqual(before);
  expect(await fromDrill(db, drillId, (drill) => drill.position)).toBe(before.length);
});

test("a drill that does not exist is not found", async () => {
  const { controller } = await planTestDrill(db);
  await expect(asks(db, randomUUID(), controller, { type: "StartDrill", rate: 1 })).rejects.toMatchObject(
    refusal("drill-not-found"),
  );
});

test("the application cannot change or remove what happened", async () => {
  const { drillId } = await planTestDrill(db);
  await expect(
    db.update(drillEvents).set({ lane: 7 }).where(eq(drillEvents.drillId, drillId)),
  ).rejects.toThrow();
  await expect(db.delete(drillEvents).where(eq(drillEvents.drillId, drillId))).rejects.toThrow();
});

test("the wall times of a drill are the database's, and never run backwards", async () => {
  const { drillId, controller } = await planTestDrill(db);
  await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      asks(i % 2 ? db : elsewhere, drillId, controller, {
        type: "TakeNote",
        lane: 1,
        text: "x",
        observedAtMs: null,
      }),
    ),
  );
  const walls = (await readStream(db, drillId, 0)).map(({ wallMs }) => wallMs);
  expect(walls).toEqual([...walls].sort((a, b) => a - b));
});

test("two instances that let the same thing fall due at once let it happen once", async () => {
  const { drillId, controller } = await planTestDrill(db);
  await asks(db, drillId, controller, { type: "StartDrill", rate: 60 });
  await untilGoneBy(db, drillId, 200);
  await Promise.all(
    Array.from({ length: 10 }, (_, i) => letDueHappenNow(i % 2 === 0 ? db : elsewhere, drillId)),
  );
  const calls = (await readStream(db, drillId, 0)).filter(
    ({ event }) => event.type === "InjectDelivered" && event.injectId === "first-call",
  );
  expect(calls).toHaveLength(1);
});

test("events are read back at the positions asked for, in order", async () => {
  const { drillId } = await planTestDrill(db);
  const events = await readEventsAt(db, drillId, [2, 1, 99]);
  expect(events.map(({ event }) => event.type)).toEqual(["DrillPlanned", "ParticipantJoined"]);
});

test("whoever fails in a room leaves it empty for the next", async () => {
  const { drillId } = await planTestDrill(db);
  await expect(inRoom(db, drillId, () => Promise.reject(new Error("out of luck")))).rejects.toThrow(
    "out of luck",
  );
  expect(await fromDrill(db, drillId, (drill) => drill.phase)).toBe("planned");
});

test("each state of a result keeps its score cards as they were then, with the policy they were made by", async () => {
  const { drillId, controller } = await planTestDrill(db);
  await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
  await asks(db, drillId, controller, { type: "EndDrill", how: "ended", reason: "" });
  await asks(db, drillId, controller, { type: "ReleaseScores" });
  const cards = await db.select().from(scoreCards).where(eq(scoreCards.drillId, drillId));
  const kept = cards.map(({ lane, side, version, state }) => `${lane} ${side} ${version} ${state}`);
  expect(kept.sort()).toEqual([
    "1 opposition 1 provisional",
    "1 opposition 2 released",
    "1 responder 1 provisional",
    "1 responder 2 released",
  ]);
  expect(new Set(cards.map(({ policyVersion }) => policyVersion))).toEqual(new Set([1]));
  const [row] = await db.select().from(drills).where(eq(drills.id, drillId));
  expect(row?.releasedAt).toBeInstanceOf(Date);
});
