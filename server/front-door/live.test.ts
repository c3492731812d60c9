import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { connect } from "node:net";
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from "@trpc/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testScenario } from "@/domain/drill/given";
import { applied, Difference } from "@/domain/live/difference";
import { LiveMessage } from "@/domain/live/schema";
import { View } from "@/domain/view/schema";
import { signedInAs, type TestBrowser } from "@/server/auth/testing";
import { createContext } from "@/server/api/context";
import { serveProcedures } from "./procedures";
import { listening } from "./testing";
import { closeCurrentDatabase, openCurrentDatabase } from "@/server/db/current";
import { openTestDatabase } from "@/server/db/test-database";
import { appRouter, type AppRouter } from "@/server/api/root";
import { hubOf, isWatched, reviewSubscribers, showWalls } from "@/server/drill/hub";
import { LIVE_PREFIX, serveLive } from "./live";
import { removeSeat } from "@/server/drill/mutations";
import { startRunner, type Runner } from "@/server/drill/runner";
import { asks, comeIn, eventSourceWith, OPPOSITION, planTestDrill, RESPONDER } from "@/server/drill/testing";

const { applicationUrl } = await openTestDatabase();
const { db } = await openCurrentDatabase(applicationUrl, { connectionsMax: 8 });

const server = createServer((req, res) => {
  const served = req.url?.startsWith(LIVE_PREFIX)
    ? serveLive(req, res, randomUUID())
    : serveProcedures(req, res, {
        router: appRouter,
        createContext: (drillId) => createContext({ req, res, drillId }),
        path: (req.url ?? "").split("?", 1)[0]?.slice("/api/trpc/".length) ?? "",
        bodyBytesMax: 100_000,
      });
  served.catch((error: unknown) => res.destroy(error instanceof Error ? error : undefined));
});

let origin = "";
let runner: Runner;
beforeAll(async () => {
  origin = await listening(server);
  runner = startRunner(db);
});
afterAll(async () => {
  await runner.stop();
  server.closeAllConnections();
  server.close();
  await closeCurrentDatabase();
});

/** Somebody who has come into a drill, with the official client in their browser. */
async function watcher(drillId: string, seat: Parameters<typeof comeIn>[3], name: string) {
  const browser = await signedInAs(db, "officer");
  await comeIn(db, drillId, { userId: browser.id, name }, seat);
  return { ...browser, ...clientOf(browser, drillId) };
}

function clientOf({ cookies }: TestBrowser, drillId: string) {
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const EventSource = eventSourceWith(cookie);
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({ url: `${origin}/api/trpc-live`, EventSource }),
        false: httpBatchLink({ url: `${origin}/api/trpc`, headers: () => ({ cookie: cookie() }) }),
      }),
    ],
  });
  const messages: { id: string; data: LiveMessage }[] = [];
  const errors: unknown[] = [];
  const watch = (lastEventId?: string) =>
    client.drill.live.subscribe(
      { drillId, lastEventId: lastEventId ?? null },
      {
        onData: ({ id, data }) => messages.push({ id, data: LiveMessage.parse(data) }),
        onError: (error) => errors.push(error),
      },
    );
  const views = () => viewsOf(messages.map(({ data }) => data));
  const drop = () => EventSource.open.forEach((source) => source.drop());
  return { client, messages, errors, views, watch, drop };
}

