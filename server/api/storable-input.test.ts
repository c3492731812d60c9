import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { ZodError } from "zod";
import { signedInAs, strangerOn } from "@/server/auth/testing";
import { openTestDatabase } from "@/server/db/test-database";

const { db } = await openTestDatabase();

/** The code of a refusal, and the fields it names with the reason. */
async function refused(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof TRPCError) || !(error.cause instanceof ZodError)) return error;
  return [error.code, ...error.cause.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)];
}

const UNSTORABLE = (path: string) => ["BAD_REQUEST", `${path}: text-not-storable`];

describe("a text that cannot be stored is refused at the root of every input, with the field's name", () => {
  test.each(["\0", "\ud800", "a\udfffb"])("at the sign-in: %j", async (text) => {
    const stranger = await strangerOn(db).call();
    expect(await refused(stranger.session.signIn({ identifier: `x${text}`, password: "y" }))).toEqual(
      UNSTORABLE("identifier"),
    );
  });

  test("in a search, in a nested field, in the name of a field", async () => {
    const trainer = await signedInAs(db, "trainer");
    const api = await trainer.call();
    const organisationId = randomUUID();
    expect(await refused(api.library.search({ q: "\0" }))).toEqual(UNSTORABLE("q"));
    expect(
      await refused(api.teams.create({ name: { zh: "", en: "\0" }, shortName: "x", organisationId })),
    ).toEqual(UNSTORABLE("name.en"));
    const odd = { drillId: randomUUID(), ["o\0dd"]: 1 };
    expect(await refused(api.drill.view(odd))).toEqual(UNSTORABLE(""));
  });
});
