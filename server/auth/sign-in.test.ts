import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createPerson } from "@/server/accounts/mutations";
import { sessions, signInAttempts } from "@/server/db/schema/auth";
import { openTestDatabase } from "@/server/db/test-database";
import { setPassword } from "./password";
import { newPerson, refusedWith, signedInAs, strangerOn, TEST_PASSWORD } from "./testing";
import { forgetAttempts, takeAttempt } from "./mutations";

const { db } = await openTestDatabase();

const wrong = "not the password at all";

describe("signing in", () => {
  test("works with the staff number in any case, and the session then names the person", async () => {
    const { id, staffNumber } = await newPerson(db, "evaluator");
    const browser = strangerOn(db);
    await (
      await browser.call()
    ).session.signIn({ identifier: ` ${staffNumber.toLowerCase()} `, password: TEST_PASSWORD });
    expect(await (await browser.call()).session.current()).toMatchObject({ id, roles: ["evaluator"] });
  });

  test("works with the e-mail address in any case", async () => {
    const id = await createPerson(db, {
      name: "Mail",
      latinName: null,
      email: "mail@example.invalid",
      staffNumber: null,
      roles: ["officer"],
      organisationId: null,
    });
    await setPassword(db, id, TEST_PASSWORD, { byOwner: true, keepSessionId: null });
    const browser = strangerOn(db);
    await (
      await browser.call()
    ).session.signIn({ identifier: "Mail@Example.invalid", password: TEST_PASSWORD });
    expect(await (await browser.call()).session.current()).toMatchObject({ id });
  });

  test("gives a new session id every time and ends the one the browser had", async () => {
    const person = await signedInAs(db);
    const before = new Map(person.cookies);
    await (await person.call()).session.signIn({ identifier: person.staffNumber, password: TEST_PASSWORD });
    expect([...person.cookies.values()]).not.toEqual([...before.values()]);

    const old = strangerOn(db);
    for (const [name, value] of before) old.cookies.set(name, value);
    expect(await (await old.call()).session.current()).toBeNull();
    expect(await db.select().from(sessions).where(eq(sessions.userId, person.id))).toHaveLength(1);
  });

  test("is over after signing out, also for a copy of the cookie", async () => {
    const person = await signedInAs(db);
    const copy = strangerOn(db);
    for (const [name, value] of person.cookies) copy.cookies.set(name, value);
    await (await person.call()).session.signOut();
    expect(await (await person.call()).session.current()).toBeNull();
    expect(await (await copy.call()).session.current()).toBeNull();
  });

  test("does not believe a cookie whose signature was changed", async () => {
    const person = await signedInAs(db);
    for (const [name, value] of person.cookies) person.cookies.set(name, `${value.slice(0, -6)}AAAA%3D`);
    expect(await (await person.call()).session.current()).toBeNull();
  });
});

