import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { testPolicy, testScenario } from "@/domain/drill/given";
import type { DrillCommand } from "@/domain/drill/schema";
import { sentence } from "@/domain/words/sentence";
import { refusedWith, signedInAs } from "@/server/auth/testing";
import { drillEvents, drillTeams, scoreCards } from "@/server/db/schema/drills";
import { scenarios } from "@/server/db/schema/scenarios";
import { teamMembers, teams } from "@/server/db/schema/teams";
import { openTestDatabase } from "@/server/db/test-database";
import { clearIdleRooms } from "@/server/drill/room";
import { asks, comeIn, OPPOSITION, planTestDrill, RESPONDER } from "@/server/drill/testing";
import { createOrganisation } from "@/server/organisations/mutations";
import { storePolicy } from "@/server/scenario/mutations";

const { db } = await openTestDatabase();
beforeAll(() => storePolicy(db, testPolicy));

const CORDON = "cordon-in-time";
const END: DrillCommand = { type: "EndDrill", how: "ended", reason: "" };
const SUBMIT: DrillCommand = { type: "SubmitEvaluation", lane: 1 };
const RELEASE: DrillCommand = { type: "ReleaseScores" };
const saw = (result: "met" | "missed"): DrillCommand => ({
  type: "ObserveItem",
  lane: 1,
  itemId: CORDON,
  result,
  note: "",
  observedAtMs: null,
});
const MODERATE: DrillCommand = {
  type: "ModerateLine",
  lane: 1,
  itemId: CORDON,
  says: "partly",
  reason: "The tape was half up",
};
const APPEAL: DrillCommand = {
  type: "FileAppeal",
  lane: 1,
  on: { of: "line", itemId: CORDON },
  text: "The tape was up at four minutes",
  evidence: [2],
};
const ANSWER: DrillCommand = {
  type: "AnswerAppeal",
  lane: 1,
  no: 1,
  accepted: true,
  reason: "The radio log says so",
  settled: [{ itemId: CORDON, says: "met" }],
};

/** A drill of two evaluators who disagree, ended, with a second controller and a captain and a member of the responder. */
async function setUp() {
  const [scenario] = await db
    .insert(scenarios)
    .values({
      titleZh: testScenario.title.zh,
      titleEn: testScenario.title.en,
      policyId: testPolicy.id,
      draft: testScenario,
    })
    .returning({ id: scenarios.id });
  const { drillId, controller } = await planTestDrill(db, { setup: { scenarioId: scenario?.id ?? "" } });
  const enter = async (seat: Parameters<typeof comeIn>[3], role: "trainer" | "evaluator" | "officer") => {
    const person = await signedInAs(db, role);
    await comeIn(db, drillId, { userId: person.id, name: "Person" }, seat);
    const { review: api } = await person.call();
    const does = async (command: DrillCommand) =>
      (await person.call()).drill.command({ drillId, commandId: randomUUID(), command });
    return { id: person.id, api, does };
  };
  const people = {
    control: await enter({ role: "controller" }, "trainer"),
    judge: await enter({ role: "controller" }, "trainer"),
    evaluator: await enter({ role: "evaluator" }, "evaluator"),
    other: await enter({ role: "evaluator" }, "evaluator"),
    blind: await enter({ role: "evaluator" }, "evaluator"),
    captain: await enter(RESPONDER, "officer"),
    member: await enter(RESPONDER, "officer"),
    opposition: await enter(OPPOSITION, "officer"),
  };
  await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
  await people.control.does({ type: "TakeLead", reason: "Shift" });
  await people.evaluator.does(saw("met"));
  await people.other.does(saw("missed"));
  await people.control.does(END);
  await people.evaluator.does(SUBMIT);
  await people.other.does(SUBMIT);
  return { drillId, ...people };
}

/** Gives the responder's place to a standing team with that captain. */
async function makeCaptain(drillId: string, captainId: string, ...others: string[]): Promise<void> {
  const name = `Team ${randomUUID().slice(0, 8)}`;
  const organisationId = await createOrganisation(db, {
    name: { zh: name, en: name },
    level: "bureau",
    parentId: null,
  });
  const [team] = await db
    .insert(teams)
    .values({ organisationId, nameZh: name, nameEn: name, shortName: "T" })
    .returning({ id: teams.id });
  const teamId = team?.id ?? "";
  await db
    .insert(teamMembers)
    .values([
      { teamId, userId: captainId, duty: "captain" },
      ...others.map((userId) => ({ teamId, userId })),
    ]);
  await db
    .insert(drillTeams)
    .values({ drillId, lane: 1, side: "responder", teamId, name })
    .onConflictDoUpdate({
      target: [drillTeams.drillId, drillTeams.lane, drillTeams.side],
      set: { teamId },
    });
}

const resultOf = ({ api }: Awaited<ReturnType<typeof setUp>>["control"], drillId: string) =>
  api.result({ drillId });
