import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testPolicy, testScenario } from "@/domain/drill/given";
import type { DrillCommand } from "@/domain/drill/schema";
import { viewFor } from "@/domain/view/view";
import { inEveryLanguage } from "@/domain/words/sentence";
import { sentence } from "@/domain/words/sentence";
import { refusedWith, signedInAs } from "@/server/auth/testing";
import { users } from "@/server/db/schema/auth";
import { drillParticipants, scoreCards } from "@/server/db/schema/drills";
import { scenarios } from "@/server/db/schema/scenarios";
import { openDatabase } from "@/server/db/client";
import { openTestDatabase } from "@/server/db/test-database";
import { clearIdleRooms, fromDrill } from "@/server/drill/room";
import { asks, comeIn, OPPOSITION, planTestDrill, RESPONDER } from "@/server/drill/testing";
import { storePolicy } from "@/server/scenario/mutations";

const { db, ownerUrl } = await openTestDatabase();
/** The application itself cannot change what was released. */
const owner = openDatabase(ownerUrl, { connectionsMax: 1 });
afterAll(() => owner.$client.end());
beforeAll(() => storePolicy(db, testPolicy));

const END: DrillCommand = { type: "EndDrill", how: "ended", reason: "" };
const RELEASE: DrillCommand = { type: "ReleaseScores" };
const SUBMIT: DrillCommand = { type: "SubmitEvaluation", lane: 1 };

/** A running drill with a controller who is a trainer, two evaluators and a player of each side. */
async function setUpDrill() {
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
    const { review: api, library } = await person.call();
    const does = async (command: DrillCommand) =>
      (await person.call()).drill.command({ drillId, commandId: randomUUID(), command });
    return { api, library, does };
  };
  const drill = {
    drillId,
    control: await enter({ role: "controller" }, "trainer"),
    evaluator: await enter({ role: "evaluator" }, "evaluator"),
    otherEvaluator: await enter({ role: "evaluator" }, "evaluator"),
    responder: await enter(RESPONDER, "officer"),
    opposition: await enter(OPPOSITION, "officer"),
  };
  await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
  // Whoever planned it is not there.
  await drill.control.does({ type: "TakeLead", reason: "Shift" });
  return drill;
}

/** Everything that shows scores, asked by one person. */
function scoresFor(
  { api }: { api: Awaited<ReturnType<typeof setUpDrill>>["control"]["api"] },
  drillId: string,
) {
  return [() => api.overview({ drillId }), () => api.evidence({ drillId, positions: [1] })];
}

describe("a drill looked at again as one side saw it", () => {
  test("is closed to players until the release, and then shows any moment and nothing of the evaluation", async () => {
    const { drillId, control, evaluator, responder, opposition } = await setUpDrill();
    const at = (atMs: number) => ({ drillId, lane: 1, side: "responder" as const, atMs });
    await control.does({ type: "JumpClock", toMs: 60_000 });
    await responder.does({
      type: "TakeAction",
      actionId: "accept",
      incident: 1,
      unitIds: [],
      note: "",
    });
    await opposition.does({ type: "SendRadio", text: "CANARY of the opposition" });
    await evaluator.does({ type: "TakeNote", lane: 1, text: "CANARY of an evaluator", observedAtMs: null });
    await evaluator.does({ type: "RateItem", lane: 1, itemId: "manner", rating: "P", note: "CANARY" });
    await control.does(END);
    for (const { api } of [responder, opposition]) {
      for (const asked of [
        () => api.replay(at(30_000)),
        () => api.replaySides({ drillId }),
        () => api.replaySetting({ drillId, lane: 1, side: "opposition" }),
      ]) {
        await expect(asked()).rejects.toMatchObject(refusedWith("review-not-open"));
      }
    }
    await control.does(RELEASE);

    expect(await responder.api.replay(at(9_999))).toMatchObject({ incidents: [], phase: "running" });
    expect(await opposition.api.replay(at(30_000))).toMatchObject({
      kind: "side",
      side: "responder",
      incidents: [{ status: "reported" }],
    });
    expect(await responder.api.replaySides({ drillId })).toMatchObject({
      sides: [
        { lane: 1, side: "responder", lengthMs: expect.toSatisfy((ms: number) => ms >= 60_000) },
        { lane: 1, side: "opposition" },
      ],
    });
    expect(await responder.api.replaySetting({ drillId, lane: 1, side: "opposition" })).toMatchObject({
      kind: "side",
      side: "opposition",
      units: [],
    });
    const end = await opposition.api.replay(at(3_600_000));
    expect(end).toMatchObject({ phase: "ended", incidents: [{ status: "accepted" }] });
    expect(JSON.stringify(end)).not.toContain("CANARY");
    expect(JSON.stringify(await responder.api.replay({ ...at(3_600_000), side: "opposition" }))).toContain(
      "CANARY of the opposition",
    );
    await expect(responder.api.replay({ ...at(0), lane: 2 })).rejects.toMatchObject(
      refusedWith("lane-unknown"),
    );
  });
});

