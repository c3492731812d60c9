import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { testGround, testPolicy, testScenario } from "@/domain/drill/given";
import type { DrillCommand } from "@/domain/drill/schema";
import type { Scenario } from "@/domain/scenario/schema";
import type { NewDrill } from "@/domain/roster/schema";
import { refusedWith, signedInAs } from "@/server/auth/testing";
import { drills } from "@/server/db/schema/drills";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { openTestDatabase } from "@/server/db/test-database";
import { storeGround, storePolicy } from "@/server/scenario/mutations";
import { readStream } from "./event-store";

const { db } = await openTestDatabase();

let scenarioId = "";
beforeAll(async () => {
  await storeGround(db, testGround);
  await storePolicy(db, testPolicy);
  scenarioId = await published(testScenario);
});

async function published(content: Scenario): Promise<string> {
  const { zh: titleZh, en: titleEn } = content.title;
  const [row] = await db
    .insert(scenarios)
    .values({ titleZh, titleEn, policyId: testPolicy.id, draft: content, openForPractice: true })
    .returning({ id: scenarios.id });
  const id = row?.id ?? "";
  await db.insert(scenarioVersions).values({
    scenarioId: id,
    version: 1,
    revision: 1,
    content,
    groundId: testGround.id,
    groundVersion: 1,
    policyId: testPolicy.id,
    policyVersion: 1,
  });
  return id;
}

const OPEN_PLACES: NewDrill["teams"] = [
  { lane: 1, side: "responder", teamId: null, name: "Red" },
  { lane: 1, side: "opposition", teamId: null, name: "Blue" },
];
const RESPONDER = { role: "player", lane: 1, side: "responder" } as const;
const OPPOSITION = { role: "player", lane: 1, side: "opposition" } as const;
const END: DrillCommand = { type: "EndDrill", how: "ended", reason: "" };

async function person(...roles: Parameters<typeof signedInAs>[1][]) {
  const signedIn = await signedInAs(db, ...(roles.length > 0 ? roles : ["officer" as const]));
  return { id: signedIn.id, api: await signedIn.call() };
}

/** A drill with open places, that a trainer has planned and starts. */
async function running(people: NewDrill["people"] = []) {
  const trainer = await person("trainer");
  const { drillId, joinCode } = await trainer.api.drill.create({
    title: "Night drill",
    scenarioId,
    format: "opposed",
    mode: "tabletop",
    noNotice: false,
    teams: OPEN_PLACES,
    scripted: [],
    oppositionCell: false,
    people,
  });
  const does = (command: DrillCommand) =>
    trainer.api.drill.command({ drillId, commandId: randomUUID(), command });
  await does({ type: "StartDrill", rate: 1 });
  return { drillId, joinCode, trainer, control: trainer.api.drill, does };
}

describe("whom control removed from a running drill", () => {
  test("gets in by no door of it, and comes back to their own side when control names them", async () => {
    const omar = await person("officer", "evaluator", "trainer");
    const { drillId, joinCode, control } = await running();
    await omar.api.drill.join({ code: joinCode, role: "player", side: "opposition" });
    await control.unassign({ drillId, userId: omar.id });

    expect((await omar.api.drill.byCode({ code: joinCode })).seats).toEqual([]);
    for (const wish of [
      RESPONDER,
      OPPOSITION,
      { role: "observer" },
      { role: "evaluator" },
      { role: "controller" },
    ] as const) {
      await expect(omar.api.drill.join({ code: joinCode, ...wish })).rejects.toMatchObject(
        refusedWith("join-not-open"),
      );
    }
    for (const [seat, refusal] of [
      [RESPONDER, "knows-other-side"],
      [{ role: "observer" }, "knows-other-side"],
      [{ role: "evaluator" }, "has-played"],
      [{ role: "controller" }, "has-played"],
    ] as const) {
      await expect(control.assign({ drillId, userId: omar.id, ...seat })).rejects.toMatchObject(
        refusedWith(refusal),
      );
    }
    await expect(
      omar.api.practice.start({ scenarioId, skill: "weak", title: "Meanwhile" }),
    ).rejects.toMatchObject(refusedWith("scenario-closed"));

    await control.assign({ drillId, userId: omar.id, ...OPPOSITION });
    expect((await omar.api.drill.join({ code: joinCode })).seat).toEqual(OPPOSITION);
  });

  test("and was expected only, comes back by name alone, to any side", async () => {
    const rita = await person();
    const { drillId, joinCode, control } = await running([{ userId: rita.id, ...RESPONDER }]);
    await control.unassign({ drillId, userId: rita.id });
    await expect(rita.api.drill.join({ code: joinCode, ...RESPONDER })).rejects.toMatchObject(
      refusedWith("join-not-open"),
    );
    await control.assign({ drillId, userId: rita.id, ...OPPOSITION });
    expect((await rita.api.drill.join({ code: joinCode })).seat).toEqual(OPPOSITION);
  });
});

test("whoever has read both sides of a running drill as its staff is made a player of neither", async () => {
  const [eva, carl] = [await person("evaluator"), await person("trainer")];
  const { drillId, joinCode, control } = await running();
  await eva.api.drill.join({ code: joinCode, role: "evaluator" });
  await carl.api.drill.join({ code: joinCode, role: "controller" });
  for (const { id, api } of [eva, carl]) {
    for (const seat of [RESPONDER, OPPOSITION]) {
      await expect(control.assign({ drillId, userId: id, ...seat })).rejects.toMatchObject(
        refusedWith("knows-other-side"),
      );
    }
    // What was refused has changed nothing.
    await expect(api.drill.view({ drillId })).resolves.toBeDefined();
  }
});

