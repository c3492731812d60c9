import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { testGround, testPolicy, testScenario } from "@/domain/drill/given";
import type { NewDrill } from "@/domain/roster/schema";
import type { Scenario } from "@/domain/scenario/schema";
import { refusedWith, signedInAs, signedInOf } from "@/server/auth/testing";
import { drills } from "@/server/db/schema/drills";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { teamMembers, teams } from "@/server/db/schema/teams";
import { openTestDatabase } from "@/server/db/test-database";
import { createOrganisation } from "@/server/organisations/mutations";
import { storeGround, storePolicy } from "@/server/scenario/mutations";
import { readStream } from "@/server/drill/event-store";
import { RESPONDER } from "@/server/drill/testing";
import { users } from "@/server/db/schema/auth";

const { db } = await openTestDatabase();

/** A scenario with a word in every place that responders must not see. */
const canary = { zh: "CANARY", en: "CANARY" };
const scenario: Scenario = {
  ...testScenario,
  brief: { ...testScenario.brief, opposition: canary, control: canary },
  objectives: [...testScenario.objectives, { id: "get-away", side: "opposition", text: canary }],
  facts: [{ id: "plate", text: canary }],
  incidents: testScenario.incidents.map((incident) => ({ ...incident, title: canary, truth: canary })),
  actors: testScenario.actors.map((actor) => ({ ...actor, name: canary, appearance: canary })),
  injects: testScenario.injects.map((inject) =>
    inject.audience === "opposition"
      ? { ...inject, text: canary, title: canary }
      : { ...inject, title: canary },
  ),
};

let scenarioId = "";
let organisationId = "";
beforeAll(async () => {
  await storeGround(db, testGround);
  await storePolicy(db, testPolicy);
  const [row] = await db
    .insert(scenarios)
    .values({ titleZh: "入室盗窃", titleEn: "Break-in", policyId: testPolicy.id, draft: scenario })
    .returning({ id: scenarios.id });
  scenarioId = row?.id ?? "";
  await db.insert(scenarioVersions).values({
    scenarioId,
    version: 1,
    revision: 1,
    content: scenario,
    groundId: testGround.id,
    groundVersion: 1,
    policyId: testPolicy.id,
    policyVersion: 1,
  });
  organisationId = await createOrganisation(db, {
    name: { zh: "测试局", en: "Test bureau" },
    level: "bureau",
    parentId: null,
  });
});

const wanted = (): NewDrill => ({
  title: "Night drill",
  scenarioId,
  format: "opposed",
  mode: "tabletop",
  noNotice: false,
  teams: [
    { lane: 1, side: "responder", teamId: null, name: "Red" },
    { lane: 1, side: "opposition", teamId: null, name: "Blue" },
  ],
  scripted: [],
  oppositionCell: false,
  people: [],
});

/** A trainer who has planned a drill, and everybody's way into the API. */
async function setUpDrill(changes: Partial<NewDrill> = {}) {
  const trainer = await signedInAs(db, "trainer");
  const planned = await (await trainer.call()).drill.create({ ...wanted(), ...changes });
  return { trainer, ...planned, control: (await trainer.call()).drill };
}

async function officer(...roles: Parameters<typeof signedInAs>[1][]) {
  const person = await signedInAs(db, ...(roles.length > 0 ? roles : ["officer" as const]));
  return { ...person, api: await person.call() };
}

async function newTeam(...memberIds: string[]): Promise<string> {
  const name = `Team ${randomUUID().slice(0, 8)}`;
  const [team] = await db
    .insert(teams)
    .values({ organisationId, nameZh: name, nameEn: name, shortName: "T" })
    .returning({ id: teams.id });
  if (!team) throw new Error("No team.");
  for (const userId of memberIds) await db.insert(teamMembers).values({ teamId: team.id, userId });
  return team.id;
}

const command = (drillId: string, asked: Parameters<typeof commandOf>[1]) => commandOf(drillId, asked);
function commandOf(
  drillId: string,
  asked: { type: "StartDrill"; rate: 1 } | { type: "SendRadio"; text: string },
) {
  return { drillId, commandId: randomUUID(), command: asked };
}