describe("the scores of a drill", () => {
  test("are closed to players of both sides, course of events included, until they are released", async () => {
    const { drillId, control, responder, opposition } = await setUpDrill();
    await control.does(END);
    for (const player of [responder, opposition]) {
      for (const asked of [...scoresFor(player, drillId), () => player.api.timeline({ drillId, lane: 1 })])
        await expect(asked()).rejects.toMatchObject(refusedWith("review-not-open"));
    }
    await control.does(RELEASE);
    for (const player of [responder, opposition]) {
      expect(await player.api.overview({ drillId })).toMatchObject({
        released: true,
        mayRelease: false,
        mayMakeCase: false,
      });
      expect((await player.api.timeline({ drillId, lane: 1 })).length).toBeGreaterThan(0);
    }
  });

  test("are closed to an evaluator who has not handed in, and open to one who has", async () => {
    const { drillId, control, evaluator, otherEvaluator } = await setUpDrill();
    await control.does(END);
    await evaluator.does(SUBMIT);
    expect(await evaluator.api.overview({ drillId })).toMatchObject({
      released: false,
      evaluationsWaiting: 1,
    });
    for (const asked of scoresFor(otherEvaluator, drillId))
      await expect(asked()).rejects.toMatchObject(refusedWith("review-not-open"));
  });

  test("are open to control at any time, with how many evaluations are missing", async () => {
    const { drillId, control } = await setUpDrill();
    expect(await control.api.overview({ drillId })).toMatchObject({ phase: "running", mayRelease: false });
    await control.does(END);
    expect(await control.api.overview({ drillId })).toMatchObject({
      phase: "ended",
      ended: { how: "ended" },
      evaluationsWaiting: 2,
      mayRelease: true,
    });
  });
});

test("a line that control exempts before the release says so and why, to everybody after it, and no later word exempts one", async () => {
  const { drillId, control, responder } = await setUpDrill();
  const lineOf = async ({ api }: Pick<typeof control, "api">, itemId: string) =>
    (await api.overview({ drillId })).cards
      .flatMap(({ lines }) => lines)
      .find((line) => line.itemId === itemId);
  const exempt = (itemId: string): DrillCommand => ({
    type: "GrantExemption",
    lane: 1,
    itemId,
    reason: "Bridge closed for real",
  });
  await expect(responder.does(exempt("arrival"))).rejects.toMatchObject(refusedWith("role-not-allowed"));
  await control.does(END);
  await control.does(exempt("arrival"));
  await control.does(RELEASE);
  for (const reader of [control, responder]) {
    const line = await lineOf(reader, "arrival");
    expect(line).toMatchObject({ status: "exempt", pointsHundredths: 0 });
    expect(sentence(line?.why ?? "", "en")).toContain("Bridge closed for real");
  }
  await expect(control.does(exempt("manner"))).rejects.toMatchObject(refusedWith("scores-released"));
});

test("a released result is shown as it was stored, wherever it is shown, whatever the rules say since", async () => {
  const { drillId, control, responder } = await setUpDrill();
  await control.does(END);
  await control.does(RELEASE);
  // As an older release of the rules stored it: none of its numbers come out of today's.
  const old = (await control.api.overview({ drillId })).cards.map((card) => ({
    ...card,
    rulesVersion: 0,
    totalHundredths: card.side === "responder" ? 1_234 : 4_321,
    coverage: 0.125,
  }));
  for (const card of old) {
    await owner
      .update(scoreCards)
      .set({ card, rulesVersion: 0 })
      .where(and(eq(scoreCards.drillId, drillId), eq(scoreCards.side, card.side)));
  }
  // The server is started anew.
  clearIdleRooms(db, -1, () => false);

  for (const { api } of [control, responder]) {
    expect(JSON.stringify((await api.overview({ drillId })).cards)).toBe(JSON.stringify(old));
  }
  const totals = await fromDrill(db, drillId, (drill) =>
    ([{ kind: "control" }, { kind: "wall" }] as const).map((audience) => {
      const view = viewFor(drill, audience);
      return "lanes" in view && view.lanes.map((lane) => "scores" in lane && lane.scores);
    }),
  );
  for (const scores of totals) {
    expect(scores).toMatchObject([[{ totalHundredths: 1_234, coverage: 0.125 }, { totalHundredths: 4_321 }]]);
  }
  const { caseId } = await control.api.makeCase({ drillId, lane: 1 });
  expect(JSON.stringify((await control.library.readDraft({ caseId })).content.figures)).toContain("12.3");
});