describe("guessing a password", () => {
  test("is locked out after five wrong ones, even with the right one, and let in again later", async () => {
    const { staffNumber } = await newPerson(db);
    let nowMs = Date.UTC(2026, 0, 1);
    const browser = strangerOn(db, { address: "192.0.2.10", nowMs: () => nowMs });
    const attempt = async (password: string) =>
      (await browser.call()).session.signIn({ identifier: staffNumber, password });

    for (let i = 0; i < 5; i++)
      await expect(attempt(wrong)).rejects.toMatchObject(refusedWith("sign-in-failed"));
    nowMs += 60_000;
    await expect(attempt(TEST_PASSWORD)).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
      cause: { code: "sign-in-locked", params: { minutes: 14 } },
    });
    nowMs += 14 * 60_000;
    await expect(attempt(TEST_PASSWORD)).resolves.toEqual({ mustChangePassword: false });
  });

  test("gets the same answers for an account that does not exist", async () => {
    const browser = strangerOn(db, { address: "192.0.2.11" });
    const attempt = async () =>
      (await browser.call()).session.signIn({ identifier: "NO-SUCH-1", password: wrong });
    for (let i = 0; i < 5; i++) await expect(attempt()).rejects.toMatchObject(refusedWith("sign-in-failed"));
    await expect(attempt()).rejects.toMatchObject({
      cause: { code: "sign-in-locked", params: { minutes: 15 } },
    });
  });

  test("gets no further by sending many guesses at once", async () => {
    const { staffNumber } = await newPerson(db);
    const browser = strangerOn(db, { address: "192.0.2.12" });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, async () =>
        (await browser.call()).session.signIn({ identifier: staffNumber, password: wrong }),
      ),
    );
    const codes = outcomes.map((one) => (one.status === "rejected" ? one.reason.cause.code : "in"));
    expect(codes.filter((code) => code === "sign-in-failed")).toHaveLength(5);
    expect(codes.filter((code) => code === "sign-in-locked")).toHaveLength(15);
  });

  test("cannot be spread over both names of one person", async () => {
    const id = await createPerson(db, {
      name: "Two names",
      latinName: null,
      email: "two@example.invalid",
      staffNumber: "TWO-1",
      roles: ["officer"],
      organisationId: null,
    });
    await setPassword(db, id, TEST_PASSWORD, { byOwner: true, keepSessionId: null });
    const browser = strangerOn(db, { address: "192.0.2.13" });
    const attempt = async (identifier: string) =>
      (await browser.call()).session.signIn({ identifier, password: wrong });
    for (const name of ["two@example.invalid", "TWO-1", "two-1", "TWO@example.invalid", "TWO-1"]) {
      await expect(attempt(name)).rejects.toMatchObject(refusedWith("sign-in-failed"));
    }
    await expect(attempt("two@example.invalid")).rejects.toMatchObject(refusedWith("sign-in-locked"));
  });

  test("through a list of accounts is stopped by the limit of the network address", async () => {
    const browser = strangerOn(db, { address: "192.0.2.14" });
    const attempt = async (identifier: string) =>
      (await browser.call()).session.signIn({ identifier, password: wrong });
    for (let i = 0; i < 60; i++) {
      await expect(attempt(`LIST-${i}`)).rejects.toMatchObject(refusedWith("sign-in-failed"));
    }
    await expect(attempt("LIST-61")).rejects.toMatchObject(refusedWith("sign-in-address-limited"));
  }, 60_000);

  test("by others, at an account and from its network, does not shut out a device on which its person has signed in before", async () => {
    const address = "192.0.2.20";
    const { staffNumber } = await newPerson(db);
    const own = strangerOn(db, { address });
    const typed = { identifier: staffNumber, password: TEST_PASSWORD };
    await (await own.call()).session.signIn(typed);
    await (await own.call()).session.signOut();

    const guesser = strangerOn(db, { address });
    const guess = async (identifier: string) =>
      (await guesser.call()).session.signIn({ identifier, password: wrong });
    for (let i = 0; i < 5; i++) await expect(guess(staffNumber)).rejects.toThrow();
    await expect(guess(staffNumber)).rejects.toMatchObject(refusedWith("sign-in-locked"));
    await db
      .update(signInAttempts)
      .set({ lockedUntilMs: Date.now() + 600_000 })
      .where(eq(signInAttempts.key, `address:${address}`));
    await expect(guess("ANYBODY-1")).rejects.toMatchObject(refusedWith("sign-in-address-limited"));

    await expect((await own.call()).session.signIn(typed)).resolves.toEqual({ mustChangePassword: false });
  });

  test("on a device that is known is limited there, and only to whom it knows", async () => {
    const [own, other] = [await newPerson(db), await newPerson(db)];
    const device = strangerOn(db, { address: "192.0.2.21" });
    await (await device.call()).session.signIn({ identifier: own.staffNumber, password: TEST_PASSWORD });
    await (await device.call()).session.signOut();
    const guess = async (identifier: string) =>
      (await device.call()).session.signIn({ identifier, password: wrong });
    for (let i = 0; i < 5; i++) await expect(guess(own.staffNumber)).rejects.toThrow();
    await expect(guess(own.staffNumber)).rejects.toMatchObject(refusedWith("sign-in-device-limited"));
    for (let i = 0; i < 5; i++) await expect(guess(other.staffNumber)).rejects.toThrow();
    await expect(guess(other.staffNumber)).rejects.toMatchObject(refusedWith("sign-in-locked"));
  });

  test("is given nothing by a device's cookie that we did not sign", async () => {
    const { id, staffNumber } = await newPerson(db);
    const forger = strangerOn(db, { address: "192.0.2.22" });
    forger.cookies.set("sandtable.device", `6f3b0b5e-0000-4000-8000-000000000000~${id}.AAAA`);
    const guess = async () =>
      (await forger.call()).session.signIn({ identifier: staffNumber, password: wrong });
    for (let i = 0; i < 5; i++) await expect(guess()).rejects.toThrow();
    await expect(guess()).rejects.toMatchObject(refusedWith("sign-in-locked"));
  });

  test("cannot be done faster through the page of one's own password, and only that session is stopped", async () => {
    const person = await signedInAs(db);
    const change = async (browser: { call: typeof person.call }) =>
      (await browser.call()).me.changePassword({ current: wrong, next: "seven quiet harbours" });
    for (let i = 0; i < 5; i++) {
      await expect(change(person)).rejects.toMatchObject(refusedWith("password-wrong"));
    }
    await expect(change(person)).rejects.toMatchObject(refusedWith("password-tries-limited"));
    await expect(
      (await person.call()).session.provePassword({ password: TEST_PASSWORD }),
    ).rejects.toMatchObject(refusedWith("password-tries-limited"));
    const elsewhere = strangerOn(db, { address: "192.0.2.23" });
    await (
      await elsewhere.call()
    ).session.signIn({ identifier: person.staffNumber, password: TEST_PASSWORD });
  });

  test("does not leave what was typed lying about", async () => {
    const browser = strangerOn(db, { address: "192.0.2.15" });
    const typed = "my-secret-in-the-wrong-field";
    await expect(
      (await browser.call()).session.signIn({ identifier: typed, password: wrong }),
    ).rejects.toMatchObject(refusedWith("sign-in-failed"));
    expect(JSON.stringify(await db.select().from(signInAttempts))).not.toContain(typed);
  });
});

