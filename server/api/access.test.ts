import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import type { AnyTRPCProcedure } from "@trpc/server";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ROLES } from "@/domain/account/schema";
import { PAGE_ACCESS } from "@/app/_trpc/page-access";
import { authFor } from "@/server/auth/auth";
import { newPerson, refusedWith, signedInAs, strangerOn, TEST_PASSWORD } from "@/server/auth/testing";
import { sessions } from "@/server/db/schema/auth";
import { openTestDatabase } from "@/server/db/test-database";
import { storePasswordHash } from "@/server/auth/mutations";
import { hashOfPassword } from "@/server/auth/hashing";
import { apiRoutes } from "@/server/front-door/api-routes";
import { openFrontDoor } from "@/server/front-door/front-door";
import { listening } from "@/server/front-door/testing";
import { appRouter } from "./root";
import type { createCaller } from "./root";
import type { Access } from "./trpc";

const { db } = await openTestDatabase();

/** Every procedure by its dotted path. */
const procedures = listOf(appRouter._def.procedures);

/**
 * The doors that are open to strangers, written down a second time on purpose: opening another one means
 * changing this list, where a reviewer sees it.
 */
const OPEN_TO_STRANGERS = [
  "session.current",
  "session.demoAccounts",
  "session.signIn",
  "session.signInToDemo",
  "session.signOut",
  "setup.complete",
  "setup.isOpen",
];

/** What touches accounts, and asks for a fresh password: written down a second time, for the same reason. */
const FRESH_PASSWORD = [
  "audit.export",
  "limits.lift",
  "people.create",
  "people.disable",
  "people.edit",
  "people.enable",
  "people.resetPassword",
];

/** Builders that look up what somebody is in the drill they ask about. */
const OF_DRILLS = ["participantProcedure", "reviewProcedure"];

describe("every procedure", () => {
  test.each(procedures)("%s declares who may call it", (_, procedure) => {
    const { access }: { access?: Access } = procedure._def.meta ?? {};
    expect(["public", "signed-in", "roles", "checked-by"]).toContain(access?.rule);
    if (access?.rule === "public") expect(access.because.length).toBeGreaterThan(10);
    if (access?.rule === "roles") expect(access.anyOf.every((role) => ROLES.includes(role))).toBe(true);
  });

  test("is closed to strangers unless it is on the list of open doors", () => {
    const open = procedures
      .filter(([, procedure]) => accessOf(procedure).rule === "public")
      .map(([name]) => name);
    expect(open.sort()).toEqual(OPEN_TO_STRANGERS);
  });

  test("refuses a stranger before it looks at the input, unless it is an open door", async () => {
    const stranger = await strangerOn(db).call();
    for (const [name, procedure] of procedures) {
      if (accessOf(procedure).rule === "public") continue;
      await expect(callByPath(stranger, name, {}), name).rejects.toMatchObject({
        code: "UNAUTHORIZED",
        ...refusedWith("sign-in-required"),
      });
    }
  });

  test("for certain roles refuses everybody who holds none of them, before it looks at the input", async () => {
    for (const role of ROLES) {
      const caller = await (await signedInAs(db, role)).call();
      for (const [name, procedure] of procedures) {
        const access = accessOf(procedure);
        if (access.rule !== "roles" || access.anyOf.includes(role)) continue;
        await expect(callByPath(caller, name, {}), `${name} as ${role}`).rejects.toMatchObject({
          code: "FORBIDDEN",
          ...refusedWith("role-not-allowed"),
        });
      }
    }
  });

  test("that touches accounts asks for a password entered within the last five minutes, before it looks at the input", async () => {
    const declared = procedures.filter(([, procedure]) => asksForPassword(procedure)).map(([name]) => name);
    expect(declared.sort()).toEqual(FRESH_PASSWORD);

    const person = await signedInAs(db, ...ROLES);
    const outcomes = async () => {
      const caller = await person.call();
      const codes = new Map<string, string>();
      for (const name of declared) {
        const outcome: unknown = await callByPath(caller, name, {}).then(
          () => "done",
          (error: unknown) => JSON.stringify(error instanceof Error ? error.cause : error),
        );
        codes.set(name, String(outcome).includes("password-needed") ? "asked" : "not asked");
      }
      return [...new Set(codes.values())];
    };
    expect(await outcomes()).toEqual(["not asked"]);
    const sixMinutesAgo = new Date(Date.now() - 6 * 60_000);
    await db.update(sessions).set({ createdAt: sixMinutesAgo }).where(eq(sessions.userId, person.id));
    expect(await outcomes()).toEqual(["asked"]);
    await expect((await person.call()).session.provePassword({ password: "not it" })).rejects.toMatchObject(
      refusedWith("password-wrong"),
    );
    expect(await outcomes()).toEqual(["asked"]);
    await (await person.call()).session.provePassword({ password: TEST_PASSWORD });
    expect(await outcomes()).toEqual(["not asked"]);
  });

  test("of a drill tells somebody who is not part of it that there is no such drill, whatever their roles", async () => {
    const everyRole = await (await signedInAs(db, ...ROLES)).call();
    for (const [name, procedure] of procedures) {
      const access = accessOf(procedure);
      if (access.rule !== "checked-by" || !OF_DRILLS.includes(access.builder)) continue;
      await expect(callByPath(everyRole, name, { drillId: randomUUID() }), name).rejects.toMatchObject({
        code: "NOT_FOUND",
        ...refusedWith("drill-not-found"),
      });
    }
  });

  test("refuses a field it does not know", async () => {
    const everyRole = await (await signedInAs(db, ...ROLES)).call();
    for (const [name, procedure] of procedures) {
      const inputs: unknown[] = procedure._def.inputs;
      if (inputs.length === 0) continue;
      // Of several inputs, as where a builder asks for the drill first, one has to know them all.
      expect(inputs.some(refusesUnknownFields), name).toBe(true);

      if (accessOf(procedure).rule === "checked-by") continue;
      const outcome = await callByPath(everyRole, name, { fieldNobodyKnows: 1 }).then(
        () => "accepted",
        (error: unknown) => JSON.stringify(error instanceof Error ? error.cause : error),
      );
      expect(outcome, name).toContain("unrecognized_keys");
    }
  });
});

