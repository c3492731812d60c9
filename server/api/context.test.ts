import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { signedInAs, type TestBrowser } from "@/server/auth/testing";
import { closeCurrentDatabase, openCurrentDatabase } from "@/server/db/current";
import { openTestDatabase } from "@/server/db/test-database";
import { removeSeat } from "@/server/drill/mutations";
import { comeIn, planTestDrill, RESPONDER } from "@/server/drill/testing";
import { serveProcedures } from "@/server/front-door/procedures";
import { listening } from "@/server/front-door/testing";
import { createContext } from "./context";
import { appRouter, type AppRouter } from "./root";

const { applicationUrl } = await openTestDatabase();
const { db } = await openCurrentDatabase(applicationUrl, { connectionsMax: 4 });

const server = createServer(
  (req, res) =>
    void serveProcedures(req, res, {
      router: appRouter,
      createContext: (drillId) => createContext({ req, res, drillId }),
      path: (req.url ?? "").split("?", 1)[0]?.slice(1) ?? "",
      bodyBytesMax: 10_000,
    }),
);
let origin = "";
beforeAll(async () => {
  origin = await listening(server);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await closeCurrentDatabase();
});

function clientOf({ cookies }: TestBrowser) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: origin, headers: () => ({ cookie }) })],
  });
}

const notFound = expect.objectContaining({
  reason: expect.objectContaining({
    data: expect.objectContaining({ refusal: { code: "drill-not-found", params: {} } }),
  }),
});

test("a place in one drill opens no other that the same request asks for, in whatever order", async () => {
  const own = await planTestDrill(db);
  const foreign = await planTestDrill(db);
  const browser = await signedInAs(db, "officer");
  await comeIn(db, own.drillId, { userId: browser.id, name: "Player" }, RESPONDER);
  const client = clientOf(browser);

  const ask = ({ drillId }: { drillId: string }) => client.drill.setting.query({ drillId });
  const opened = expect.objectContaining({ status: "fulfilled" });
  expect(await Promise.allSettled([ask(own), ask(foreign)])).toEqual([opened, notFound]);
  expect(await Promise.allSettled([ask(foreign), ask(own)])).toEqual([notFound, opened]);
});

test("a place that was taken away is gone with the next request", async () => {
  const { drillId, controller } = await planTestDrill(db);
  const browser = await signedInAs(db, "officer");
  await comeIn(db, drillId, { userId: browser.id, name: "Player" }, RESPONDER);
  const client = clientOf(browser);
  await expect(client.drill.setting.query({ drillId })).resolves.toBeDefined();

  const removedBy = controller.participantId;
  await db.transaction((tx) => removeSeat(tx, drillId, browser.id, { held: "responder", removedBy }));
  expect(await Promise.allSettled([client.drill.setting.query({ drillId })])).toEqual([notFound]);
});

test("whatever a request calls its drill, it is answered in the usual words", async () => {
  const client = clientOf(await signedInAs(db, "officer"));
  for (const drillId of ["", "'; drop table drills", "00000000-0000-0000-0000-00000000000g"]) {
    await expect(client.drill.setting.query({ drillId })).rejects.toMatchObject({
      data: { refusal: { code: "input-invalid" } },
    });
  }
  await expect(
    client.drill.setting.query({ drillId: "00000000-0000-4000-8000-000000000000" }),
  ).rejects.toMatchObject({ data: { refusal: { code: "drill-not-found" } } });
});
