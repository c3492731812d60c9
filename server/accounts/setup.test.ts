import { describe, expect, test } from "vitest";
import { openTestDatabase } from "@/server/db/test-database";
import { mayBeSignedIn } from "@/server/auth/session";
import { prepareSetup } from "./setup";
import { refusedWith, strangerOn } from "@/server/auth/testing";

const { db } = await openTestDatabase();

const first = { name: "First", email: "first@example.invalid", password: "twelve grey herons" };

describe("setting an installation up", () => {
  test("needs the newest token, few guesses at it, a good password, and is closed for ever afterwards", async () => {
    const before = await prepareSetup(db);
    const now = await prepareSetup(db);
    if (before.state !== "open" || now.state !== "open") throw new Error("Setup should be open.");
    const browser = strangerOn(db);
    const complete = async (token: string, password: string = first.password) =>
      (await browser.call()).setup.complete({ ...first, token, password });

    await expect(complete("guess")).rejects.toMatchObject(refusedWith("setup-token-wrong"));
    await expect(complete(before.token)).rejects.toMatchObject(refusedWith("setup-token-wrong"));
    const guesser = strangerOn(db, { address: "192.0.2.30" });
    const guess = async () => (await guesser.call()).setup.complete({ ...first, token: "guess" });
    for (let i = 0; i < 10; i++) {
      await expect(guess()).rejects.toMatchObject(refusedWith("setup-token-wrong"));
    }
    await expect(guess()).rejects.toMatchObject(refusedWith("code-limited"));
    await expect(complete(now.token, "short")).rejects.toMatchObject(refusedWith("password-too-short"));
    await complete(now.token);
    expect(await (await browser.call()).session.current()).toMatchObject({
      roles: ["administrator", "trainer"],
    });

    expect(await (await browser.call()).setup.isOpen()).toBe(false);
    await expect(complete(now.token)).rejects.toMatchObject(refusedWith("setup-closed"));
    expect(await prepareSetup(db)).toEqual({ state: "done" });
  });
});

test("the last administrator cannot stop being one", async () => {
  const browser = strangerOn(db);
  await (await browser.call()).session.signIn({ identifier: first.email, password: first.password });
  const caller = await browser.call();
  const { people } = await caller.people.page({});
  const [only] = people;
  if (!only) throw new Error("There should be one person.");
  const second = await caller.people.create({
    name: "Second",
    latinName: null,
    email: null,
    staffNumber: "SECOND-1",
    roles: ["administrator"],
    organisationId: null,
  });
  const other = strangerOn(db);
  await (await other.call()).session.signIn({ identifier: "SECOND-1", password: second.password });
  await (await other.call()).me.changePassword({ current: second.password, next: "thirteen blue doors" });

  // Of two administrators who switch each other off at the same moment, one stays.
  // Both requests are under way: each has read its session before the other ends it.
  const otherCaller = await other.call();
  const outcomes = await Promise.allSettled([
    caller.people.disable({ id: second.id }),
    otherCaller.people.disable({ id: only.id }),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
    reason: refusedWith("last-administrator"),
  });
});

test("a demo account may have a session in demo mode only, a switched-off account never", () => {
  expect(mayBeSignedIn({ disabledAt: null, isDemo: true }, "demo")).toBe(true);
  expect(mayBeSignedIn({ disabledAt: null, isDemo: true }, "production")).toBe(false);
  expect(mayBeSignedIn({ disabledAt: null, isDemo: false }, "production")).toBe(true);
  expect(mayBeSignedIn({ disabledAt: new Date(0), isDemo: false }, "production")).toBe(false);
});
