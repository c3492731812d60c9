import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { testGround, testPolicy, testScenario } from "@/domain/drill/given";
import type { NewDrill } from "@/domain/roster/schema";
import { newPerson, refusedWith, signedInAs } from "@/server/auth/testing";
import { drillParticipants, drills, drillTeams } from "@/server/db/schema/drills";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { teamMembers, teams } from "@/server/db/schema/teams";
import { openTestDatabase } from "@/server/db/test-database";
import { appRouter } from "@/server/api/root";
import { createOrganisation } from "@/server/organisations/mutations";
import { storeGround, storePolicy } from "@/server/scenario/mutations";
import { readStream } from "@/server/drill/event-store";

const { db } = await openTestDatabase();
let scenarioId = "";
let organisationId = "";

beforeAll(async () => {
  await storeGround(db, testGround);
  await storePolicy(db, testPolicy);
  organisationId = await createOrganisation(db, {
    name: { zh: "测试局", en: "Test bureau" },
    level: "bureau",
    parentId: null,
  });
  const [row] = await db
    .insert(scenarios)
    .values({
      titleZh: testScenario.title.zh,
      titleEn: testScenario.title.en,
      policyId: testPolicy.id,
      draft: testScenario,
    })
    .returning({ id: scenarios.id });
  scenarioId = row?.id ?? "";
  await db.insert(scenarioVersions).values({
    scenarioId,
    version: 1,
    revision: 1,
    content: testScenario,
    groundId: testGround.id,
    groundVersion: 1,
    policyId: testPolicy.id,
    policyVersion: 1,
  });
});

const TIME = Date.UTC(2030, 0, 5, 9);
const LATER = TIME + 86_400_000;

async function newTeam(...userIds: string[]): Promise<string> {
  const name = `Team ${randomUUID().slice(0, 8)}`;
  const [row] = await db
    .insert(teams)
    .values({ organisationId, nameZh: name, nameEn: name, shortName: "T" })
    .returning({ id: teams.id });
  const teamId = row?.id ?? "";
  await db.insert(teamMembers).values(userIds.map((userId) => ({ teamId, userId })));
  return teamId;
}

function wish(teamId: string | null, more: Partial<NewDrill> = {}): NewDrill {
  return {
    title: "Night watch",
    scenarioId,
    format: "opposed",
    mode: "tabletop",
    noNotice: false,
    plannedForMs: TIME,
    teams: [
      { lane: 1, side: "responder", teamId, ...(teamId === null ? { name: "Ours" } : {}) },
      { lane: 1, side: "opposition", teamId: null, name: "Theirs" },
    ],
    scripted: [],
    oppositionCell: false,
    people: [],
    ...more,
  };
}

/** A planner, a member of the team that plays, and an evaluator with a place, with a drill of theirs. */
async function planned(more: Partial<NewDrill> = {}) {
  const planner = await signedInAs(db, "trainer");
  const member = await signedInAs(db, "officer");
  const evaluator = await signedInAs(db, "evaluator");
  const teamId = await newTeam(member.id);
  const people = [{ userId: evaluator.id, role: "evaluator" as const }];
  const drill = await (await planner.call()).drill.create(wish(teamId, { people, ...more }));
  return { ...drill, planner, member, evaluator, teamId };
}

const listed = async (who: Awaited<ReturnType<typeof signedInAs>>) => (await who.call()).drill.list();