describe("guessing a code", () => {
  test("of a drill is stopped for a person and for their network, with the minutes to wait", async () => {
    const person = await signedInAs(db);
    const tries = async (browser: typeof person) => {
      const { drill } = await browser.call();
      return [() => drill.byCode({ code: "AAAAAA" }), () => drill.join({ code: "AAAAAB" })];
    };
    for (let i = 0; i < 10; i++) {
      for (const one of await tries(person)) {
        await expect(one()).rejects.toMatchObject(refusedWith("join-code-unknown"));
      }
    }
    for (const one of await tries(person)) {
      await expect(one()).rejects.toMatchObject({
        code: "TOO_MANY_REQUESTS",
        cause: { code: "code-limited", params: { minutes: 10 } },
      });
    }
    await db
      .insert(signInAttempts)
      .values({
        key: "code-address:192.0.2.1",
        attempts: 200,
        sinceMs: Date.now(),
        lockedUntilMs: Date.now() + 60_000,
      })
      .onConflictDoUpdate({ target: signInAttempts.key, set: { lockedUntilMs: Date.now() + 60_000 } });
    const { cookies } = await signedInAs(db);
    cookies.delete("sandtable.device");
    const newcomer = strangerOn(db);
    for (const [name, value] of cookies) newcomer.cookies.set(name, value);
    await expect((await newcomer.call()).drill.byCode({ code: "AAAAAC" })).rejects.toMatchObject(
      refusedWith("code-limited"),
    );
  });
});

describe("demo accounts", () => {
  test("are let in while the server is in demo mode", async () => {
    const id = await createPerson(
      db,
      {
        name: "Demo",
        latinName: null,
        email: null,
        staffNumber: "DEMO-1",
        roles: ["administrator"],
        organisationId: null,
      },
      { isDemo: true },
    );
    await setPassword(db, id, TEST_PASSWORD, { byOwner: true, keepSessionId: null });
    const browser = strangerOn(db, { address: "192.0.2.16" });
    await (await browser.call()).session.signIn({ identifier: "DEMO-1", password: TEST_PASSWORD });
    expect(await (await browser.call()).session.current()).toMatchObject({ id });
  });
});

test("attempts that are counted while others take their counts away all get an answer", async () => {
  const limit = { attemptsMax: 1_000, windowMs: 60_000, lockMs: 60_000 };
  const key = `device:race:${randomUUID()}`;
  const takes = Array.from({ length: 200 }, () => takeAttempt(db, key, Date.now(), limit));
  const forgets = Array.from({ length: 200 }, () => forgetAttempts(db, key));
  const answers = await Promise.allSettled([...takes, ...forgets]);
  expect(answers.filter(({ status }) => status === "rejected")).toEqual([]);
});