test("an evaluator who has not handed in sees the course of events without what the others noted", async () => {
  const { drillId, control, evaluator, otherEvaluator } = await setUpDrill();
  const note = (text: string): DrillCommand => ({ type: "TakeNote", lane: 1, text, observedAtMs: null });
  await evaluator.does(note("mine"));
  await otherEvaluator.does(note("theirs"));
  await control.does(END);
  const noted = async ({ api }: typeof evaluator) =>
    (await api.timeline({ drillId, lane: null })).filter(({ kind }) => kind === "evaluation");
  expect((await noted(evaluator)).map(({ sentence }) => inEveryLanguage(sentence).en)).toEqual([
    expect.stringContaining("mine"),
  ]);
  await evaluator.does(SUBMIT);
  expect(JSON.stringify(await noted(evaluator))).toContain("theirs");
});

test("the log names people in the letters of the reader's language", async () => {
  const { drillId, control, evaluator } = await setUpDrill();
  const mine = and(eq(drillParticipants.drillId, drillId), eq(drillParticipants.role, "controller"));
  const [lead] = await db.select({ userId: drillParticipants.userId }).from(drillParticipants).where(mine);
  await db
    .update(users)
    .set({ latinName: "Shěn Lì" })
    .where(eq(users.id, lead?.userId ?? ""));
  await control.does({ type: "TakeNote", lane: 1, text: "seen", observedAtMs: null });
  await control.does(END);
  const log = await evaluator.api.timeline({ drillId, lane: null });
  const named = log.filter(({ who }) => typeof who !== "string");
  expect(named.length).toBeGreaterThan(0);
  for (const { who, sentence } of named) {
    expect(inEveryLanguage(who)).toMatchObject({ zh: expect.not.stringContaining("Shěn"), en: "Shěn Lì" });
    if (JSON.stringify(sentence).includes("Shěn")) expect(inEveryLanguage(sentence).en).toContain("Shěn Lì");
  }
});

test("a stranger learns nothing of a drill: one that exists and one that does not answer alike", async () => {
  const { drillId, control } = await setUpDrill();
  await control.does(END);
  await control.does(RELEASE);
  const stranger = (await (await signedInAs(db, "trainer", "administrator")).call()).review;
  for (const asked of [drillId, randomUUID()]) {
    for (const answer of [
      () => stranger.overview({ drillId: asked }),
      () => stranger.timeline({ drillId: asked, lane: null }),
      () => stranger.evidence({ drillId: asked, positions: [1] }),
      () => stranger.makeCase({ drillId: asked, lane: 1 }),
    ])
      await expect(answer()).rejects.toMatchObject(refusedWith("drill-not-found"));
  }
});

describe("a case made from a drill", () => {
  test("is a draft with the drill's course, and the same draft when asked for again", async () => {
    const { drillId, control } = await setUpDrill();
    await control.does({ type: "DeliverInject", lane: 1, injectId: "first-call" });
    await control.does(END);
    const made = await control.api.makeCase({ drillId, lane: 1 });
    const draft = await control.library.readDraft({ caseId: made.caseId });
    expect(draft).toMatchObject({ status: "draft", isPublished: false, origin: { drillId, lane: 1 } });
    expect(draft.content.timeline.map(({ text }) => text.en)).toContainEqual(
      expect.stringContaining("First call"),
    );

    const again = await control.api.makeCase({ drillId, lane: 1 });
    expect([made.isNew, again]).toEqual([true, { ...made, isNew: false }]);
  });

  test("cannot be made before the drill has ended, of a lane it has not, or by a player", async () => {
    const { drillId, control, responder } = await setUpDrill();
    await expect(control.api.makeCase({ drillId, lane: 1 })).rejects.toMatchObject(
      refusedWith("drill-not-ended"),
    );
    await control.does(END);
    await expect(control.api.makeCase({ drillId, lane: 9 })).rejects.toMatchObject(
      refusedWith("lane-unknown"),
    );
    await expect(responder.api.makeCase({ drillId, lane: 1 })).rejects.toMatchObject(
      refusedWith("role-not-allowed"),
    );
  });
});