const recordsOf = ({ api }: Awaited<ReturnType<typeof setUp>>["control"], drillId: string) =>
  api.records({ drillId, lane: 1, side: "responder" });

describe("a line in dispute", () => {
  test("is on the list of control and of evaluators who have handed in, and only control may settle it", async () => {
    const { drillId, control, evaluator, blind, captain } = await setUp();
    const listed = [{ itemId: CORDON, levels: ["met", "partly", "missed"] }];
    expect(await resultOf(control, drillId)).toMatchObject({
      state: "provisional",
      disagreements: [{ ...listed[0], maySettle: true }],
    });
    await expect(resultOf(blind, drillId)).rejects.toMatchObject(refusedWith("review-not-open"));
    await expect(resultOf(captain, drillId)).rejects.toMatchObject(refusedWith("review-not-open"));
    expect(await resultOf(evaluator, drillId)).toMatchObject({
      disagreements: [{ ...listed[0], maySettle: false }],
    });
    await expect(evaluator.does(MODERATE)).rejects.toMatchObject(refusedWith("role-not-allowed"));
  });

  test("leaves the list once it is settled, and those who are still blind learn nothing of it", async () => {
    const { drillId, control, blind } = await setUp();
    await control.does(MODERATE);
    expect(await resultOf(control, drillId)).toMatchObject({ disagreements: [], state: "provisional" });
    const seen = await blind.api.timeline({ drillId, lane: null });
    expect(JSON.stringify(seen)).not.toContain("The tape was half up");
    await blind.does(SUBMIT);
    expect(await resultOf(blind, drillId)).toMatchObject({ state: "moderated" });
    expect(JSON.stringify(await blind.api.timeline({ drillId, lane: null }))).toContain("half up");
  });
});

test("a result goes from provisional to final, every card on its way is kept, and each says what it changed, by whom and why", async () => {
  const { drillId, control, judge, blind, captain, opposition } = await setUp();
  await control.does(MODERATE);
  await blind.does(SUBMIT);
  await control.does(RELEASE);
  await captain.does(APPEAL);
  await judge.does(ANSWER);
  await captain.does({ type: "AcceptResult" });
  await opposition.does({ type: "AcceptResult" });
  await control.does({ type: "DeclareFinal" });

  const records = await recordsOf(captain, drillId);
  expect(records.map(({ version, state }) => `${version} ${state}`)).toEqual([
    "1 provisional",
    "2 provisional",
    "3 provisional",
    "4 provisional",
    "5 moderated",
    "6 released",
    "7 appealed",
    "8 appealed",
    "9 final",
  ]);
  const told = records.map(({ sentence: said, difference }) => [
    sentence(said, "en"),
    ...difference.map((one) => sentence(one, "en")),
  ]);
  expect(told[3]?.join(" ")).toContain("The tape was half up");
  expect(told[7]?.join(" ")).toMatch(
    /accepted appeal 1 .*The radio log says so.*The total goes from .* to .*/,
  );
  expect(told[7]?.join(" ")).toContain("partly met to met");
  expect(records.map(({ rulesVersion, policyVersion }) => [rulesVersion, policyVersion])).toEqual(
    records.map(() => [3, 1]),
  );

  // Nothing that was kept has been overwritten: the first still says what was known at EndEx.
  const rows = await db.select().from(scoreCards).where(eq(scoreCards.drillId, drillId));
  expect(rows).toHaveLength(18);
  await expect(captain.does(APPEAL)).rejects.toMatchObject(refusedWith("result-final"));
});

test("what an accepted appeal changes is shown from then on, also after the server starts anew, and nothing else is", async () => {
  const { drillId, control, judge, captain } = await setUp();
  await control.does(MODERATE);
  await control.does(RELEASE);
  const before = (await captain.api.overview({ drillId })).cards;
  await captain.does(APPEAL);
  expect((await captain.api.overview({ drillId })).cards).toEqual(before);
  await judge.does(ANSWER);
  const after = (await captain.api.overview({ drillId })).cards;
  const others = (cards: typeof after) =>
    cards.flatMap(({ lines }) => lines.filter(({ itemId }) => itemId !== CORDON));
  expect(others(after)).toEqual(others(before));
  const settled = after.flatMap(({ lines }) => lines).find(({ itemId }) => itemId === CORDON);
  expect(settled).toMatchObject({
    status: "met",
    settled: { how: "appeal", reason: "The radio log says so" },
  });
  clearIdleRooms(db, -1, () => false);
  expect((await control.api.overview({ drillId })).cards).toEqual(after);
});

