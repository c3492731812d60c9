import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { testGround, testPolicy, testScenario } from "@/domain/drill/given";
import type { NewDrill } from "@/domain/roster/schema";
import { newPerson, refusedWith, signedInAs } from "@/server/auth/testing";
import { auditEntries } from "@/server/db/schema/audit";
import { drillParticipants, drills, drillTeamMembers, drillTeams } from "@/server/db/schema/drills";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { teamMembers, teams } from "@/server/db/schema/teams";
import { openTestDatabase } from "@/server/db/test-database";
import { appRouter } from "@/server/api/root";
import { createOrganisation } from "@/server/organisations/mutations";
import { storeGround, storePolicy } from "@/server/scenario/mutations";
import { readStream } from "@/server/drill/event-store";
import { users } from "@/server/db/schema/auth";

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

type Caller = Awaited<ReturnType<Awaited<ReturnType<typeof signedInAs>>["call"]>>;

/** Plans a drill anew as whoever has just looked at its plan. */
async function replan(caller: Caller, drillId: string, plan: NewDrill): Promise<void> {
  const { stamp } = await caller.drill.plan({ drillId });
  await caller.drill.replan({ drillId, stamp, ...plan });
}

const listed = async (who: Awaited<ReturnType<typeof signedInAs>>) =>
  (await (await who.call()).drill.list()).drills;

