import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DrillCommand, Participant } from "@/domain/drill/schema";
import { refusedWith, signedInAs } from "@/server/auth/testing";
import { openDatabase, type Database } from "@/server/db/client";
import { openTestDatabase } from "@/server/db/test-database";
import { hubOf, reviewSubscribers, subscribe, type Sink } from "./hub";
import { comeIn, planTestDrill, RESPONDER } from "./testing";

const { db: here, applicationUrl } = await openTestDatabase();
const there = openDatabase(applicationUrl, { connectionsMax: 5 });

beforeAll(() => hubOf(here));
afterAll(() => there.$client.end());

type Told = { present: string[]; lost: { participantId: string; sinceMs: number }[] };

/** Somebody with an account and a place. */
async function person(drillId: string, seat: Parameters<typeof comeIn>[3]) {
  const browser = await signedInAs(here, "trainer");
  await comeIn(here, drillId, { userId: browser.id, name: browser.id }, seat);
  return browser;
}

/** Opens a stream of somebody on one of two instances. */
async function watches(
  instance: Database,
  drillId: string,
  { id }: { id: string },
  seat: Parameters<typeof comeIn>[3],
) {
  const told: Told[] = [];
  const sink: Sink = {
    send: ({ json }) => {
      const message: Partial<Told> = JSON.parse(json);
      if (message.present && message.lost) told.push({ present: message.present, lost: message.lost });
      return true;
    },
    ping: () => undefined,
    close: () => undefined,
  };
  const participant: Participant =
    seat.role === "player"
      ? { ...seat, participantId: id, name: id }
      : { role: seat.role, participantId: id, name: id };
  const watch = { drillId, participant, seat, sessionId: randomUUID(), lastEventId: null };
  return { told, leave: await subscribe(hubOf(instance), watch, sink) };
}

describe("who is there", () => {
  test("is known through either of two instances, and so is since when somebody is not", async () => {
    const { drillId } = await planTestDrill(here);
    const [cora, rita] = [await person(drillId, { role: "controller" }), await person(drillId, RESPONDER)];
    const control = await watches(here, drillId, cora, { role: "controller" });
    const player = await watches(there, drillId, rita, RESPONDER);
    await reviewSubscribers(hubOf(there));
    await reviewSubscribers(hubOf(here));
    expect(control.told.at(-1)).toEqual({ present: [cora.id, rita.id].sort(), lost: [] });

    const before = Date.now();
    player.leave();
    // That somebody left is written down in the background.
    await expect
      .poll(async () => {
        await reviewSubscribers(hubOf(here));
        return control.told.at(-1)?.present;
      })
      .toEqual([cora.id]);
    const [lost] = control.told.at(-1)?.lost ?? [];
    expect(lost?.participantId).toBe(rita.id);
    expect(Math.abs((lost?.sinceMs ?? 0) - before)).toBeLessThan(2_000);
    control.leave();
  });

  test("decides whether another controller may take the lead over, on whatever instance they are", async () => {
    const { drillId, controller } = await planTestDrill(here);
    const dave = await person(drillId, { role: "controller" });
    const api = (await dave.call()).drill;
    const asks = (command: DrillCommand) => api.command({ drillId, commandId: randomUUID(), command });
    const stream = await watches(there, drillId, { id: controller.participantId }, { role: "controller" });
    await expect
      .poll(() => asks({ type: "TakeLead", reason: "" }).catch((error: unknown) => error))
      .toMatchObject(refusedWith("lead-held"));
    await expect(asks({ type: "TakeLead", reason: "Line is down" })).rejects.toMatchObject(
      refusedWith("lead-held"),
    );
    stream.leave();
    await expect
      .poll(() => asks({ type: "TakeLead", reason: "Line is down" }).catch((error: unknown) => error))
      .toMatchObject({ ok: true });
    const view = await api.view({ drillId });
    expect(view.kind === "control" && view.lead.holder).toBe(dave.id);
  });
});

describe("a communications check", () => {
  test("is asked for by each about themselves alone, and answered before StartEx too", async () => {
    const { drillId } = await planTestDrill(here);
    const cora = await person(drillId, { role: "controller" });
    const [rita, bob] = [await person(drillId, RESPONDER), await person(drillId, RESPONDER)];
    const asks = async (who: typeof rita, type: "CallCheck" | "AnswerCheck") =>
      (await who.call()).drill.command({ drillId, commandId: randomUUID(), command: { type } });
    await asks(cora, "CallCheck");
    const view = await (await rita.call()).drill.view({ drillId });
    const calledMs = view.kind === "side" ? (view.checkCalledMs ?? 0) : 0;
    expect(calledMs).toBeGreaterThan(0);
    const awaits = async (who: typeof rita) =>
      (await (await who.call()).drill.ownCheck({ drillId, calledMs })).awaits;
    expect([await awaits(rita), await awaits(bob), await awaits(cora)]).toEqual([true, true, false]);
    await asks(rita, "AnswerCheck");
    expect([await awaits(rita), await awaits(bob)]).toEqual([false, true]);
    expect(await (await bob.call()).drill.view({ drillId })).toEqual(view);
  });
});