describe("planning a drill", () => {
  test("pins scenario, ground and policy in its first event, and brings the planner in as controller", async () => {
    const { drillId, control, trainer } = await setUpDrill();
    const events = await readStream(db, drillId, 0);
    expect(events.map(({ event }) => event.type)).toEqual(["DrillPlanned", "ParticipantJoined"]);
    expect(events[0]?.event).toMatchObject({
      setup: { scenario, scenarioVersion: 1, ground: { id: testGround.id }, policy: { id: testPolicy.id } },
    });
    const lobby = await control.lobby({ drillId });
    expect(lobby.people).toMatchObject([{ userId: trainer.id, seat: { role: "controller" }, joined: true }]);
    expect(lobby.joinCode).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
  });

  test.each([
    ["two teams in one place", { teams: [...wanted().teams, { lane: 1, side: "responder", teamId: null }] }],
    ["a lane in which nobody responds", { teams: [{ lane: 1, side: "opposition", teamId: null }] }],
    [
      "two lanes in an opposed drill",
      { teams: [...wanted().teams, { lane: 2, side: "responder", teamId: null }] },
    ],
    ["a player without a place", { people: [{ userId: randomUUID(), role: "player" }] }],
  ] as [string, Partial<NewDrill>][])("is refused with %s, and nothing is stored", async (_, changes) => {
    const before = await db.$count(drills);
    const trainer = await signedInAs(db, "trainer");
    await expect((await trainer.call()).drill.create({ ...wanted(), ...changes })).rejects.toMatchObject(
      refusedWith("input-invalid"),
    );
    expect(await db.$count(drills)).toBe(before);
  });

  test("is refused on a scenario that was never published", async () => {
    const trainer = await signedInAs(db, "trainer");
    await expect(
      (await trainer.call()).drill.create({ ...wanted(), scenarioId: randomUUID() }),
    ).rejects.toMatchObject(refusedWith("scenario-not-found"));
    await expect((await trainer.call()).drill.create({ ...wanted(), version: 9 })).rejects.toMatchObject(
      refusedWith("scenario-not-found"),
    );
  });
});

