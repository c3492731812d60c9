import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { refusedWith, signedInAs } from "@/server/auth/testing";
import { teams } from "@/server/db/schema/teams";
import { openTestDatabase } from "@/server/db/test-database";

const { db } = await openTestDatabase();
const administrator = await (await signedInAs(db, "administrator")).call();
const { id: organisationId } = await administrator.organisations.create({
  name: { zh: "定澜局", en: "Dinglan" },
  level: "bureau",
  parentId: null,
});
const team = (zh: string, en = "") => ({ name: { zh, en }, shortName: "队", organisationId });

describe("what two people see as the same name is the same name", () => {
  test("a team whose name looks like another's is refused, however it is written", async () => {
    await administrator.teams.create(team("ＡＢＣ队", "Reef"));
    for (const alike of ["abc队", "A\u200bBC\u2060队", "АВС队"]) {
      await expect(administrator.teams.create(team(alike)), alike).rejects.toMatchObject(
        refusedWith("team-name-taken"),
      );
    }
    // Readers of Chinese are shown the English name where there is no other.
    await expect(administrator.teams.create(team("", "Rееf"))).rejects.toMatchObject(
      refusedWith("team-name-taken"),
    );
  });

  test("an organisation beside one whose name looks the same is refused", async () => {
    const beside = { name: { zh: "定澜局\u3164", en: "" }, level: "bureau" as const, parentId: null };
    await expect(administrator.organisations.create(beside)).rejects.toMatchObject(
      refusedWith("organisation-name-taken"),
    );
  });

  test.each(["\u200b", "\u3164", "\u2800\u00ad"])(
    "a name of nothing that can be seen is none: %j",
    async (name) => {
      await expect(administrator.teams.create(team(name))).rejects.toMatchObject({ code: "BAD_REQUEST" });
      const person = { latinName: null, email: null, roles: ["officer" as const], organisationId: null };
      await expect(
        administrator.people.create({ ...person, name, staffNumber: "NOBODY-1" }),
      ).rejects.toMatchObject({ code: "BAD_REQUEST" });
    },
  );

  test("two that were alike before are listed to administrators, and can be edited in everything else", async () => {
    const rows = await db
      .insert(teams)
      .values(["Tide", "Τide"].map((nameEn) => ({ organisationId, nameZh: "", nameEn, shortName: "T" })))
      .returning();
    const alike = await administrator.organisations.alike();
    expect(alike.teams.map((group) => group.map(({ id }) => id).sort())).toEqual([
      rows.map(({ id }) => id).sort(),
    ]);
    const [first] = rows;
    await administrator.teams.edit({ ...team("", "Tide"), shortName: "潮", id: first?.id ?? "" });
    const [edited] = await db
      .select()
      .from(teams)
      .where(eq(teams.id, first?.id ?? ""));
    expect(edited?.shortName).toBe("潮");
  });
});
