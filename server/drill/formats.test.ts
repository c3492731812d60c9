import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { testGround, testPolicy, testScenario } from "@/domain/drill/given";
import type { DrillCommand } from "@/domain/drill/schema";
import type { NewDrill } from "@/domain/roster/schema";
import { refusedWith, signedInAs } from "@/server/auth/testing";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { openTestDatabase } from "@/server/db/test-database";
import { storeGround, storePolicy } from "@/server/scenario/mutations";

const { db } = await openTestDatabase();
let scenarioId = "";

beforeAll(async () => {
  await storeGround(db, testGround);
  await storePolicy(db, testPolicy);
  const [row] = await db
    .insert(scenarios)
    .values({ titleZh: "想定", titleEn: "Scenario", policyId: testPolicy.id, draft: testScenario })
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

const place = (lane: number, side: "responder" | "opposition", name = "") => ({
  lane,
  side,
  teamId: null,
  name,
});

const planned = (changes: Partial<NewDrill>): NewDrill => ({
  title: "Night drill",
  scenarioId,
  format: "opposed",
  mode: "tabletop",
  noNotice: false,
  teams: [place(1, "responder", "Red"), place(1, "opposition", "Blue")],
  scripted: [],
  oppositionCell: false,
  people: [],
  ...changes,
});

type Person = Awaited<ReturnType<typeof signedInAs>>;

/** A planned drill, and a way to come into it and to act in it. */
async function setUp(changes: Partial<NewDrill>) {
  const trainer = await signedInAs(db, "trainer");
  const { drillId, joinCode: code } = await (await trainer.call()).drill.create(planned(changes));
  const does = async (person: Person, command: DrillCommand, playLane?: number) =>
    (await person.call()).drill.command({
      drillId,
      commandId: randomUUID(),
      command,
      ...(playLane === undefined ? {} : { playLane }),
    });
  const player = async (side: "responder" | "opposition", lane = 1) => {
    const person = await signedInAs(db, "officer");
    await (await person.call()).drill.join({ code, role: "player", lane, side });
    return person;
  };
  const offered = async () =>
    (await (await (await signedInAs(db, "officer")).call()).drill.byCode({ code })).seats
      .map(({ seat }) => seat)
      // Places in the drill; looking on has none.
      .filter(({ role }) => role !== "observer");
  return { trainer, drillId, code, does, player, offered };
}

const START: DrillCommand = { type: "StartDrill", rate: 1 };
const radio = (text: string): DrillCommand => ({ type: "SendRadio", text });

/** A name that is written in one way, as cards have it. */
const named = (name: string) => ({ zh: name, en: name });

describe("two legs with sides exchanged", () => {
  test("are planned as one drill of two teams, and played to one result", async () => {
    const { trainer, drillId, does, player } = await setUp({ format: "swap" });
    const red = await player("responder");
    const blue = await player("opposition");
    await does(trainer, START);
    await does(red, radio("RED IN LEG 1"));
    await does(trainer, { type: "StartNextLeg" });

    const view = await (await red.call()).drill.view({ drillId });
    expect(view).toMatchObject({ kind: "side", side: "opposition", lane: 2, leg: 2, radio: [] });
    expect(await (await blue.call()).drill.view({ drillId })).toMatchObject({ side: "responder", lane: 2 });
    expect(await (await red.call()).drill.setting({ drillId })).toMatchObject({
      team: { zh: "Red", en: "Red" },
    });
    await does(blue, radio("BLUE IN LEG 2"));
    expect(JSON.stringify(await (await blue.call()).drill.view({ drillId }))).not.toContain("LEG 1");

    await does(trainer, { type: "EndDrill", how: "ended", reason: "" });
    await expect((await red.call()).review.timeline({ drillId, lane: 1 })).rejects.toMatchObject(
      refusedWith("review-not-open"),
    );
    await does(trainer, { type: "ReleaseScores" });
    const { result, cards } = await (await red.call()).review.overview({ drillId });
    expect(result).toMatchObject({
      complete: true,
      teams: [{ team: named("Red") }, { team: named("Blue") }],
    });
    expect(cards.map(({ lane, side, team }) => [lane, side, team])).toEqual([
      [1, "responder", named("Red")],
      [1, "opposition", named("Blue")],
      [2, "responder", named("Blue")],
      [2, "opposition", named("Red")],
    ]);
  });

  test("take somebody who comes late, or is awaited, to the side their team plays in that leg", async () => {
    const awaited = await signedInAs(db, "officer");
    const { trainer, code, drillId, does, offered } = await setUp({
      format: "swap",
      people: [{ userId: awaited.id, role: "player", lane: 1, side: "responder" }],
    });
    expect(await offered()).toEqual([
      { role: "player", lane: 1, side: "responder" },
      { role: "player", lane: 1, side: "opposition" },
    ]);
    await does(trainer, START);
    await does(trainer, { type: "StartNextLeg" });
    expect((await offered()).every((seat) => seat.role === "player" && seat.lane === 2)).toBe(true);
    await (await awaited.call()).drill.join({ code });
    expect(await (await awaited.call()).drill.view({ drillId })).toMatchObject({
      lane: 2,
      side: "opposition",
    });
  });

  test("need two teams of people and a place in the first leg", async () => {
    const trainer = await signedInAs(db, "trainer");
    const { drill } = await trainer.call();
    for (const changes of [
      { teams: [place(1, "responder")] },
      { teams: [place(1, "responder")], scripted: [{ lane: 1, side: "opposition", skill: "weak" }] },
      { teams: [place(1, "responder"), place(2, "opposition")] },
    ] satisfies Partial<NewDrill>[]) {
      await expect(drill.create(planned({ format: "swap", ...changes }))).rejects.toMatchObject(
        refusedWith("input-invalid"),
      );
    }
    const person = await signedInAs(db, "officer");
    const people: NewDrill["people"] = [{ userId: person.id, role: "player", lane: 2, side: "responder" }];
    await expect(drill.create(planned({ format: "swap", people }))).rejects.toMatchObject(
      refusedWith("lane-unknown"),
    );
  });
});

const CELL: Partial<NewDrill> = {
  format: "parallel",
  teams: [place(1, "responder"), place(2, "responder"), place(1, "opposition", "Cell")],
  oppositionCell: true,
};

describe("an opposition cell", () => {
  test("is one place to come into, and plays the opposition of every lane", async () => {
    const { trainer, drillId, does, player, offered } = await setUp(CELL);
    expect(await offered()).toEqual([
      { role: "player", lane: 1, side: "responder" },
      { role: "player", lane: 1, side: "opposition" },
      { role: "player", lane: 2, side: "responder" },
    ]);
    const cell = await player("opposition");
    await does(trainer, START);
    await does(cell, radio("ONE"));
    await does(cell, radio("TWO"), 2);
    const { drill } = await cell.call();
    const said = async (playLane: number) => {
      const view = await drill.view({ drillId, playLane });
      return view.kind === "side" ? [view.lane, view.radio.map(({ text }) => text)] : null;
    };
    expect(await said(1)).toEqual([1, ["ONE"]]);
    expect(await said(2)).toEqual([2, ["TWO"]]);
    expect(await drill.setting({ drillId, playLane: 2 })).toMatchObject({
      lane: 2,
      team: { zh: "Cell", en: "Cell" },
      cellLanes: 2,
    });
  });

  test("opens no other lane to responders or staff, and none that does not exist to itself", async () => {
    const { trainer, drillId, does, player } = await setUp(CELL);
    const responder = await player("responder");
    const cell = await player("opposition");
    await does(trainer, START);
    for (const person of [responder, trainer]) {
      await expect((await person.call()).drill.view({ drillId, playLane: 2 })).rejects.toMatchObject(
        refusedWith("role-not-allowed"),
      );
      await expect(does(person, radio("x"), 2)).rejects.toMatchObject(refusedWith("role-not-allowed"));
    }
    await expect((await cell.call()).drill.view({ drillId, playLane: 3 })).rejects.toMatchObject(
      refusedWith("lane-unknown"),
    );
  });

  test("is no way into the other lanes where each has an opposition of its own", async () => {
    const { drillId, player } = await setUp({
      format: "parallel",
      teams: [1, 2].flatMap((lane) => [place(lane, "responder"), place(lane, "opposition")]),
    });
    const opposition = await player("opposition");
    await expect((await opposition.call()).drill.view({ drillId, playLane: 2 })).rejects.toMatchObject(
      refusedWith("role-not-allowed"),
    );
  });
});

test("a side that the engine plays is nobody's to take, and is listed for those who may know", async () => {
  const { trainer, drillId, offered } = await setUp({
    format: "parallel",
    teams: [place(1, "responder"), place(2, "responder")],
    scripted: [1, 2].map((lane) => ({ lane, side: "opposition" as const, skill: "weak" as const })),
  });
  expect((await offered()).every((seat) => seat.role === "player" && seat.side === "responder")).toBe(true);
  const { drill } = await trainer.call();
  const lobby = await drill.lobby({ drillId });
  expect(lobby.teams.filter(({ scripted }) => scripted === "weak").map(({ lane }) => lane)).toEqual([1, 2]);
  const other = await signedInAs(db, "officer");
  await expect(
    drill.assign({ drillId, userId: other.id, role: "player", lane: 1, side: "opposition" }),
  ).rejects.toMatchObject(refusedWith("lane-unknown"));
});