/** Every view that somebody saw, one after the other, as a screen makes them of what has come. */
function viewsOf(messages: readonly LiveMessage[]): View[] {
  const seen: View[] = [];
  for (const message of messages) {
    if ("whole" in message) seen.push(message.whole);
    if ("change" in message) {
      seen.push(View.parse(applied(Difference.parse(message.change), seen.at(-1))));
    }
  }
  return seen;
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const untilMs = Date.now() + 8_000;
  while (!condition()) {
    if (Date.now() > untilMs) throw new Error(`It never came about that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const radioOf = (view: View | undefined) => (view?.kind === "side" ? view.radio.map(({ text }) => text) : []);

describe("a live stream", () => {
  test("brings the whole view at once and every change after it, in order", async () => {
    const { drillId, controller } = await planTestDrill(db);
    const rita = await watcher(drillId, RESPONDER, "Rita");
    const subscription = rita.watch();
    await until(() => rita.views().length === 1, "the first view came");
    await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });

    for (let i = 0; i < 20; i++) {
      await rita.client.drill.command.mutate({
        drillId,
        commandId: randomUUID(),
        command: { type: "SendRadio", text: `message ${i}` },
      });
    }
    await until(() => radioOf(rita.views().at(-1)).length === 20, "all messages came");
    const numbers = rita.messages.map(({ data }) => data.n);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    expect(
      rita
        .views()
        .slice(-20)
        .map((view) => radioOf(view).length),
    ).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    subscription.unsubscribe();
  });

  test("goes on where it was after the connection was lost, with what happened meanwhile", async () => {
    const { drillId, controller } = await planTestDrill(db);
    const rita = await watcher(drillId, RESPONDER, "Rita");
    await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
    const subscription = rita.watch();
    await until(() => rita.views().length === 1, "the first view came");

    for (let i = 0; i < 25; i++) {
      rita.drop();
      await asks(db, drillId, controller, { type: "SendRadio", text: `after drop ${i}`, as: "HQ" });
      await until(() => radioOf(rita.views().at(-1)).length === i + 1, `message ${i} came`);
    }
    const counts = rita.views().map((view) => radioOf(view).length);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(rita.errors).toEqual([]);
    subscription.unsubscribe();
  });

  test("sends what has changed and not the whole again, also to somebody who was away for a moment", async () => {
    const { drillId, controller } = await planTestDrill(db);
    const rita = await watcher(drillId, RESPONDER, "Rita");
    await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
    const subscription = rita.watch();
    await until(() => rita.views().length === 1, "the first view came");
    for (let i = 0; i < 5; i++) {
      await asks(db, drillId, controller, { type: "SendRadio", text: `${i}`, as: "HQ" });
    }
    await until(() => radioOf(rita.views().at(-1)).length === 5, "the messages came");
    // Nobody is there while three more are sent.
    subscription.unsubscribe();
    await until(() => !isWatched(hubOf(db), drillId), "nobody was there");
    const seen = rita.messages.at(-1);
    for (let i = 5; i < 8; i++) {
      await asks(db, drillId, controller, { type: "SendRadio", text: `${i}`, as: "HQ" });
    }
    const again = rita.watch(seen?.id);
    await until(() => radioOf(rita.views().at(-1)).length === 8, "what was missed came");
    again.unsubscribe();
    expect(rita.messages.filter(({ data }) => "whole" in data)).toHaveLength(1);
    const bytes = rita.messages.map(({ data }) => JSON.stringify(data).length);
    expect(Math.max(...bytes.slice(1))).toBeLessThan((bytes[0] ?? 0) / 2);
  });

  test("begins anew for somebody who names a view of another server", async () => {
    const { drillId, controller } = await planTestDrill(db);
    const rita = await watcher(drillId, RESPONDER, "Rita");
    await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
    for (const id of ["elsewher.1", "elsewher.0", "x", "9".repeat(50)]) {
      const before = rita.messages.length;
      const subscription = rita.watch(id);
      await until(() => rita.messages.length > before, "a view came");
      expect(rita.messages[before]?.data).toHaveProperty("whole");
      subscription.unsubscribe();
    }
  });

  test("sends nothing again to somebody who comes back and has missed nothing", async () => {
    const { drillId, controller } = await planTestDrill(db);
    const rita = await watcher(drillId, RESPONDER, "Rita");
    const subscription = rita.watch();
    await until(() => rita.messages.length === 1, "the first view came");
    rita.drop();
    await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
    await until(() => rita.views().at(-1)?.phase === "running", "what happened afterwards came");
    // Nothing stands between the two: what came next is what changed.
    expect(rita.messages).toHaveLength(2);
    expect(rita.messages[1]?.data).toHaveProperty("change");
    subscription.unsubscribe();
  });

  test("of one side is not moved by what it cannot see, and never holds a word of it", async () => {
    const { drillId, controller } = await planTestDrill(db);
    const [rita, omar] = [
      await watcher(drillId, RESPONDER, "Rita"),
      await watcher(drillId, OPPOSITION, "Omar"),
    ];
    await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
    const subscriptions = [rita.watch(), omar.watch()];
    await until(() => rita.views().length === 1 && omar.views().length === 1, "both saw the drill");

    await omar.client.drill.command.mutate({
      drillId,
      commandId: randomUUID(),
      command: { type: "SendRadio", text: "CANARY of the opposition" },
    });
    await until(() => radioOf(omar.views().at(-1)).length === 1, "the opposition heard itself");
    await asks(db, drillId, controller, { type: "DeliverInject", lane: 1, injectId: "tip" });
    await asks(db, drillId, controller, { type: "SendRadio", text: "for responders", as: "HQ" });
    await until(() => radioOf(rita.views().at(-1)).length === 1, "the responder heard its own");

    expect(rita.messages.map(({ data }) => data.n)).toEqual([1, 2]);
    const { brief } = testScenario;
    expect(JSON.stringify(rita.messages)).not.toMatch(/CANARY|OPPOSITION ONLY|Omar/);
    expect(JSON.stringify(omar.messages)).not.toContain("for responders");
    expect(JSON.stringify(await rita.client.drill.setting.query({ drillId }))).not.toContain(
      JSON.stringify({ brief: brief.opposition }),
    );
    subscriptions.forEach((subscription) => subscription.unsubscribe());
  });

  test("of the wall goes on with time and not with what happens, and staff may look at it too", async () => {
    const { drillId, controller } = await planTestDrill(db, { setup: { wallDelayMs: 3_600_000 } });
    const otto = await watcher(drillId, { role: "observer" }, "Otto");
    const cora = await watcher(drillId, { role: "controller" }, "Cora");
    const rita = await watcher(drillId, RESPONDER, "Rita");
    const subscription = otto.watch();
    await until(() => otto.views().length === 1, "the wall came");
    await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
    await asks(db, drillId, controller, { type: "DeliverInject", lane: 1, injectId: "first-call" });
    await asks(db, drillId, controller, { type: "SendRadio", text: "CANARY", as: "HQ" });
    await showWalls(hubOf(db));
    expect(otto.views()).toHaveLength(1);
    expect(otto.views()[0]).toMatchObject({ kind: "wall", phase: "planned", lanes: [] });

    await asks(db, drillId, controller, { type: "JumpClock", toMs: 3_660_000 });
    await until(() => otto.views().length === 2, "the wall went on");
    expect(otto.views()[1]).toMatchObject({ phase: "running", lanes: [{ incidents: [{ number: 1 }] }] });
    expect(JSON.stringify(otto.messages)).not.toMatch(/CANARY|Someone broke in|OPPOSITION/);
    expect(await otto.client.drill.setting.query({ drillId })).toMatchObject({ kind: "wall" });

    expect(await cora.client.drill.view.query({ drillId, wall: true })).toMatchObject({
      kind: "wall",
      lanes: [{ incidents: [{ number: 1 }] }],
    });
    await expect(rita.client.drill.view.query({ drillId, wall: true })).rejects.toMatchObject({
      data: { refusal: { code: "role-not-allowed" } },
    });
    subscription.unsubscribe();
  });

  test("tells the control cell, and nobody else, who is there", async () => {
    const { drillId } = await planTestDrill(db);
    const cora = await watcher(drillId, { role: "controller" }, "Cora");
    const control = cora.watch();
    await until(() => cora.messages.length >= 2, "control saw itself");
    const rita = await watcher(drillId, RESPONDER, "Rita");
    const subscription = rita.watch();
    const presentNow = () =>
      cora.messages.flatMap(({ data }) => ("present" in data ? [data.present] : [])).at(-1) ?? [];
    await until(() => presentNow().includes(rita.id), "control saw the player come");
    expect(rita.messages.every(({ data }) => !("present" in data))).toBe(true);
    const lobby = await cora.client.drill.lobby.query({ drillId });
    expect(lobby.people.find(({ userId }) => userId === rita.id)).toMatchObject({
      present: true,
      joined: true,
    });
    subscription.unsubscribe();
    await until(() => !presentNow().includes(rita.id), "control saw the player go");
    control.unsubscribe();
  });

  test("tells the control cell since when somebody who was there is not, and keeps that moment", async () => {
    const { drillId } = await planTestDrill(db);
    const cora = await watcher(drillId, { role: "controller" }, "Cora");
    const control = cora.watch();
    const rita = await watcher(drillId, RESPONDER, "Rita");
    const lostNow = () =>
      cora.messages.flatMap(({ data }) => ("lost" in data ? [data.lost] : [])).at(-1) ?? [];
    const lostRita = () => lostNow().find(({ participantId }) => participantId === rita.id);
    const inLobby = async () =>
      (await cora.client.drill.lobby.query({ drillId })).people.find(({ userId }) => userId === rita.id);
    expect(await inLobby()).toMatchObject({ joined: true, present: false, lostSinceMs: null });

    const subscription = rita.watch();
    await until(() => rita.views().length === 1, "the player was there");
    const before = Date.now();
    subscription.unsubscribe();
    await until(() => lostRita() !== undefined, "control saw the player go");
    const since = lostRita()?.sinceMs ?? 0;
    expect(since).toBeGreaterThan(before - 2_000);
    await reviewSubscribers(hubOf(db));
    expect(lostRita()?.sinceMs).toBe(since);
    const later = await inLobby();
    expect(later?.present).toBe(false);
    expect(Math.abs((later?.lostSinceMs ?? 0) - since)).toBeLessThan(2_000);

    const again = rita.watch();
    await until(() => lostRita() === undefined, "control saw the player come back");
    again.unsubscribe();
    control.unsubscribe();
  });

  test("of a player says nothing of who comes and goes", async () => {
    const { drillId } = await planTestDrill(db);
    const rita = await watcher(drillId, RESPONDER, "Rita");
    const mine = rita.watch();
    await until(() => rita.views().length === 1, "the first view came");
    const omar = await watcher(drillId, OPPOSITION, "Omar");
    const comes = omar.watch();
    await until(() => omar.views().length === 1, "somebody came");
    comes.unsubscribe();
    await reviewSubscribers(hubOf(db));
    expect(rita.messages).toHaveLength(1);
    mine.unsubscribe();
  });

  test("ends for somebody whose place was taken away, who is then told in the client's own terms", async () => {
    const { drillId, controller } = await planTestDrill(db);
    const rita = await watcher(drillId, RESPONDER, "Rita");
    const subscription = rita.watch();
    await until(() => rita.views().length === 1, "the first view came");
    const removedBy = controller.participantId;
    await db.transaction((tx) => removeSeat(tx, drillId, rita.id, { held: "responder", removedBy }));
    await reviewSubscribers(hubOf(db));
    await until(() => rita.errors.length === 1, "the stream ended");
    const [error] = rita.errors;
    expect(error).toBeInstanceOf(TRPCClientError);
    expect(error).toMatchObject({ data: { refusal: { code: "drill-not-found" } } });
    subscription.unsubscribe();
  });

  test("is refused alike for a foreign drill and for none, and for a stranger", async () => {
    const { drillId } = await planTestDrill(db);
    const outsider = await signedInAs(db, "trainer");
    const outcome = async (asked: string, browser: TestBrowser) => {
      const { watch, errors, messages } = clientOf(browser, asked);
      watch();
      await until(() => errors.length === 1, "an answer came");
      expect(messages).toEqual([]);
      const [error] = errors;
      return error instanceof TRPCClientError ? error.data?.refusal?.code : error;
    };
    expect(await outcome(drillId, outsider)).toBe("drill-not-found");
    expect(await outcome(randomUUID(), outsider)).toBe("drill-not-found");
    expect(await outcome("no-id", outsider)).toBe("input-invalid");
    expect(await outcome(drillId, { ...outsider, cookies: new Map() })).toBe("sign-in-required");
  });

  test("tells caches and proxies to keep their hands off", async () => {
    const { drillId } = await planTestDrill(db);
    const rita = await watcher(drillId, RESPONDER, "Rita");
    const cookie = [...rita.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const input = encodeURIComponent(JSON.stringify({ drillId }));
    const stop = new AbortController();
    const answer = await fetch(`${origin}${LIVE_PREFIX}drill.live?input=${input}`, {
      headers: { cookie },
      signal: stop.signal,
    });
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    expect(answer.headers.get("cache-control")).toBe("no-cache, no-transform");
    expect(answer.headers.get("x-accel-buffering")).toBe("no");
    expect(answer.headers.get("content-encoding")).toBeNull();
    expect(answer.headers.get("transfer-encoding")).toBeNull();
    expect(answer.headers.get("content-encoding")).toBeNull();
    expect(answer.headers.get("transfer-encoding")).toBeNull();
    stop.abort();
  });

  test("is cut for somebody who has stopped reading, so that they cannot fill the server's memory", async () => {
    const { drillId, controller } = await planTestDrill(db);
    const rita = await watcher(drillId, RESPONDER, "Rita");
    await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
    const cookie = [...rita.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const input = encodeURIComponent(JSON.stringify({ drillId }));
    const { port } = new URL(origin);
    const stalled = connect(Number(port), "127.0.0.1");
    stalled.on("error", () => undefined);
    stalled.pause();
    stalled.write(
      `GET ${LIVE_PREFIX}drill.live?input=${input} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\n\r\n`,
    );
    await until(() => isWatched(hubOf(db), drillId), "the reader was there");

    // Each of its own: what stays the same is not sent again.
    const text = (no: number) => `${no} ${"x".repeat(1_990)}`;
    // The system's own buffers take some megabytes before ours has anything to keep, and a view carries the latest ten.
    for (let i = 0; i < 1_500 && isWatched(hubOf(db), drillId); i++) {
      const messages = Array.from({ length: 10 }, (_, k) =>
        asks(db, drillId, controller, { type: "SendRadio", text: text(10 * i + k), as: "HQ" }),
      );
      await Promise.all(messages);
    }
    expect(isWatched(hubOf(db), drillId)).toBe(false);
    stalled.destroy();
  });

  test("of every player of a side carries the same bytes", async () => {
    const { drillId, controller } = await planTestDrill(db);
    const players = [await watcher(drillId, RESPONDER, "A"), await watcher(drillId, RESPONDER, "B")];
    const subscriptions = players.map(({ watch }) => watch());
    await until(() => players.every(({ messages }) => messages.length === 1), "both saw the drill");
    await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
    await until(() => players.every(({ messages }) => messages.length === 2), "both saw it start");
    const [a, b] = players.map(({ messages }) => JSON.stringify(messages));
    expect(a).toBe(b);
    subscriptions.forEach((subscription) => subscription.unsubscribe());
  });
});

test("a drill goes on by itself, with nobody asking for anything", async () => {
  const { drillId, controller } = await planTestDrill(db);
  const rita = await watcher(drillId, RESPONDER, "Rita");
  const subscription = rita.watch();
  await asks(db, drillId, controller, { type: "StartDrill", rate: 60 });
  const inbox = () => {
    const view = rita.views().at(-1);
    return view?.kind === "side" ? view.inbox : [];
  };
  await until(() => inbox().length === 1, "the first call came, ten drill seconds after StartEx");
  expect(inbox()[0]?.atMs).toBe(10_000);
  subscription.unsubscribe();
});
