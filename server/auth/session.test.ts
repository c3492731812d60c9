import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import type { Seat } from "@/domain/roster/schema";
import { sessions } from "@/server/db/schema/auth";
import { drills } from "@/server/db/schema/drills";
import { openTestDatabase } from "@/server/db/test-database";
import { closeHub, hubOf, reviewSubscribers } from "@/server/drill/hub";
import { comeIn, planTestDrill } from "@/server/drill/testing";
import { env } from "@/server/env";
import { newPerson, signedInAs, strangerOn, TEST_PASSWORD } from "./testing";

const { db } = await openTestDatabase();
afterAll(() => {
  closeHub(hubOf(db));
});

async function unusedFor(userId: string, minutes: number): Promise<void> {
  const lastSeenAt = new Date(Date.now() - minutes * 60_000);
  await db.update(sessions).set({ lastSeenAt }).where(eq(sessions.userId, userId));
}

describe("a session that nobody uses", () => {
  test("ends after the time set, and one that is used does not", async () => {
    const person = await signedInAs(db);
    await unusedFor(person.id, env.sessionIdleMinutes - 1);
    expect(await (await person.call()).session.current()).not.toBeNull();
    const [used] = await db.select().from(sessions).where(eq(sessions.userId, person.id));
    expect(Date.now() - (used?.lastSeenAt.getTime() ?? 0)).toBeLessThan(30_000);

    await unusedFor(person.id, env.sessionIdleMinutes + 1);
    expect(await (await person.call()).session.current()).toBeNull();
  });

  test("is used by a stream that is open, such as a wall's, and held for an evaluator without a network until the scores are released", async () => {
    const { drillId } = await planTestDrill(db);
    const seats: Seat[] = [{ role: "observer" }, { role: "evaluator" }];
    for (const seat of seats) {
      const person = await signedInAs(db, "evaluator");
      await comeIn(db, drillId, { userId: person.id, name: "Eva" }, seat);
      const watched = await (await person.call()).drill.live({ drillId });
      const reading = watched[Symbol.asyncIterator]();
      await reading.next();
      await unusedFor(person.id, env.sessionIdleMinutes + 1);
      await reviewSubscribers(hubOf(db));
      expect(await (await person.call()).session.current(), seat.role).not.toBeNull();
      await reading.return?.();

      await unusedFor(person.id, env.sessionIdleMinutes + 1);
      const current = async () => (await person.call()).session.current();
      if (seat.role === "observer") expect(await current()).toBeNull();
      else {
        expect(await current()).not.toBeNull();
        await unusedFor(person.id, env.sessionIdleMinutes + 1);
        await db.update(drills).set({ releasedAt: new Date() }).where(eq(drills.id, drillId));
        expect(await current()).toBeNull();
      }
    }
  });
});

test("somebody has no more sessions than the setting allows: the one used longest ago ends", async () => {
  const { id, staffNumber } = await newPerson(db);
  const browsers = [];
  for (let i = 0; i <= env.sessionsMax; i++) {
    const browser = strangerOn(db, { address: "192.0.2.40" });
    await (await browser.call()).session.signIn({ identifier: staffNumber, password: TEST_PASSWORD });
    browsers.push(browser);
  }
  expect(await db.select().from(sessions).where(eq(sessions.userId, id))).toHaveLength(env.sessionsMax);
  const held = await Promise.all(
    browsers.map(async (one) => (await (await one.call()).session.current()) !== null),
  );
  expect(held).toEqual([false, ...Array.from({ length: env.sessionsMax }, () => true)]);
});
