import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { closeCurrentDatabase, openCurrentDatabase } from "@/server/db/current";
import { openTestDatabase } from "@/server/db/test-database";
import { hubOf, subscribe } from "@/server/drill/hub";
import { asks, planTestDrill } from "@/server/drill/testing";
import { log } from "@/server/log";
import { openFrontDoor, pathForLog } from "./front-door";
import { mayReadMetrics } from "./metrics-page";
import { listening } from "./testing";

const { applicationUrl } = await openTestDatabase();
const { db } = await openCurrentDatabase(applicationUrl, { connectionsMax: 5 });

const door = openFrontDoor(
  [
    {
      access: "a test",
      prefix: "/api/broken/",
      serve: () => Promise.reject(new Error("secret of the inside")),
    },
  ],
  (_req, res) => res.end(),
);
let origin = "";
beforeAll(async () => {
  origin = await listening(door.server);
});
afterAll(async () => {
  await door.close(0);
  await closeCurrentDatabase();
});

const page = async () => (await fetch(`${origin}/metrics`)).text();
const valueOf = (text: string, name: string) =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${name} `))
      ?.split(" ")
      .at(-1) ?? NaN,
  );

describe("the metrics", () => {
  test("tell commands by outcome, viewers by audience, fan-out, event loop and database, and name nobody", async () => {
    // A process counts from its start, and other tests have run in this one.
    const before = await page();
    const { drillId, controller } = await planTestDrill(db);
    const watch = {
      drillId,
      participant: controller,
      seat: { role: "controller" } as const,
      sessionId: "00000000-0000-4000-8000-000000000001",
      lastEventId: null,
    };
    const stop = await subscribe(hubOf(db), watch, {
      send: () => true,
      ping: () => undefined,
      close: () => undefined,
    });
    await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
    await asks(db, drillId, controller, { type: "StartDrill", rate: 1 }).catch(() => undefined);

    const text = await page();
    const since = (name: string) => valueOf(text, name) - (valueOf(before, name) || 0);
    expect(since('sandtable_commands_total{outcome="done"}')).toBe(1);
    expect(since('sandtable_commands_total{outcome="refused"}')).toBe(1);
    expect(since('sandtable_command_duration_seconds_count{outcome="done"}')).toBe(1);
    expect(valueOf(text, 'sandtable_viewers{audience="control"}')).toBe(1);
    expect(since("sandtable_fan_out_lag_seconds_count")).toBe(1);
    expect(since("sandtable_fan_out_lag_seconds_sum")).toBeLessThan(5);
    expect(valueOf(text, "sandtable_database_up")).toBe(1);
    expect(text).toMatch(/sandtable_database_connections\{state="\w+"\} \d/);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(text).toMatch(/^process_resident_memory_bytes /m);
    expect(text).not.toContain(drillId);
    expect(text).not.toContain(controller.name);
    stop();
    expect(valueOf(await page(), 'sandtable_viewers{audience="control"}')).toBe(0);
  });

  test("are not found by whoever comes through a proxy", async () => {
    const answer = await fetch(`${origin}/metrics`, { headers: { "x-forwarded-for": "192.0.2.7" } });
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain("sandtable_");
  });

  test("ask for a token wherever somebody else is meant to come, whatever a proxy says of itself", () => {
    const asked = { headers: { host: "127.0.0.1:3000" }, socket: { remoteAddress: "127.0.0.1" } };
    const alone = { metricsToken: undefined, host: "127.0.0.1", publicUrl: "http://localhost:3000" };
    expect(mayReadMetrics(asked, alone)).toBe(true);
    expect(mayReadMetrics(asked, { ...alone, host: "0.0.0.0" })).toBe(false);
    expect(mayReadMetrics(asked, { ...alone, publicUrl: "https://drills.example" })).toBe(false);
    expect(mayReadMetrics({ ...asked, headers: { host: "drills.example" } }, alone)).toBe(false);
  });

  const TOKEN = "a token of the operator";
  test.each([
    ["this machine itself", "127.0.0.1", {}, undefined, true],
    ["this machine itself, by IPv6", "::ffff:127.0.0.1", {}, undefined, true],
    ["another machine", "192.0.2.7", {}, undefined, false],
    ["a proxy on this machine", "127.0.0.1", { via: "1.1 proxy" }, undefined, false],
    ["another machine with the token", "192.0.2.7", { authorization: `Bearer ${TOKEN}` }, TOKEN, true],
    ["another machine with a wrong token", "192.0.2.7", { authorization: "Bearer other" }, TOKEN, false],
    ["this machine without the token that is set", "127.0.0.1", {}, TOKEN, false],
  ])("are for the operator: %s", (_who, remoteAddress, headers, token, may) => {
    expect(
      mayReadMetrics(
        { headers: { host: "localhost:3000", ...headers }, socket: { remoteAddress } },
        { metricsToken: token, host: "127.0.0.1", publicUrl: "http://localhost:3000" },
      ),
    ).toBe(may);
  });
});

test("a failure's line in the log has the number that the answer has in its header and its body", async () => {
  const lines = vi.spyOn(log, "error");
  const answer = await fetch(`${origin}/api/broken/thing`);
  const requestId = answer.headers.get("x-request-id");
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  const { error } = await answer.json();
  expect(error.data.requestId).toBe(requestId);
  expect(lines).toHaveBeenCalledWith(expect.objectContaining({ requestId }), "a request failed");
});

test("a refusal's line in the log has the number that the answer has in its header and its body", async () => {
  const lines = vi.spyOn(log, "info");
  const answer = await fetch(`${origin}/api/nothing-here`);
  const requestId = answer.headers.get("x-request-id");
  const { error } = await answer.json();
  expect(error.data.requestId).toBe(requestId);
  await expect
    .poll(() => lines.mock.calls)
    .toContainEqual([expect.objectContaining({ requestId, status: 404 }), "request"]);
});

test("a line in the log has no code, and nothing else that somebody typed into an address", () => {
  expect(pathForLog("/join/KM2KMK")).toBe("/join/*");
  expect(pathForLog("/join/kmkkmk")).toBe("/join/*");
  expect(pathForLog("/Secret%20text/and more")).toBe("/*/*");
  expect(pathForLog("/api/trpc/drill.byCode,session.current")).toBe("/api/trpc/drill.byCode,session.current");
  expect(pathForLog("/drills/6f3b0b5e-0000-4000-8000-000000000000/wall")).toBe(
    "/drills/6f3b0b5e-0000-4000-8000-000000000000/wall",
  );
});

test("an instance that is told to stop is not ready any more, takes nobody new and finishes what it has begun", async () => {
  let finish: () => void = () => undefined;
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const stopping = openFrontDoor(
    [
      {
        access: "a test",
        prefix: "/api/slow/",
        serve: async (_req, res) => {
          begin();
          await new Promise<void>((resolve) => (finish = resolve));
          res.end("finished");
        },
      },
    ],
    (_req, res) => res.end(),
  );
  const address = await listening(stopping.server);
  expect((await fetch(`${address}/ready`)).status).toBe(200);
  const slow = fetch(`${address}/api/slow/`);
  await begun;
  // A probe that was on its way when the order came.
  const probe = connect(Number(new URL(address).port), "127.0.0.1");
  probe.write("GET /ready HTTP/1.1\r\nHost: probe\r\n");
  const arrived = new Promise<void>((resolve) => stopping.server.once("connection", () => resolve()));
  await arrived;

  const closed = stopping.close(10_000);
  probe.write("\r\n");
  const said = await new Promise<string>((resolve) => probe.once("data", (chunk) => resolve(String(chunk))));
  expect(said).toMatch(/^HTTP\/1\.1 503 /);
  expect(said).toContain('{"status":"draining"}');
  await expect(fetch(`${address}/ready`)).rejects.toThrow();
  finish();
  expect(await (await slow).text()).toBe("finished");
  await closed;
});