describe("coming in with the code", () => {
  test("takes the place one was assigned", async () => {
    const [rita, eva] = [await officer(), await officer("evaluator")];
    const { drillId, joinCode } = await setUpDrill({
      people: [
        { userId: rita.id, role: "player", lane: 1, side: "responder" },
        { userId: eva.id, role: "evaluator" },
      ],
    });
    expect(await rita.api.drill.byCode({ code: joinCode.toLowerCase() })).toMatchObject({
      drillId: null,
      seats: [{ seat: RESPONDER, team: { zh: "Red", en: "Red" }, assigned: true }],
    });
    expect(await rita.api.drill.join({ code: joinCode })).toEqual({ drillId, seat: RESPONDER });
    expect(await rita.api.drill.byCode({ code: joinCode })).toMatchObject({ drillId });
    expect(await eva.api.drill.join({ code: joinCode })).toEqual({ drillId, seat: { role: "evaluator" } });
    expect((await eva.api.drill.view({ drillId })).kind).toBe("evaluator");
  });

  test("tells people and teams in the letters of each reader: offered, in the lobby, in the list and live", async () => {
    const rita = await signedInAs(db, "officer");
    await db.update(users).set({ name: "林晓", latinName: "Lin Xiao" }).where(eq(users.id, rita.id));
    const { drill } = await rita.call();
    const teamId = await newTeam(rita.id);
    await db.update(teams).set({ nameZh: "潮队", nameEn: "Tide" }).where(eq(teams.id, teamId));
    const { drillId, joinCode, control } = await setUpDrill({
      teams: [
        { lane: 1, side: "responder", teamId },
        { lane: 1, side: "opposition", teamId: null, name: "Blue" },
      ],
    });
    const [name, team] = [
      { zh: "林晓", en: "Lin Xiao" },
      { zh: "潮队", en: "Tide" },
    ];
    expect((await drill.byCode({ code: joinCode })).seats).toMatchObject([{ team }]);
    await drill.join({ code: joinCode });
    const lobby = await control.lobby({ drillId });
    expect(lobby.people.find(({ userId }) => userId === rita.id)).toMatchObject({ name });
    expect(lobby.teams).toMatchObject([{ name: team }, { name: { zh: "Blue", en: "Blue" } }]);
    const { drills: listed } = await drill.list({});
    expect(listed.find((one) => one.drillId === drillId)?.teams).toMatchObject([{ name: team }]);
    expect(await drill.setting({ drillId })).toMatchObject({ team });
    expect(await control.setting({ drillId })).toMatchObject({ teams: [{ name: team }, {}] });
    const view = await control.view({ drillId });
    expect(view.kind === "control" && view.participants.map((one) => one.name)).toContainEqual(name);

    // Under another name the team is who it was when the drill was planned, which stands in one way.
    await db.update(teams).set({ nameZh: "浪队", nameEn: "Wave" }).where(eq(teams.id, teamId));
    expect((await control.lobby({ drillId })).teams[0]).toMatchObject({ name: { zh: "潮队", en: "潮队" } });
  });

  test("puts a member of a playing team with that team, and nowhere else", async () => {
    const rita = await officer("officer", "evaluator");
    const { joinCode } = await setUpDrill({
      teams: [
        { lane: 1, side: "responder", teamId: await newTeam(rita.id) },
        { lane: 1, side: "opposition", teamId: await newTeam() },
      ],
    });
    await expect(
      rita.api.drill.join({ code: joinCode, role: "player", side: "opposition" }),
    ).rejects.toMatchObject(refusedWith("join-not-open"));
    await expect(rita.api.drill.join({ code: joinCode, role: "evaluator" })).rejects.toMatchObject(
      refusedWith("join-not-open"),
    );
    expect((await rita.api.drill.join({ code: joinCode })).seat).toEqual(RESPONDER);
  });

  test("needs a choice where there is one, and gives nobody a place that is not on offer", async () => {
    const rita = await officer();
    const { joinCode } = await setUpDrill();
    await expect(rita.api.drill.join({ code: joinCode })).rejects.toMatchObject(refusedWith("input-invalid"));
    await expect(rita.api.drill.join({ code: joinCode, role: "controller" })).rejects.toMatchObject(
      refusedWith("join-not-open"),
    );
    expect((await rita.api.drill.join({ code: joinCode, side: "responder" })).seat).toEqual(RESPONDER);
    await expect(rita.api.drill.join({ code: joinCode, side: "opposition" })).rejects.toMatchObject(
      refusedWith("join-not-open"),
    );
  });

  test("to look on is open to whoever plays no part, shows the wall, and tells nothing of the opposition", async () => {
    const [otto, member] = [await officer(), await officer()];
    const { drillId, joinCode, control } = await setUpDrill({
      teams: [
        { lane: 1, side: "responder", teamId: await newTeam(member.id) },
        { lane: 1, side: "opposition", teamId: await newTeam() },
      ],
    });
    await control.command(command(drillId, { type: "StartDrill", rate: 1 }));
    await expect(member.api.drill.join({ code: joinCode, role: "observer" })).rejects.toMatchObject(
      refusedWith("join-not-open"),
    );
    expect((await otto.api.drill.join({ code: joinCode })).seat).toEqual({ role: "observer" });
    expect((await otto.api.drill.view({ drillId })).kind).toBe("wall");
    const seen = [await otto.api.drill.lobby({ drillId }), ...(await otto.api.drill.list()).drills];
    expect(seen.flatMap(({ teams }) => teams.map(({ side }) => side))).toEqual(["responder", "responder"]);
    await expect(
      otto.api.drill.command(command(drillId, { type: "SendRadio", text: "hello" })),
    ).rejects.toMatchObject(refusedWith("role-not-allowed"));
  });

  test("is refused with an unknown code", async () => {
    const rita = await officer();
    await expect(rita.api.drill.byCode({ code: "000000" })).rejects.toMatchObject(
      refusedWith("join-code-unknown"),
    );
  });

  test("twice is one coming in", async () => {
    const rita = await officer();
    const { drillId, joinCode } = await setUpDrill();
    await rita.api.drill.join({ code: joinCode, side: "responder" });
    await rita.api.drill.join({ code: joinCode });
    const joinings = (await readStream(db, drillId, 0)).filter(
      ({ event }) => event.type === "ParticipantJoined" && event.participant.participantId === rita.id,
    );
    expect(joinings).toHaveLength(1);
  });
});