describe("a planned drill", () => {
  test("is moved: lists show the new time, and those concerned are told from when to when by whom, once", async () => {
    const { drillId, planner, member, evaluator } = await planned();
    await db.update(users).set({ name: "沈砺", latinName: "Shen Li" }).where(eq(users.id, planner.id));
    await (await planner.call()).drill.move({ drillId, plannedForMs: LATER });
    for (const who of [member, evaluator]) {
      expect(await listed(who)).toMatchObject([{ drillId, plannedForMs: LATER }]);
      const told = await (await who.call()).drill.notices();
      expect(told).toMatchObject([{ kind: "moved", title: "Night watch", fromMs: TIME, toMs: LATER }]);
      expect(told[0]?.by).toEqual({ zh: "沈砺", en: "Shen Li" });
      await (await who.call()).drill.putNoticeAway({ id: told[0]?.id ?? "" });
      expect(await (await who.call()).drill.notices()).toEqual([]);
    }
    expect(await (await planner.call()).drill.notices()).toEqual([]);
  });

  test("is planned anew with everything that planning sets, and is played on that", async () => {
    const { drillId, planner, evaluator, teamId } = await planned();
    await replan(
      await planner.call(),
      drillId,
      wish(teamId, {
        title: "Day watch",
        mode: "mixed",
        plannedForMs: LATER,
        wallDelayMs: 5_000,
        teams: [{ lane: 1, side: "responder", teamId }],
        scripted: [{ lane: 1, side: "opposition", skill: "weak" }],
      }),
    );
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
    const { stamp } = await caller.drill.plan({ drillId });
    const all = (by: Caller) => [
      () => by.drill.plan({ drillId }),
      () => by.drill.move({ drillId, plannedForMs: LATER }),
      () => by.drill.cancel({ drillId, reason: "" }),
      () => by.drill.delete({ drillId }),
      () => by.drill.replan({ drillId, stamp, ...wish(teamId) }),
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

const CHANGED = { kind: "changed", fromMs: TIME, toMs: TIME };

describe("the plan of a drill, read to be changed,", () => {
  const places = (teamId: string): Record<string, Partial<NewDrill>> => ({
    "an opposed drill": {},
    "a drill with exchanged sides": { format: "swap" },
    "a drill of groups against one cell": {
      format: "parallel",
      oppositionCell: true,
      teams: [
        { lane: 2, side: "responder", teamId: null, name: "Second" },
        { lane: 1, side: "opposition", teamId: null, name: "Cell" },
        { lane: 1, side: "responder", teamId },
      ],
    },
    "a drill against the engine without a time": {
      format: "parallel",
      noNotice: true,
      plannedForMs: undefined,
      wallDelayMs: 5_000,
      unansweredStopEndsMs: 90_000,
      teams: [{ lane: 1, side: "responder", teamId }],
      scripted: [{ lane: 1, side: "opposition", skill: "strong" }],
    },
  });
  /** All that a change leaves behind: in the drill's log, in the trail, with those concerned. */
  async function traces({ drillId, evaluator, member }: Awaited<ReturnType<typeof planned>>) {
    const trail = await db
      .select({ action: auditEntries.action, detail: auditEntries.detail })
      .from(auditEntries)
      .where(and(eq(auditEntries.objectId, drillId), eq(auditEntries.action, "drill.replan")));
    const told = await Promise.all(
      [evaluator, member].map(async (who) => (await who.call()).drill.notices()),
    );
    return {
      events: (await readStream(db, drillId, 0)).length,
      trail,
      told: told.map((notices) => notices.map(({ kind, fromMs, toMs }) => ({ kind, fromMs, toMs }))),
      members: await db.select().from(drillTeamMembers).where(eq(drillTeamMembers.drillId, drillId)),
    };
  }

  for (const name of Object.keys(places(""))) {
    test(`and saved as it is leaves no event, no notice and no entry, and lets nobody in who came to the team since: ${name}`, async () => {
      const drill = await planned();
      const { drillId, planner, teamId } = drill;
      const call = await planner.call();
      await replan(call, drillId, wish(teamId, places(teamId)[name]));
      for (const who of [drill.evaluator, drill.member]) {
        const { notices, putNoticeAway } = (await who.call()).drill;
        for (const { id } of await notices()) await putNoticeAway({ id });
      }
      const { plan, stamp } = await call.drill.plan({ drillId });
      const before = await traces(drill);
      await db.insert(teamMembers).values({ teamId, userId: (await newPerson(db, "officer")).id });
      await call.drill.replan({ drillId, stamp, ...plan });
      expect(await traces(drill)).toEqual(before);
    });
  }

  const changes: [string, Partial<NewDrill>, string, Record<string, unknown>][] = [
    ["its title", { title: "Dawn watch" }, "title", CHANGED],
    ["its mode", { mode: "mixed" }, "mode", CHANGED],
    ["its time", { plannedForMs: LATER }, "plannedForMs", { kind: "moved", fromMs: TIME, toMs: LATER }],
    ["its wall", { wallDelayMs: 120_000 }, "wallDelayMinutes", CHANGED],
    ["its end", { unansweredStopEndsMs: 120_000 }, "unansweredStopEndsMinutes", CHANGED],
  ];
  for (const [name, change, field, notice] of changes) {
    test(`and changed in one field tells of exactly that, and keeps every place and member: ${name}`, async () => {
      const drill = await planned();
      const { drillId, planner, joinCode, evaluator } = drill;
      await (await evaluator.call()).drill.join({ code: joinCode });
      const call = await planner.call();
      const { plan, stamp } = await call.drill.plan({ drillId });
      const before = await traces(drill);
      const seats = () => db.select().from(drillParticipants).where(eq(drillParticipants.drillId, drillId));
      const seated = await seats();
      await db
        .insert(teamMembers)
        .values({ teamId: drill.teamId, userId: (await newPerson(db, "officer")).id });
      await call.drill.replan({ drillId, stamp, ...plan, ...change });
      const after = await traces(drill);
      expect(after.trail.map(({ detail }) => fieldsIn(detail))).toEqual([[field]]);
      expect(after.told).toEqual([[notice], [notice]]);
      // A time stands in no event: nobody plays on it.
      expect(after.events - before.events).toBe(field === "plannedForMs" ? 0 : 1);
      expect(after.members).toEqual(before.members);
      expect(await seats()).toEqual(seated);
      expect((await call.drill.plan({ drillId })).plan).toEqual({ ...plan, ...change });
    });
  }

  test("and changed by somebody else meanwhile is not written over: both are told, and only the second has to look again", async () => {
    const { drillId, planner } = await planned();
    const call = await planner.call();
    const { plan, stamp } = await call.drill.plan({ drillId });
    await call.drill.move({ drillId, plannedForMs: LATER });
    await expect(call.drill.replan({ drillId, stamp, ...plan, title: "Mine" })).rejects.toMatchObject(
      refusedWith("changed-meanwhile"),
    );
    const again = await call.drill.plan({ drillId });
    expect(again.plan).toEqual({ ...plan, plannedForMs: LATER });
    await call.drill.replan({ drillId, stamp: again.stamp, ...again.plan, title: "Mine" });
    expect((await call.drill.plan({ drillId })).plan).toMatchObject({ title: "Mine", plannedForMs: LATER });
  });

  test("can be saved by whoever runs the drill when its team has been retired and its scenario archived", async () => {
    const { drillId, planner, teamId } = await planned();
    const call = await planner.call();
    const { plan, stamp } = await call.drill.plan({ drillId });
    await db
      .update(teams)
      .set({ retiredAt: new Date(TIME) })
      .where(eq(teams.id, teamId));
    await db
      .update(scenarios)
      .set({ archivedAt: new Date(TIME) })
      .where(eq(scenarios.id, scenarioId));
    await call.drill.replan({ drillId, stamp, ...plan, title: "All the same" });
    expect((await call.drill.plan({ drillId })).plan).toEqual({ ...plan, title: "All the same" });
    await db.update(scenarios).set({ archivedAt: null }).where(eq(scenarios.id, scenarioId));
  });

  function fieldsIn(detail: unknown): string[] {
    return z
      .object({ changes: z.array(z.object({ field: z.string() })) })
      .parse(detail)
      .changes.map(({ field }) => field);
  }
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
      await replan(call, drillId, wish(teamId, { noNotice: true, title: "Other name" }));
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
    await replan(call, drillId, wish(teamId, { noNotice: true, plannedForMs: LATER }));
    expect(await (await member.call()).drill.notices()).toEqual([]);
    expect(await listed(member)).toEqual([]);
    expect(await (await evaluator.call()).drill.notices()).toMatchObject([{ kind: "changed" }]);
    const seats = await db.select().from(drillParticipants).where(eq(drillParticipants.drillId, drillId));
    expect(seats.map(({ role }) => role).sort()).toEqual(["controller", "evaluator"]);
    expect((await newPerson(db, "officer")).id).not.toBe("");
  });
});
