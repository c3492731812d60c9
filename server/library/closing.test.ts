import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { refusedWith, signedInAs } from "@/server/auth/testing";
import { seedStarterContent } from "@/server/starter/seed";
import { openTestDatabase } from "@/server/db/test-database";
import type { DrillCommand } from "@/domain/drill/schema";

const { db } = await openTestDatabase();
let scenarioId = "";
beforeAll(async () => {
  scenarioId = (await seedStarterContent(db)).get("phone-shop") ?? "";
});

async function person(...roles: Parameters<typeof signedInAs>[1][]) {
  const signedIn = await signedInAs(db, ...roles);
  return { id: signedIn.id, api: await signedIn.call() };
}

const SLUG = "phone-shop-pursuit";
const RESPONDER = { role: "player", lane: 1, side: "responder" } as const;

test("from the moment a person knows of a drill until its release, practice, cases and scenario of it are shut to them, and to nobody else", async () => {
  const [control, rita, tara, stranger] = [
    await person("trainer"),
    await person("officer"),
    await person("officer", "trainer"),
    await person("officer"),
  ];
  const seen = async ({ api }: typeof rita) => {
    const found = await api.library.search({});
    const counted = found.facets.kinds.reduce((sum, { count }) => sum + count, 0);
    return {
      cases: found.cases.some(({ slug }) => slug === SLUG),
      counted,
      read: await api.library.read({ slug: SLUG }).then(
        () => true,
        () => false,
      ),
      related: (await api.library.read({ slug: "lost-coat-eight-bins" })).related.some(
        ({ slug }) => slug === SLUG,
      ),
      practice: (await api.practice.offers()).some((offer) => offer.scenarioId === scenarioId),
    };
  };
  const open = await seen(stranger);
  expect(open).toMatchObject({ cases: true, read: true, practice: true, counted: 6 });
  const before = await rita.api.practice.start({ scenarioId, skill: "weak", title: "Before" });

  const { drillId } = await control.api.drill.create({
    title: "Assessment",
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
    people: [rita, tara].map(({ id }) => ({ userId: id, ...RESPONDER })),
  });
  const does = (command: DrillCommand) =>
    control.api.drill.command({ drillId, commandId: randomUUID(), command });
  const shut = { cases: false, read: false, related: false, practice: false, counted: 5 };
  for (const command of [
    null,
    { type: "StartDrill", rate: 1 },
    { type: "EndDrill", how: "ended", reason: "" },
  ] as const) {
    if (command) await does(command);
    for (const player of [rita, tara]) {
      expect(await seen(player)).toEqual(shut);
      await expect(
        player.api.practice.start({ scenarioId, skill: "weak", title: "Now" }),
      ).rejects.toMatchObject(refusedWith("scenario-closed"));
    }
    // A practice begun before is shut as well, and a trainer who plays is a player here.
    await expect(rita.api.drill.view({ drillId: before.drillId })).rejects.toMatchObject(
      refusedWith("scenario-closed"),
    );
    await expect(tara.api.scenario.read({ scenarioId })).rejects.toMatchObject(
      refusedWith("scenario-closed"),
    );
    expect((await tara.api.scenario.list()).map(({ id }) => id)).not.toContain(scenarioId);
    for (const other of [control, stranger])
      expect(await seen(other)).toMatchObject({ cases: true, read: true });
  }
  await does({ type: "ReleaseScores" });
  for (const player of [rita, tara]) expect(await seen(player)).toEqual(open);
  await expect(rita.api.drill.view({ drillId: before.drillId })).resolves.toBeDefined();
});