describe("a planned drill", () => {
  test("is moved: lists show the new time, and those concerned are told from when to when by whom, once", async () => {
    const { drillId, planner, member, evaluator } = await planned();
    await (await planner.call()).drill.move({ drillId, plannedForMs: LATER });
    for (const who of [member, evaluator]) {
      expect(await listed(who)).toMatchObject([{ drillId, plannedForMs: LATER }]);
      const told = await (await who.call()).drill.notices();
      expect(told).toMatchObject([{ kind: "moved", title: "Night watch", fromMs: TIME, toMs: LATER }]);
      expect(told[0]?.byName).not.toBe("");
      await (await who.call()).drill.putNoticeAway({ id: told[0]?.id ?? "" });
      expect(await (await who.call()).drill.notices()).toEqual([]);
    }
    expect(await (await planner.call()).drill.notices()).toEqual([]);
  });

  test("is planned anew with everything that planning sets, and is played on that", async () => {
    const { drillId, planner, evaluator, teamId } = await planned();
    await (
      await planner.call()
    ).drill.replan({
      drillId,
      ...wish(teamId, {
        title: "Day watch",
        mode: "mixed",
        plannedForMs: LATER,
        wallDelayMs: 5_000,
        teams: [{ lane: 1, side: "responder", teamId }],
        scripted: [{ lane: 1, side: "opposition", skill: "weak" }],
      }),
    });
    const [seen] = await listed(evaluator);
    expect(seen).toMatchObject({ title: "Day watch", mode: "mixed", plannedForMs: LATER });
    expect(seen?.teams).toMatchObject([
      { side: "responder", teamId, scripted: null },
      { side: "opposition", teamId: null, scripted: "weak" },
    ]);
    const setting = await (await planner.call()).drill.setting({ drillId });
    expect(setting).toMatchObject({ title: "Day watch", mode: "mixed" });
    const view = await (await planner.call()).drill.view({ drillId });
    expect(view.kind === "control" && view.participants.filter(({ scripted }) => scripted)).toHaveLength(1);
    expect(await (await evaluator.call()).drill.notices()).toMatchObject([{ kind: "moved", toMs: LATER }]);
    const command = { type: "StartDrill", rate: 1 } as const;
    await (await planner.call()).drill.command({ drillId, commandId: randomUUID(), command });
    expect((await (await planner.call()).drill.view({ drillId })).phase).toBe("running");
  });

  for (const how of ["cancel", "delete"] as const) {
    test(`that is gone (${how}) leaves lists, home, code and screens, and those concerned are told by whom`, async () => {
      const { drillId, joinCode, planner, member, evaluator } = await planned();
      const caller = await planner.call();
      await (how === "cancel"
        ? caller.drill.cancel({ drillId, reason: "Storm" })
        : caller.drill.delete({ drillId }));
      for (const who of [planner, member, evaluator]) {
        const called = await who.call();
        expect((await listed(who)).map((one) => one.drillId)).not.toContain(drillId);
        expect(JSON.stringify(await called.home.needs())).not.toContain(drillId);
        await expect(called.drill.byCode({ code: joinCode })).rejects.toMatchObject(
          refusedWith("join-code-unknown"),
        );
        await expect(called.drill.lobby({ drillId })).rejects.toMatchObject(refusedWith("drill-not-found"));
        const told = await called.drill.notices();
        if (who === planner) expect(told).toEqual([]);
        else expect(told).toMatchObject([{ kind: "cancelled", title: "Night watch", fromMs: TIME }]);
      }
      // Its log stays.
      expect((await readStream(db, drillId, 0)).at(-1)?.event.type).toBe("DrillCancelled");
      const command = { type: "StartDrill", rate: 1 } as const;
      await expect(caller.drill.command({ drillId, commandId: randomUUID(), command })).rejects.toMatchObject(
        refusedWith("drill-not-found"),
      );
    });
  }

  test("is neither changed, moved, cancelled nor deleted once it has started, and by nobody but control", async () => {
    const { drillId, joinCode, planner, evaluator, teamId } = await planned();
    const caller = await planner.call();
    await (await evaluator.call()).drill.join({ code: joinCode });
    const all = (by: Awaited<ReturnType<typeof planner.call>>) => [
      () => by.drill.move({ drillId, plannedForMs: LATER }),
      () => by.drill.cancel({ drillId, reason: "" }),
      () => by.drill.delete({ drillId }),
      () => by.drill.replan({ drillId, ...wish(teamId) }),
    ];
    for (const ask of all(await evaluator.call())) {
      await expect(ask()).rejects.toMatchObject(refusedWith("role-not-allowed"));
    }
    const command = { type: "StartDrill", rate: 1 } as const;
    await caller.drill.command({ drillId, commandId: randomUUID(), command });
    for (const ask of all(caller)) {
      await expect(ask()).rejects.toMatchObject(refusedWith("drill-not-changeable"));
    }
    const [row] = await db.select().from(drills).where(eq(drills.id, drillId));
    expect(row).toMatchObject({ cancelledAt: null, deletedAt: null, title: "Night watch" });
    expect(await db.select().from(drillTeams).where(eq(drillTeams.drillId, drillId))).toHaveLength(2);
  });
});

