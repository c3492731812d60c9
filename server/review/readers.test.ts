import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Role } from "@/domain/account/schema";
import { testGround, testPolicy, testScenario } from "@/domain/drill/given";
import type { DrillCommand } from "@/domain/drill/schema";
import { refusedWith, signedInAs } from "@/server/auth/testing";
import { users } from "@/server/db/schema/auth";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { teamMembers, teams } from "@/server/db/schema/teams";
import { openTestDatabase } from "@/server/db/test-database";
import { createOrganisation } from "@/server/organisations/mutations";
import { storeGround, storePolicy } from "@/server/scenario/mutations";

const { db } = await openTestDatabase();

let scenarioId = "";
const bureaus: Record<"bureau" | "district" | "sister" | "station", string> = {
  bureau: "",
  district: "",
  sister: "",
  station: "",
};
beforeAll(async () => {
  await storeGround(db, testGround);
  await storePolicy(db, testPolicy);
  const place = (en: string, level: "bureau" | "district" | "station", parentId: string | null) =>
    createOrganisation(db, { name: { zh: "", en }, level, parentId });
  bureaus.bureau = await place("Bureau", "bureau", null);
  bureaus.district = await place("District", "district", bureaus.bureau);
  bureaus.sister = await place("Sister", "district", bureaus.bureau);
  bureaus.station = await place("Station", "station", bureaus.district);
  const { zh: titleZh, en: titleEn } = testScenario.title;
  const [row] = await db
    .insert(scenarios)
    .values({
      titleZh,
      titleEn,
      policyId: testPolicy.id,
      draft: testScenario,
      organisationId: bureaus.district,
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

async function personOf(at: keyof typeof bureaus, ...roles: Role[]) {
  const signedIn = await signedInAs(db, ...roles);
  await db.update(users).set({ organisationId: bureaus[at] }).where(eq(users.id, signedIn.id));
  return { id: signedIn.id, api: await signedIn.call() };
}

async function teamOf(at: keyof typeof bureaus, ...memberIds: string[]): Promise<string> {
  const name = `Team ${randomUUID().slice(0, 8)}`;
  const [team] = await db
    .insert(teams)
    .values({ organisationId: bureaus[at], nameZh: name, nameEn: name, shortName: "T" })
    .returning({ id: teams.id });
  if (!team) throw new Error("No team.");
  for (const userId of memberIds) await db.insert(teamMembers).values({ teamId: team.id, userId });
  return team.id;
}

/** Everybody who has, or has not, to do with a drill of a station's team in the district. */
async function setUp({ noNotice = false } = {}) {
  const people = {
    control: await personOf("district", "trainer"),
    came: await personOf("station", "officer"),
    away: await personOf("station", "officer"),
    stationTrainer: await personOf("station", "trainer"),
    districtTrainer: await personOf("district", "trainer"),
    bureauTrainer: await personOf("bureau", "trainer"),
    sisterTrainer: await personOf("sister", "trainer"),
    administrator: await personOf("bureau", "administrator"),
    evaluator: await personOf("sister", "evaluator"),
    observer: await personOf("sister", "officer"),
    stranger: await personOf("station", "officer"),
  };
  const team = await teamOf("station", people.came.id, people.away.id);
  const { drillId, joinCode } = await people.control.api.drill.create({
    title: "Night drill",
    scenarioId,
    format: "opposed",
    mode: "tabletop",
    noNotice,
    teams: [
      { lane: 1, side: "responder", teamId: team },
      { lane: 1, side: "opposition", teamId: null, name: "Blue" },
    ],
    scripted: [],
    oppositionCell: false,
    people: [{ userId: people.evaluator.id, role: "evaluator" }],
  });
  const does = (command: DrillCommand) =>
    people.control.api.drill.command({ drillId, commandId: randomUUID(), command });
  return { people, drillId, joinCode, does, team };
}

test("a released review is read by the teams as they were planned, those who could not come included, staff, and trainers of the team or above it, and by nobody else", async () => {
  const { people, drillId, joinCode, does, team } = await setUp();
  const { came, away, evaluator, observer, stranger } = people;
  for (const { api } of [came, evaluator]) await api.drill.join({ code: joinCode });
  await observer.api.drill.join({ code: joinCode, role: "observer" });
  await does({ type: "StartDrill", rate: 1 });
  await does({ type: "EndDrill", how: "ended", reason: "" });
  // Who joins the team when it is over was not in it, and who leaves it was.
  await db.insert(teamMembers).values({ teamId: team, userId: stranger.id });
  await db.delete(teamMembers).where(eq(teamMembers.userId, away.id));

  for (const { api } of [came, away]) {
    await expect(api.review.overview({ drillId })).rejects.toMatchObject(refusedWith("review-not-open"));
  }
  for (const { api } of [people.stationTrainer, people.bureauTrainer, stranger]) {
    await expect(api.review.overview({ drillId })).rejects.toMatchObject(refusedWith("drill-not-found"));
  }
  await does({ type: "ReleaseScores" });

  const { control, stationTrainer, districtTrainer, bureauTrainer } = people;
  for (const { api } of [control, came, away, evaluator, stationTrainer, districtTrainer, bureauTrainer]) {
    expect(await api.review.overview({ drillId })).toMatchObject({ released: true });
    expect((await api.review.timeline({ drillId, lane: 1 })).length).toBeGreaterThan(0);
    await expect(api.review.replaySides({ drillId })).resolves.toBeDefined();
    expect((await api.drill.list()).drills.find((one) => one.drillId === drillId)).toMatchObject({
      mayReview: true,
    });
  }
  for (const { api } of [people.sisterTrainer, people.administrator, observer, stranger]) {
    for (const asked of [
      () => api.review.overview({ drillId }),
      () => api.review.timeline({ drillId, lane: null }),
      () => api.review.evidence({ drillId, positions: [1] }),
      () => api.review.replaySides({ drillId }),
    ]) {
      await expect(asked()).rejects.toMatchObject(refusedWith("drill-not-found"));
    }
    expect((await api.drill.list()).drills.filter((one) => one.drillId === drillId && one.mayReview)).toEqual(
      [],
    );
  }
});

test("whoever is expected and opens a drill's pages before coming in is shown the way in, and a stranger is not", async () => {
  const { people, drillId, joinCode, does } = await setUp();
  const { came, away, evaluator, stranger, sisterTrainer } = people;
  for (const { api } of [came, away, evaluator]) {
    expect(await api.drill.wayIn({ drillId })).toEqual({ code: joinCode });
  }
  for (const { api } of [stranger, sisterTrainer]) {
    await expect(api.drill.wayIn({ drillId })).rejects.toMatchObject(refusedWith("drill-not-found"));
  }
  await came.api.drill.join({ code: joinCode });
  expect(await came.api.drill.wayIn({ drillId })).toEqual({ code: null });
  await does({ type: "StartDrill", rate: 1 });
  await does({ type: "EndDrill", how: "ended", reason: "" });
  expect(await came.api.drill.wayIn({ drillId })).toEqual({ code: null });
  for (const { api } of [away, evaluator]) {
    await expect(api.drill.wayIn({ drillId })).rejects.toMatchObject(refusedWith("drill-not-found"));
  }
});

test("the way into a drill that is hidden from its players is shown to its staff alone", async () => {
  const { people, drillId, joinCode } = await setUp({ noNotice: true });
  expect(await people.evaluator.api.drill.wayIn({ drillId })).toEqual({ code: joinCode });
  await expect(people.away.api.drill.wayIn({ drillId })).rejects.toMatchObject(
    refusedWith("drill-not-found"),
  );
});