describe("a desk of a team", () => {
  test("is taken by those who play there or given by control, and what is sent to it reaches them alone", async () => {
    const [dora, carl, omar] = [await officer(), await officer(), await officer()];
    const { drillId, joinCode, control } = await setUpDrill();
    for (const { api } of [dora, carl]) await api.drill.join({ code: joinCode, side: "responder" });
    await omar.api.drill.join({ code: joinCode, side: "opposition" });
    await dora.api.drill.takeTeamRole({ drillId, teamRole: "dispatcher" });
    await control.giveTeamRole({ drillId, userId: carl.id, teamRole: "crew" });
    await expect(omar.api.drill.takeTeamRole({ drillId, teamRole: "crew" })).rejects.toMatchObject(
      refusedWith("role-not-allowed"),
    );
    await expect(
      dora.api.drill.giveTeamRole({ drillId, userId: carl.id, teamRole: null }),
    ).rejects.toMatchObject(refusedWith("role-not-allowed"));

    await control.command(command(drillId, { type: "StartDrill", rate: 1 }));
    await control.command({
      drillId,
      commandId: randomUUID(),
      command: {
        type: "SendAdHocInject",
        lane: 1,
        kind: "phone",
        audience: "dispatcher",
        from: "",
        text: "for dispatch",
        incident: null,
      },
    });
    const textsOf = async ({ api }: typeof dora) => {
      const view = await api.drill.view({ drillId });
      return view.kind === "side" ? [view.teamRole, ...view.inbox.map(({ text }) => text.en)] : [];
    };
    expect(await textsOf(dora)).toEqual(["dispatcher", "for dispatch"]);
    expect(await textsOf(carl)).toEqual(["crew"]);
    expect(await textsOf(omar)).toEqual([null]);

    // Nobody sits there once the dispatcher is gone: what was theirs is everybody's.
    await control.unassign({ drillId, userId: dora.id });
    expect(await textsOf(carl)).toEqual(["crew", "for dispatch"]);
  });
});

describe("a drill without notice", () => {
  test("does not exist for its players until the first call, and does for its staff", async () => {
    const [member, eva, stranger] = [await officer(), await officer("evaluator"), await officer()];
    // A substitute is of the team's own organisation.
    const substitute = await signedInOf(db, organisationId, "officer");
    const rita = { ...substitute, api: await substitute.call() };
    const { drillId, joinCode, control } = await setUpDrill({
      noNotice: true,
      teams: [
        { lane: 1, side: "responder", teamId: await newTeam(member.id) },
        { lane: 1, side: "opposition", teamId: null },
      ],
      people: [
        { userId: rita.id, role: "player", lane: 1, side: "responder" },
        { userId: eva.id, role: "evaluator" },
      ],
    });
    const hidden = async () => {
      for (const { api } of [rita, member, stranger]) {
        expect((await api.drill.list()).drills).toEqual([]);
        expect(await api.home.needs()).toEqual([]);
        await expect(api.drill.byCode({ code: joinCode })).rejects.toMatchObject(
          refusedWith("join-code-unknown"),
        );
        await expect(api.drill.join({ code: joinCode })).rejects.toMatchObject(
          refusedWith("join-code-unknown"),
        );
        await expect(api.drill.view({ drillId })).rejects.toMatchObject(refusedWith("drill-not-found"));
      }
    };
    await hidden();
    expect((await eva.api.drill.list()).drills.map((drill) => drill.drillId)).toEqual([drillId]);
    await control.command(command(drillId, { type: "StartDrill", rate: 1 }));
    await hidden();

    await control.command({
      drillId,
      commandId: randomUUID(),
      command: { type: "DeliverInject", lane: 1, injectId: "first-call" },
    });
    for (const { api } of [rita, member]) {
      expect((await api.drill.list()).drills.map((drill) => drill.drillId)).toEqual([drillId]);
      await api.drill.join({ code: joinCode });
      expect(await api.drill.view({ drillId })).toMatchObject({ kind: "side", inbox: [{ kind: "call" }] });
    }
  });
});

