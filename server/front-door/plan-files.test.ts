import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { signedInAs, strangerOn, type TestBrowser } from "@/server/auth/testing";
import { scenarioVersions } from "@/server/db/schema/scenarios";
import { openTestDatabase } from "@/server/db/test-database";
import { workbookOf } from "@/server/exchange/testing";
import { seedStarterContent } from "@/server/starter/seed";
import { PLAN_FILE_PREFIX, servePlanFile } from "@/server/scenario/plan-file";
import { setCurrentWorkers } from "@/server/workers/current";
import { openWorkers } from "@/server/workers/pool";
import { apiRoutes } from "./api-routes";
import { openFrontDoor } from "./front-door";
import { listening } from "./testing";

const { db } = await openTestDatabase();
const workers = openWorkers({ size: 1 });
setCurrentWorkers(workers);
const door = openFrontDoor(
  apiRoutes.map((route) =>
    route.prefix === PLAN_FILE_PREFIX
      ? { ...route, serve: (req, res, requestId) => servePlanFile(req, res, requestId, db) }
      : route,
  ),
  (_req, res) => res.end(),
);
const origin = await listening(door.server);
afterAll(async () => {
  await door.close(0);
  await workers.stop();
});

async function bring(browser: TestBrowser, name: string, body: Buffer, method = "POST") {
  const answer = await fetch(`${origin}${PLAN_FILE_PREFIX}?name=${encodeURIComponent(name)}`, {
    method,
    headers: {
      origin,
      cookie: [...browser.cookies].map(([key, value]) => `${key}=${value}`).join("; "),
      "content-type": "application/octet-stream",
    },
    ...(method === "GET" ? {} : { body: new Uint8Array(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const CSV = Buffer.from("时间;情况内容\nT+5;码头冒烟");

test("an author's file is opened, and answered with what is in it", async () => {
  const trainer = await signedInAs(db, "trainer");
  const { status, body } = await bring(trainer, "计划.csv", CSV);
  expect(status).toBe(200);
  expect(body).toEqual({
    is: "tables",
    tables: [
      {
        name: "1",
        isHidden: false,
        rows: [
          ["时间", "情况内容"],
          ["T+5", "码头冒烟"],
        ],
      },
    ],
    losses: [],
  });
  const json = Buffer.from(JSON.stringify([{ "#": 1, Time: "5", Script: "Look here" }]));
  expect((await bring(trainer, "msel.json", json)).body).toMatchObject({ is: "tables" });
});

test("a file that is made to burst is refused in a sentence, and the next one is opened", async () => {
  const trainer = await signedInAs(db, "trainer");
  const bomb = await bring(trainer, "a.xlsx", workbookOf(" ".repeat(40_000_000)));
  expect(bomb).toEqual({ status: 200, body: { is: "refused", said: { say: "exchange.refused.bomb" } } });
  expect((await bring(trainer, "b.csv", CSV)).body).toMatchObject({ is: "tables" });
});

test("nobody but trainers and administrators brings files, and only by sending them", async () => {
  const codeOf = async (browser: TestBrowser, method?: string) => {
    const { status, body } = await bring(browser, "a.csv", CSV, method);
    return [
      status,
      JSON.stringify(body).match(/"(sign-in-required|role-not-allowed|request-not-understood)"/)?.[1],
    ];
  };
  expect(await codeOf(strangerOn(db))).toEqual([401, "sign-in-required"]);
  expect(await codeOf(await signedInAs(db, "officer"))).toEqual([403, "role-not-allowed"]);
  expect(await codeOf(await signedInAs(db, "evaluator"))).toEqual([403, "role-not-allowed"]);
  expect((await codeOf(await signedInAs(db, "trainer"), "GET"))[1]).toBe("request-not-understood");
  expect((await codeOf(await signedInAs(db, "administrator")))[0]).toBe(200);
});

test("the report of a file stays with the draft, goes into copies, and is no part of what drills run", async () => {
  const ids = await seedStarterContent(db);
  const trainer = await signedInAs(db, "trainer");
  const api = await trainer.call();
  const { scenarioId } = await api.scenario.duplicate({ scenarioId: ids.get("phone-shop") ?? "" });
  const { content } = await api.scenario.read({ scenarioId });
  const said = { say: "exchange.loss.time" as const, with: { text: "尽快" } };
  const note = {
    fileName: "计划.xlsx",
    format: "",
    at: "2026-12-01T10:00:00.000Z",
    injects: 3,
    losses: [{ row: 4, said }],
  };
  await api.scenario.save({ scenarioId, revision: 1, content: { ...content, imports: [note] } });
  expect((await api.scenario.read({ scenarioId })).content.imports).toEqual([note]);
  const copy = await api.scenario.duplicate({ scenarioId });
  expect((await api.scenario.read(copy)).content.imports).toEqual([note]);
  await api.scenario.publish({ scenarioId, revision: 2 });
  const [version] = await db
    .select()
    .from(scenarioVersions)
    .where(eq(scenarioVersions.scenarioId, scenarioId));
  expect(version?.content).toEqual(content);
});