test("somebody whose password was chosen by another can do nothing but change it", async () => {
  const { id, staffNumber } = await newPerson(db, "administrator");
  await storePasswordHash(db, id, await hashOfPassword(TEST_PASSWORD), true);
  const browser = strangerOn(db);
  const answer = await (
    await browser.call()
  ).session.signIn({ identifier: staffNumber, password: TEST_PASSWORD });
  expect(answer).toEqual({ mustChangePassword: true });

  await expect((await browser.call()).people.page({})).rejects.toMatchObject(
    refusedWith("password-must-change"),
  );
  await (await browser.call()).me.changePassword({ current: TEST_PASSWORD, next: "seven quiet harbours" });
  expect((await (await browser.call()).people.page({})).total).toBeGreaterThan(0);
});

describe("every page and route handler", () => {
  test("declares who may open it, and nothing is declared that does not exist", () => {
    expect(Object.keys(PAGE_ACCESS).sort()).toEqual(routesIn("app").sort());
  });

  test("of the sign-in library is closed: some would give the session's token to scripts", async () => {
    const door = openFrontDoor(apiRoutes, (_req, res) => res.end());
    const origin = await listening(door.server);
    const endpoints: unknown[] = Object.values(authFor(db).api);
    const paths = endpoints.flatMap((one) =>
      typeof one === "function" && "path" in one && typeof one.path === "string" ? [one.path] : [],
    );
    expect(paths).toContain("/get-session");
    for (const path of paths) {
      for (const method of ["GET", "POST"]) {
        const answer = await fetch(`${origin}/api/auth${path}`, { method });
        expect([answer.status, answer.headers.get("cache-control")], path).toEqual([404, "no-store"]);
      }
    }
    await door.close(0);
  });
});

/** tRPC's type for this record is the tree of routers, but at run time it is flat, by dotted path. */
function listOf(record: object): [string, AnyTRPCProcedure][] {
  return Object.entries(record).map(([name, procedure]: [string, unknown]) => {
    if (!isProcedure(procedure)) throw new Error(`${name} is no procedure.`);
    return [name, procedure];
  });
}

function isProcedure(value: unknown): value is AnyTRPCProcedure {
  return typeof value === "function" && "_def" in value;
}

function accessOf(procedure: AnyTRPCProcedure): Access {
  const { access }: { access?: Access } = procedure._def.meta ?? {};
  if (!access) throw new Error("A procedure declares no access rule.");
  return access;
}

function asksForPassword(procedure: AnyTRPCProcedure): boolean {
  const { freshPassword }: { freshPassword?: true } = procedure._def.meta ?? {};
  return freshPassword === true;
}

function refusesUnknownFields(input: unknown): boolean {
  if (!(input instanceof z.ZodType)) return false;
  const parsed = input.safeParse({ fieldNobodyKnows: 1 });
  return parsed.error?.issues.some(({ code }) => code === "unrecognized_keys") ?? false;
}

/** Calls a procedure by its dotted path, as a request over HTTP would. */
async function callByPath(
  caller: ReturnType<typeof createCaller>,
  name: string,
  input: unknown,
): Promise<unknown> {
  let at: unknown = caller;
  for (const part of name.split(".")) {
    at =
      (typeof at === "object" || typeof at === "function") && at !== null ? Reflect.get(at, part) : undefined;
  }
  if (typeof at !== "function") throw new Error(`There is no procedure ${name}.`);
  return at(input);
}

/** The addresses that files of the app answer to: "/admin/people", "/drills/[drillId]". */
function routesIn(folder: string, address = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      if (entry.name.startsWith("_")) return [];
      const part = /^\(.*\)$/.test(entry.name) ? "" : `/${entry.name}`;
      return routesIn(path.join(folder, entry.name), `${address}${part}`);
    }
    return /^(page|route)\.tsx?$/.test(entry.name) ? [address || "/"] : [];
  });
}
