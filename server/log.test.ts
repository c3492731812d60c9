import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { signedInAs, TEST_PASSWORD } from "@/server/auth/testing";
import { closeCurrentDatabase, openCurrentDatabase } from "@/server/db/current";
import { users } from "@/server/db/schema/auth";
import { openTestDatabase } from "@/server/db/test-database";
import { apiRoutes } from "@/server/front-door/api-routes";
import { openFrontDoor } from "@/server/front-door/front-door";
import { listening } from "@/server/front-door/testing";
import { divertLog, log, logConsole } from "./log";

const { applicationUrl } = await openTestDatabase();
const { db } = await openCurrentDatabase(applicationUrl, { connectionsMax: 3 });

/** Planted in everything that people send; no line may hold it. */
const CANARY = "CANARY-7d1f";

const lines: string[] = [];
divertLog((line) => lines.push(line));

const door = openFrontDoor(apiRoutes, (_req, res) => res.end());
let origin = "";
beforeAll(async () => {
  origin = await listening(door.server);
});
afterAll(async () => {
  await door.close(0);
  await closeCurrentDatabase();
});

/** What was written meanwhile: something, and nothing of what was sent. */
function expectClean(...secrets: string[]): void {
  const all = lines.splice(0).join("");
  expect(all).toContain('"level":50');
  for (const secret of [CANARY, TEST_PASSWORD, "params:", ...secrets]) expect(all).not.toContain(secret);
}

test("no line holds what a statement, a check or a parser was given", async () => {
  const failing: (() => unknown)[] = [
    () => db.insert(users).values({ name: CANARY, email: `${CANARY}@example.invalid` }),
    () => db.insert(users).values({ name: CANARY, email: null, staffNumber: null }),
    () => db.execute(sql`select ${CANARY}::uuid`),
    () => db.execute(sql`select ${CANARY}::int`),
    () => db.execute(sql`select ${`{"a": ${CANARY}`}::json`),
    () => db.execute(sql`select ${CANARY}::text ~ ${`(${CANARY}`}`),
    () => db.execute(sql.raw(`select '${CANARY}' from no_such_table where x = '${CANARY}'`)),
    () => db.execute(sql.raw(`selekt ${CANARY}`)),
    () => db.$client`select ${CANARY}::uuid`,
    () => db.$client.begin((tx) => tx`select ${CANARY}::timestamptz`),
    () => JSON.parse(`{"${CANARY}": ${CANARY}`),
    () => z.strictObject({ a: z.enum(["b"]) }).parse({ a: CANARY, [CANARY]: CANARY }),
    () => z.record(z.string(), z.number()).parse({ [CANARY]: CANARY }),
    () =>
      Promise.reject(new AggregateError([new Error("x", { cause: { text: CANARY } })], "Several failed.")),
    () =>
      Promise.reject(
        Object.assign(new Error("It failed."), { typed: CANARY, input: { CANARY }, code: CANARY }),
      ),
    // Some throw what is no error.
    () => Promise.reject(CANARY),
  ];
  for (const fail of failing) {
    const thrown: unknown = await Promise.resolve()
      .then(fail)
      .then(
        () => expect.fail("It should have failed."),
        (error: unknown) => error,
      );
    log.error({ err: thrown }, "a test");
    log.error(thrown instanceof Error ? thrown : { err: thrown });
    const target = { ...console };
    logConsole(target);
    target.error(thrown);
    target.error(" ⨯", thrown);
    target.error("Failed query: insert\nparams: %s", CANARY);
    target.warn({ typed: CANARY });
    expectClean();
  }
});

test("no line holds a token, a cookie, a password or typed text, with a database and without one", async () => {
  const person = await signedInAs(db, "administrator", "trainer");
  const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const secrets = [...person.cookies.values()].flatMap((value) => [value, value.split(".")[0] ?? value]);
  const calls: [string, unknown][] = [
    ["session.signIn", { identifier: CANARY, password: CANARY }],
    ["me.changePassword", { current: CANARY, next: CANARY }],
    ["people.create", { name: CANARY, [CANARY]: CANARY }],
    ["scenario.save", { scenarioId: CANARY, draft: { title: CANARY } }],
    ["drill.join", { code: CANARY }],
    [`no.such.${CANARY}`, { typed: CANARY }],
  ];
  const ask = async () => {
    for (const [path, input] of calls) {
      await fetch(`${origin}/api/trpc/${path}?typed=${CANARY}`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json" },
        body: JSON.stringify(input),
      });
    }
    await fetch(`${origin}/api/trpc-live/drill.live?input=${encodeURIComponent(`{"drillId":"${CANARY}"}`)}`, {
      headers: { cookie },
    });
    await fetch(`${origin}/join/${CANARY}`);
  };
  await ask();
  log.error("a line to look for");
  expectClean(...secrets);
  await db.$client.end({ timeout: 1 });
  await ask();
  expectClean(...secrets);
});