describe("somebody who is not in a drill", () => {
  test("gets the same answer as for a drill that does not exist, whatever they ask and whoever they are", async () => {
    const { drillId } = await setUpDrill();
    for (const role of ["officer", "evaluator", "trainer", "administrator"] as const) {
      const { api } = await officer(role);
      for (const id of [drillId, randomUUID()]) {
        const outcomes = await Promise.allSettled([
          api.drill.view({ drillId: id }),
          api.drill.setting({ drillId: id }),
          api.drill.lobby({ drillId: id }),
          api.drill.live({ drillId: id }),
          api.drill.command(command(id, { type: "StartDrill", rate: 1 })),
          api.drill.assign({ drillId: id, userId: randomUUID(), role: "controller" }),
          api.drill.unassign({ drillId: id, userId: randomUUID() }),
        ]);
        for (const outcome of outcomes) {
          expect(outcome).toMatchObject({
            status: "rejected",
            reason: { code: "NOT_FOUND", ...refusedWith("drill-not-found") },
          });
        }
      }
    }
  });
});

describe("a player", () => {
  test("is shown nothing that the other side or control has to themselves", async () => {
    const [rita, omar] = [await officer(), await officer()];
    const { drillId, joinCode, control } = await setUpDrill();
    await rita.api.drill.join({ code: joinCode, side: "responder" });
    await omar.api.drill.join({ code: joinCode, side: "opposition" });
    await control.command(command(drillId, { type: "StartDrill", rate: 1 }));
    for (const { id } of scenario.injects) {
      await control.command({
        drillId,
        commandId: randomUUID(),
        command: { type: "DeliverInject", lane: 1, injectId: id },
      });
    }
    await omar.api.drill.command(command(drillId, { type: "SendRadio", text: "CANARY on the radio" }));
    // "riot" reveals the plate to the responder; that one fact is theirs to know.
    const { facts: _, ...view } = await rita.api.drill.view({ drillId }).then((seen) => {
      if (seen.kind !== "side") throw new Error("A player got another audience's view.");
      return seen;
    });
    const seen = [
      view,
      await rita.api.drill.setting({ drillId }),
      await rita.api.drill.lobby({ drillId }),
      await rita.api.drill.list(),
      await rita.api.home.needs(),
    ];
    expect(JSON.stringify(seen)).not.toContain("CANARY");
    expect(JSON.stringify(seen)).not.toContain("Blue");
    expect(JSON.stringify(seen)).not.toContain(omar.id);
  });

  test("cannot give places or steer the exercise", async () => {
    const rita = await officer();
    const { drillId, joinCode } = await setUpDrill();
    await rita.api.drill.join({ code: joinCode, side: "responder" });
    await expect(
      rita.api.drill.assign({ drillId, userId: rita.id, role: "controller" }),
    ).rejects.toMatchObject(refusedWith("role-not-allowed"));
    await expect(
      rita.api.drill.command(command(drillId, { type: "StartDrill", rate: 1 })),
    ).rejects.toMatchObject(refusedWith("role-not-allowed"));
  });
});