test("a player who was named for the other side before coming in is asked again what they have read by then", async () => {
  const rita = await person();
  const { drillId, joinCode, control } = await running();
  await control.assign({ drillId, userId: rita.id, ...RESPONDER });
  await rita.api.drill.join({ code: joinCode });
  await expect(control.assign({ drillId, userId: rita.id, ...OPPOSITION })).rejects.toMatchObject(
    refusedWith("knows-other-side"),
  );
  expect((await rita.api.drill.view({ drillId })).kind).toBe("side");
});

describe("after EndEx", () => {
  test("the code admits nobody, whoever they are, before the release and after it", async () => {
    const expected = await person("evaluator");
    const { joinCode, does } = await running([{ userId: expected.id, role: "evaluator" }]);
    await does(END);
    const everybody = [
      expected,
      await person(),
      await person("evaluator"),
      await person("trainer"),
      await person("administrator"),
    ];
    for (const release of [false, true]) {
      if (release) await does({ type: "ReleaseScores" });
      for (const { api } of everybody) {
        for (const asked of [
          () => api.drill.byCode({ code: joinCode }),
          () => api.drill.join({ code: joinCode }),
          () => api.drill.join({ code: joinCode, role: "evaluator" }),
        ]) {
          await expect(asked()).rejects.toMatchObject(refusedWith("drill-already-ended"));
        }
        const { drills: listed } = await api.drill.list();
        expect(listed.flatMap((drill) => drill.joinCode ?? [])).not.toContain(joinCode);
      }
    }
  });

  test("control names evaluators and controllers, who are in the log and the audit trail, and never somebody who played", async () => {
    const [eva, rita, stranger] = [await person("evaluator"), await person(), await person()];
    const admin = await person("administrator");
    const { drillId, joinCode, control, does } = await running();
    await rita.api.drill.join({ code: joinCode, ...RESPONDER });
    await does(END);

    await control.assign({ drillId, userId: eva.id, role: "evaluator" });
    expect((await eva.api.drill.view({ drillId })).kind).toBe("evaluator");
    const log = await readStream(db, drillId, 0);
    expect(log.at(-1)?.event).toMatchObject({
      type: "ParticipantJoined",
      participant: { participantId: eva.id, role: "evaluator" },
    });
    const { entries } = await admin.api.audit.page({});
    expect(entries.find(({ action }) => action === "drill.assign")).toMatchObject({
      detail: { userId: eva.id, role: "evaluator" },
    });

    await expect(control.assign({ drillId, userId: rita.id, role: "evaluator" })).rejects.toMatchObject(
      refusedWith("has-played"),
    );
    for (const seat of [RESPONDER, { role: "observer" }] as const) {
      await expect(control.assign({ drillId, userId: stranger.id, ...seat })).rejects.toMatchObject(
        refusedWith("drill-already-ended"),
      );
    }
    await expect(stranger.api.drill.view({ drillId })).rejects.toMatchObject(refusedWith("drill-not-found"));
  });
});

test("a practice of one's own stands in nobody else's list, and its code lets nobody in or look, before its end and after", async () => {
  const learner = await person();
  const { drillId } = await learner.api.practice.start({ scenarioId, skill: "weak", title: "By myself" });
  const code = (await learner.api.drill.lobby({ drillId })).joinCode;
  expect(code).toBeNull();
  const [row] = await db.select({ code: drills.joinCode }).from(drills).where(eq(drills.id, drillId));
  const joinCode = row?.code ?? "";
  const others = [await person("trainer"), await person("evaluator"), await person("administrator")];
  const does = (command: DrillCommand) =>
    learner.api.drill.command({ drillId, commandId: randomUUID(), command });
  for (const step of [null, { type: "StartDrill", rate: 60 }, END] as const) {
    if (step) await does(step);
    expect((await learner.api.drill.list()).drills.find((one) => one.drillId === drillId)).toMatchObject({
      joinCode: null,
    });
    for (const { api } of others) {
      expect((await api.drill.list()).drills.map((one) => one.drillId)).not.toContain(drillId);
      for (const asked of [
        () => api.drill.byCode({ code: joinCode }),
        () => api.drill.join({ code: joinCode, role: "evaluator" }),
      ]) {
        await expect(asked()).rejects.toMatchObject(refusedWith("join-code-unknown"));
      }
      for (const asked of [
        () => api.review.overview({ drillId }),
        () => api.review.timeline({ drillId, lane: null }),
        () => api.drill.view({ drillId }),
      ]) {
        await expect(asked()).rejects.toMatchObject(refusedWith("drill-not-found"));
      }
    }
  }
  expect((await learner.api.review.overview({ drillId })).released).toBe(true);
});

test("home says of a practice of one's own that its planned time is over, once it is and until it is ended", async () => {
  const learner = await person();
  const short = await published({ ...testScenario, plannedMinutes: 1 });
  const { drillId } = await learner.api.practice.start({ scenarioId: short, skill: "weak", title: "Short" });
  const does = (command: DrillCommand) =>
    learner.api.drill.command({ drillId, commandId: randomUUID(), command });
  const need = async () => (await learner.api.home.needs()).find(({ id }) => id === drillId);
  await does({ type: "StartDrill", rate: 1 });
  expect(await need()).toMatchObject({ kind: "drill-running", overdue: false });
  await does({ type: "ChangeRate", rate: 60 });
  await expect.poll(need, { timeout: 10_000 }).toMatchObject({ overdue: true });
  await does(END);
  expect(await need()).toBeUndefined();
});