describe("an appeal", () => {
  test("that points at what an evaluator has kept to himself shows nobody else a word of it", async () => {
    const { drillId, control, blind, captain } = await setUp();
    const kept: DrillCommand = {
      type: "ObserveItem",
      lane: 1,
      itemId: CORDON,
      result: "missed",
      note: "SECRET OF THE BLIND",
      observedAtMs: null,
    };
    await blind.does(kept);
    await control.does(RELEASE);
    const stored = await db.select().from(drillEvents).where(eq(drillEvents.drillId, drillId));
    const noted = stored.find((row) => JSON.stringify(row).includes("SECRET OF THE BLIND"));
    await captain.does({ ...APPEAL, evidence: [noted?.position ?? 0] });
    const told = JSON.stringify([await resultOf(captain, drillId), await resultOf(control, drillId)]);
    expect(told).toContain("The tape was up at four minutes");
    expect(told).not.toContain("SECRET OF THE BLIND");
    const { appeals } = await resultOf(captain, drillId);
    expect(appeals.length).toBeGreaterThan(0);
  });

  test("goes on from the card that counts, also where it was judged anew since the drill was last looked at", async () => {
    const { drillId, control, captain } = await setUp();
    await control.does(RELEASE);
    await captain.api.overview({ drillId });
    // A rejudging adds a card and no event.
    const kept = await db.select().from(scoreCards).where(eq(scoreCards.drillId, drillId));
    const [last] = kept
      .filter(({ side, state }) => side === "responder" && state === "released")
      .sort((a, b) => b.version - a.version);
    if (!last) throw new Error("Nothing was released.");
    const card = { ...(last.card as { totalHundredths: number }), totalHundredths: 1_250 };
    await db.insert(scoreCards).values({ ...last, version: last.version + 1, card });
    await captain.does(APPEAL);
    const after = await db.select().from(scoreCards).where(eq(scoreCards.drillId, drillId));
    const appealed = after.filter(({ side, state }) => side === "responder" && state === "appealed");
    expect(appealed.map(({ card: one }) => (one as typeof card).totalHundredths)).toEqual([1_250]);
  });

  test("is seen with its evidence and its answer by the teams, evaluators and control alike", async () => {
    const { drillId, control, judge, evaluator, blind, captain, member, opposition } = await setUp();
    await control.does(RELEASE);
    await captain.does(APPEAL);
    const open = {
      no: 1,
      side: "responder",
      answer: null,
      filed: { reason: "The tape was up at four minutes" },
    };
    for (const reader of [control, judge, evaluator, blind, captain, member, opposition]) {
      expect(await resultOf(reader, drillId)).toMatchObject({
        state: "appealed",
        appeals: [{ ...open, evidence: [{ position: 2 }] }],
      });
    }
    await judge.does(ANSWER);
    for (const reader of [control, evaluator, captain, opposition]) {
      expect(await resultOf(reader, drillId)).toMatchObject({
        appeals: [
          { answer: { accepted: true, reason: "The radio log says so", settled: [{ says: "met" }] } },
        ],
      });
    }
  });

  test("is answered by whoever had no part in it, and offered to nobody else", async () => {
    const { drillId, control, judge, evaluator, blind, captain } = await setUp();
    await control.does(MODERATE);
    await control.does(RELEASE);
    await captain.does(APPEAL);
    const offered = async (reader: typeof control) => (await resultOf(reader, drillId)).appeals[0]?.mayAnswer;
    expect(await offered(control)).toBe(false);
    expect(await offered(evaluator)).toBe(false);
    expect(await offered(captain)).toBe(false);
    expect(await offered(judge)).toBe(true);
    expect(await offered(blind)).toBe(true);
    await expect(control.does(ANSWER)).rejects.toMatchObject(refusedWith("finding-own"));
    await expect(evaluator.does(ANSWER)).rejects.toMatchObject(refusedWith("finding-own"));
    await expect(captain.does(ANSWER)).rejects.toMatchObject(refusedWith("role-not-allowed"));
    await blind.does(ANSWER);
    await expect(judge.does(ANSWER)).rejects.toMatchObject(refusedWith("appeal-answered"));
  });

  test("is not answered by somebody of a team that plays", async () => {
    const { drillId, control, judge, captain } = await setUp();
    await control.does(RELEASE);
    await captain.does(APPEAL);
    await makeCaptain(drillId, captain.id, judge.id);
    expect((await resultOf(judge, drillId)).appeals[0]?.mayAnswer).toBe(false);
    await expect(judge.does(ANSWER)).rejects.toMatchObject(refusedWith("team-own"));
  });

  test("is filed by the captain of a standing team, and by nobody else of it", async () => {
    const { drillId, control, captain, member, opposition } = await setUp();
    await makeCaptain(drillId, captain.id, member.id);
    await control.does(RELEASE);
    expect((await resultOf(captain, drillId)).mayAppeal).toEqual([{ lane: 1, side: "responder" }]);
    expect(await resultOf(member, drillId)).toMatchObject({ mayAppeal: [], mayAccept: false });
    await expect(member.does(APPEAL)).rejects.toMatchObject(refusedWith("captain-needed"));
    await expect(member.does({ type: "AcceptResult" })).rejects.toMatchObject(refusedWith("captain-needed"));
    await expect(opposition.does(APPEAL)).rejects.toMatchObject(refusedWith("item-unknown"));
    await captain.does(APPEAL);
  });
});