describe("a command", () => {
  test("with a field nobody knows, or a text that cannot be kept, is refused and stores nothing", async () => {
    const { drillId, control } = await setUpDrill();
    const before = await readStream(db, drillId, 0);
    const odd = { type: "StartDrill", rate: 1, secret: true } as const;
    await expect(control.command(command(drillId, odd))).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(
      control.command(command(drillId, { type: "SendRadio", text: "nul \0" })),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(
      control.command(command(drillId, { type: "SendRadio", text: "half \ud83d" })),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await readStream(db, drillId, 0)).toEqual(before);
  });
});

describe("giving places", () => {
  test("moves somebody to another one, which they have to take anew", async () => {
    const rita = await officer();
    const { drillId, joinCode, control } = await setUpDrill();
    await rita.api.drill.join({ code: joinCode, side: "responder" });
    await control.assign({ drillId, userId: rita.id, role: "evaluator" });
    await expect(rita.api.drill.view({ drillId })).rejects.toMatchObject(refusedWith("drill-not-found"));
    await rita.api.drill.join({ code: joinCode });
    expect((await rita.api.drill.view({ drillId })).kind).toBe("evaluator");
    const control2 = await control.view({ drillId });
    expect(
      control2.kind === "control" && control2.participants.find((p) => p.participantId === rita.id),
    ).toMatchObject({ role: "evaluator" });
  });

  test("again the same one leaves somebody who has come in where they are", async () => {
    const rita = await officer();
    const { drillId, joinCode, control } = await setUpDrill();
    await rita.api.drill.join({ code: joinCode, side: "responder" });
    await control.assign({ drillId, userId: rita.id, role: "player", lane: 1, side: "responder" });
    expect((await rita.api.drill.view({ drillId })).kind).toBe("side");
  });

  test("in a lane that does not exist is refused", async () => {
    const rita = await officer();
    const { drillId, control } = await setUpDrill();
    await expect(
      control.assign({ drillId, userId: rita.id, role: "player", lane: 2, side: "responder" }),
    ).rejects.toMatchObject(refusedWith("lane-unknown"));
  });

  test("can be undone, after which the person is a stranger again", async () => {
    const rita = await officer();
    const { drillId, joinCode, control } = await setUpDrill();
    await rita.api.drill.join({ code: joinCode, side: "responder" });
    await control.unassign({ drillId, userId: rita.id });
    await expect(rita.api.drill.view({ drillId })).rejects.toMatchObject(refusedWith("drill-not-found"));
  });
});

describe("home", () => {
  test("shows a person their drills as the drills go on, and nobody else's", async () => {
    const [rita, other] = [await officer(), await officer()];
    const { drillId, joinCode, control, trainer } = await setUpDrill({
      people: [{ userId: rita.id, role: "player", lane: 1, side: "responder" }],
    });
    const needs = async ({ api }: typeof rita) =>
      (await api.home.needs()).map(({ kind, href }) => ({ kind, href }));
    expect(await needs(rita)).toEqual([{ kind: "drill-to-join", href: `/join/${joinCode}` }]);
    await rita.api.drill.join({ code: joinCode });
    await control.command(command(drillId, { type: "StartDrill", rate: 1 }));
    expect(await needs(rita)).toEqual([{ kind: "drill-running", href: `/drills/${drillId}` }]);
    expect(await needs(other)).toEqual([]);

    await control.command({
      drillId,
      commandId: randomUUID(),
      command: { type: "EndDrill", how: "ended", reason: "" },
    });
    expect(await needs(rita)).toEqual([]);
    expect(await (await trainer.call()).home.needs()).toMatchObject([
      { kind: "review-waiting", href: `/drills/${drillId}/review` },
    ]);
  });
});

test("lists carry the times of a drill as its stream tells them", async () => {
  const { drillId, control } = await setUpDrill();
  await control.command(command(drillId, { type: "StartDrill", rate: 1 }));
  const [row] = await db.select().from(drills).where(eq(drills.id, drillId));
  const started = (await readStream(db, drillId, 0)).find(({ event }) => event.type === "DrillStarted");
  expect(row?.startedAt?.getTime()).toBe(started?.wallMs);
  expect(
    (await control.list({ phase: "running" })).drills.find((drill) => drill.drillId === drillId),
  ).toMatchObject({
    phase: "running",
    startedAtMs: started?.wallMs,
    seat: { role: "controller" },
  });
});