describe("a hidden drill", () => {
  /** What somebody gets from every query there is; of one drill's that of this drill. */
  async function answers(who: Awaited<ReturnType<typeof signedInAs>>, drillId: string, code: string) {
    const caller: unknown = await who.call();
    const got: Record<string, unknown> = {};
    // tRPC's type for this record is the tree of routers, but at run time it is flat, by dotted path.
    const procedures: Record<string, unknown> = appRouter._def.procedures;
    for (const [name, procedure] of Object.entries(procedures)) {
      if (!isQuery(procedure) || TIMED.has(name)) continue;
      let at: unknown = caller;
      for (const part of name.split("."))
        at =
          at !== null && (typeof at === "object" || typeof at === "function") ? Reflect.get(at, part) : null;
      if (typeof at !== "function") throw new Error(name);
      for (const input of [undefined, {}, { drillId }, { code }]) {
        const asked: unknown = at(input);
        got[`${name} ${JSON.stringify(Object.keys(input ?? {}))}`] = await Promise.resolve(asked).then(
          (value: unknown) => value,
          (error: unknown) => String(error),
        );
      }
    }
    return JSON.stringify(got).replaceAll(drillId, "DRILL").replaceAll(code, "CODE");
  }
  function isQuery(procedure: unknown): boolean {
    if (typeof procedure !== "function" || !("_def" in procedure)) return false;
    const { _def: def } = procedure;
    return typeof def === "object" && def !== null && "type" in def && def.type === "query";
  }
  /** These tell the time. */
  const TIMED = new Set(["drill.wallTime"]);

  test("changes no byte of any answer to its players, whatever roles they hold, until the first call", async () => {
    const planner = await signedInAs(db, "trainer");
    for (const roles of [["officer"], ["trainer"], ["administrator"]] as const) {
      const member = await signedInAs(db, ...roles);
      const teamId = await newTeam(member.id);
      const before = await answers(member, randomUUID(), "ZZZZZ9");
      const call = await planner.call();
      const { drillId, joinCode } = await call.drill.create(wish(teamId, { noNotice: true }));
      // To be moved, planned anew and given places in is nothing that they are told of either.
      await call.drill.move({ drillId, plannedForMs: LATER });
      await call.drill.replan({ drillId, ...wish(teamId, { noNotice: true, title: "Other name" }) });
      expect(await answers(member, drillId, joinCode)).toBe(before);
      await call.drill.assign({ drillId, userId: member.id, role: "player", lane: 1, side: "responder" });
      expect(await answers(member, drillId, joinCode)).toBe(before);
    }
  }, 30_000);

  test("is told of to its staff, and takes back what its players were told when it becomes hidden", async () => {
    const { drillId, planner, member, evaluator, teamId } = await planned();
    const call = await planner.call();
    await call.drill.move({ drillId, plannedForMs: LATER });
    expect(await (await member.call()).drill.notices()).toHaveLength(1);
    await call.drill.replan({ drillId, ...wish(teamId, { noNotice: true, plannedForMs: LATER }) });
    expect(await (await member.call()).drill.notices()).toEqual([]);
    expect(await listed(member)).toEqual([]);
    expect(await (await evaluator.call()).drill.notices()).toMatchObject([{ kind: "changed" }]);
    const seats = await db.select().from(drillParticipants).where(eq(drillParticipants.drillId, drillId));
    expect(seats.map(({ role }) => role).sort()).toEqual(["controller", "evaluator"]);
    expect((await newPerson(db, "officer")).id).not.toBe("");
  });
});
